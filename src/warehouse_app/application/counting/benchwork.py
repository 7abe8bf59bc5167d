"""What the deeds of the count bench share: the count at hand under its fencing token, and what was typed last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from warehouse_app.application.floorwork import Facts
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import ClaimLost
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import people
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting import counts
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk

MOST_UNDONE = 60
"""Scans of a place that can be taken back."""

_OF_PLACE = frozenset({"claim", "stack", "ask", "sure"})
"""What a bench remembers of the place at hand alone."""


def at_hand(desk: Desk, session: Session, row: BenchRow) -> CountRow | None:
    """Return the count that is open here, None for none. Raises Refused(ClaimLost) where somebody took it over.

    A count that was called off meanwhile is simply no longer at hand.
    """
    if row.ref is None:
        return None
    count = counts.get(desk, row.ref)
    if count is None or count.state is not CountState.COUNTING:
        return None
    if count.claim != row.recall("claim") or count.station != session.station:
        raise Refused(ClaimLost(name_of(desk, count.person), count.station))
    return count


def name_of(desk: Desk, person: str) -> str:
    """Return the name of a person by id."""
    found = people.shown(desk, person) if person else None
    return "" if found is None else found[2]


def without_place(row: BenchRow, **more: object) -> BenchRow:
    """Return the bench with no place at hand."""
    kept = {name: each for name, each in row.memory.items() if name not in _OF_PLACE}
    return BenchRow(None, "", {**kept, **more})


def with_ask(row: BenchRow, code: str, facts: Facts, keys: tuple[tuple[str, str], ...], **more: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
    """Return the bench with a question open: digit and worded answer."""
    asked = {"code": code, "facts": dict(facts), "keys": [list(each) for each in keys], **more}
    return replace(row, memory={**row.memory, "ask": asked})


def without_ask(row: BenchRow, **more: object) -> BenchRow:
    """Return the bench with no question open."""
    kept = {name: each for name, each in row.memory.items() if name != "ask"}
    return replace(row, memory={**kept, **more})


def stack_of(row: BenchRow) -> list[list[int]]:
    """Return what was counted here, scan by scan: thing, units of one, units in all."""
    return [list(each) for each in row.recall("stack") or []]
