"""The states of one pack, and of one parcel: which may follow which, as one table each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class PackStage(StrEnum):
    """Where one packing of one parcel is."""

    OPEN = "open"
    VERIFYING = "verifying"
    PAUSED = "paused"
    EXCEPTION = "exception"
    HOLD = "hold"
    VERIFIED = "verified"
    BOXED = "boxed"
    WEIGHED = "weighed"
    LABELLED = "labelled"
    CLOSED = "closed"
    UNPACKED = "unpacked"


_S = PackStage

NEXT: Mapping[PackStage, frozenset[PackStage]] = MappingProxyType(
    {
        _S.OPEN: frozenset({_S.VERIFYING, _S.UNPACKED}),
        _S.VERIFYING: frozenset({_S.PAUSED, _S.VERIFIED, _S.EXCEPTION, _S.UNPACKED}),
        _S.PAUSED: frozenset({_S.VERIFYING, _S.UNPACKED}),
        _S.EXCEPTION: frozenset({_S.VERIFYING, _S.HOLD, _S.UNPACKED}),
        _S.HOLD: frozenset({_S.VERIFYING, _S.UNPACKED}),
        _S.VERIFIED: frozenset({_S.BOXED, _S.UNPACKED}),
        _S.BOXED: frozenset({_S.WEIGHED, _S.VERIFYING, _S.PAUSED, _S.UNPACKED}),
        _S.WEIGHED: frozenset({_S.LABELLED, _S.UNPACKED}),
        _S.LABELLED: frozenset({_S.CLOSED, _S.VERIFYING, _S.UNPACKED}),
        _S.CLOSED: frozenset({_S.LABELLED, _S.VERIFYING, _S.UNPACKED}),
        _S.UNPACKED: frozenset(),
    },
)
"""A closed pack can be opened again or unpacked until its parcel is handed over; it waits once more where its
carrier is asked for another label."""

LIVE = frozenset({_S.OPEN, _S.VERIFYING, _S.PAUSED, _S.EXCEPTION, _S.HOLD, _S.BOXED})
"""Stages in which a pack is somebody's work; one that is boxed waits on a scale."""

AT_HAND = LIVE | {_S.LABELLED}
"""Stages of a pack that a bench can be at: one that is labelled waits for the scan of its label."""

TO_CLOSED = (_S.VERIFIED, _S.BOXED, _S.WEIGHED, _S.LABELLED, _S.CLOSED)
"""The way of a verified pack; boxed is passed by policy (no box), weighed where the station does not weigh."""


def walked(start: PackStage, way: Iterable[PackStage]) -> PackStage:
    """Return the last stage of `way` when each step is allowed from the one before; ValueError when one is not."""
    now = start
    for step in way:
        if step not in NEXT[now]:
            message = f"a pack cannot go from {now} to {step}"
            raise ValueError(message)
        now = step
    return now
