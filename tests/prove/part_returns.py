"""Returns at random beside plain sums."""

from __future__ import annotations

from tests.prove.part import Counts, Part


def on_sqlite(seed: int, count: int) -> Counts:
    """Tell `count` stories of returns."""
    from tests.mutants.returns_machine import told

    return told(seed, count)


PARTS = (Part("sequences of returns", 100_000, 1_000, on_sqlite),)
