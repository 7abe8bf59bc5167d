"""Parts that prove nothing: one is sound, one fails, one loses things, one never ends."""

from __future__ import annotations

import time

from tests.prove.part import Counts, Part


def sound(seed: int, count: int) -> Counts:
    return {"done": count, "odd": seed % 2}


def failing(seed: int, count: int) -> Counts:
    assert seed < 0, "a planted fault"
    return {"done": count}


def losing(_seed: int, count: int) -> Counts:
    return {"done": count, "lost": 1}


def hanging(_seed: int, count: int) -> Counts:
    time.sleep(600)
    return {"done": count}


PARTS = (
    Part("sound", 7, 2, sound),
    Part("failing", 2, 2, failing),
    Part("losing", 1, 1, losing, none=("lost",)),
    Part("hanging", 1, 1, hanging, limit_s=1),
)
