"""Labels at two printers that are pulled out, jammed and reset at random: each printed once, or visibly waiting."""

from __future__ import annotations

from tests.prove.part import Counts, Part


def events(seed: int, count: int) -> Counts:
    """Live through `count` troubles at the printers, on SQLite, with the real worker and real sockets."""
    from tests.printerday import days

    return days(seed, count)


PARTS = (Part("printer events", 10_000, 250, events, none=("lost", "doubled")),)
