"""The states of a count and of a plan of counts, each as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class CountState(StrEnum):
    """What became of the count of one place."""

    REQUESTED = "requested"
    COUNTING = "counting"
    COUNTED = "counted"
    MATCHED = "matched"
    VARIANCE = "variance"
    RECOUNT = "recount"
    REVIEW = "review"
    POSTED = "posted"
    REJECTED = "rejected"


NEXT: Mapping[CountState, frozenset[CountState]] = {
    CountState.REQUESTED: frozenset({CountState.COUNTING, CountState.REJECTED}),
    CountState.COUNTING: frozenset({CountState.COUNTED, CountState.REQUESTED, CountState.RECOUNT}),
    CountState.COUNTED: frozenset({CountState.MATCHED, CountState.VARIANCE}),
    CountState.VARIANCE: frozenset({CountState.RECOUNT, CountState.REVIEW, CountState.POSTED}),
    CountState.RECOUNT: frozenset({CountState.COUNTING, CountState.REJECTED}),
    CountState.REVIEW: frozenset({CountState.POSTED, CountState.REJECTED, CountState.RECOUNT}),
    CountState.MATCHED: frozenset(),
    CountState.POSTED: frozenset(),
    CountState.REJECTED: frozenset(),
}
"""COUNTED and VARIANCE are passed within one command: what follows from a count is judged at once. A count that is
left goes back to where it was taken from; one that is called off is rejected.
"""

WAITING = frozenset({CountState.REQUESTED, CountState.RECOUNT})
"""Somebody has to go there."""

OPEN = WAITING | {CountState.COUNTING, CountState.REVIEW}
"""Not at its end."""

DONE = frozenset(CountState) - OPEN - {CountState.COUNTED, CountState.VARIANCE}
"""At its end."""


class PlanState(StrEnum):
    """Whether a plan of counts is worked at."""

    OPEN = "open"
    CLOSED = "closed"


PLAN_NEXT: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.OPEN: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}


def may_become(before: CountState, after: CountState) -> bool:
    """Tell whether a count may go from one state to the other."""
    return after in NEXT[before]
