"""What can be wrong at a shelf, as the ISSUE card offers it, and why a pick is short."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """What a picker says of the task at hand."""

    FEWER = "fewer"
    DAMAGED = "damaged"
    OTHER_GOODS = "other_goods"
    BLOCKED = "blocked"
    FULL_TOTE = "full_tote"
    FOUND = "found"
    SKIP = "skip"


PROBLEMS = tuple(Problem)
"""In the order of their digits."""


class ShortWhy(StrEnum):
    """Why less was taken than was asked for; kept with the task."""

    NOTHING = "nothing there"
    FEWER = "fewer there"
    OTHER_GOODS = "other goods there"
    BLOCKED = "place blocked"
    DAMAGED = "damaged"
    LISTED = "fewer on the list"


DOUBTED = frozenset({ShortWhy.NOTHING, ShortWhy.FEWER, ShortWhy.OTHER_GOODS, ShortWhy.LISTED})
"""Reasons that say the books are wrong: what is left in the cell is promised to nobody until it is counted."""
