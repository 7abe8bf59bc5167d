"""What a returns bench is at: the return on the table, the unit in hand, and the one question that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse_app.application.floorwork import Facts, FloorDeed, FloorScan
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import NoReturnOpen
from warehouse_app.domain.returning.states import AT_BENCH, HERE
from warehouse_app.domain.returning.values import ReturnHead, Unit
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import docks
from warehouse_app.store.returning import cases, slots, units

WORK = Work.RETURNS

ASK, HAND, DONE, LAST, SHOWN = "ask", "hand", "done", "last", "shown"
"""What a bench remembers: the open question, the unit in hand, the deeds that UNDO takes back (newest last), the
product scanned last, and what it showed that settling would do."""

MOST_UNDONE = 20
"""Deeds that UNDO can take back one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnScan(FloorScan):
    """One shot at the returns bench. `camera`: a photo can be taken here. `weight` is what a scale said."""

    camera: bool = False
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """A bench with what it is at. No head: it is free."""

    station: str
    row: BenchRow
    head: ReturnHead | None = None

    @property
    def question(self) -> str:
        """Return what is asked, "" for nothing."""
        return str(self.asked.get("what", ""))

    @property
    def asked(self) -> Mapping[str, Any]:
        """Return the open question with its facts."""
        found: Mapping[str, Any] = self.row.recall(ASK) or {}
        return found

    @property
    def facts(self) -> Mapping[str, Any]:
        """Return the facts of the open question."""
        found: Mapping[str, Any] = self.asked.get("facts", {})
        return found

    @property
    def name(self) -> str:
        """Return the code of the return on the table, "" for none."""
        return "" if self.head is None else self.head.code

    def open(self) -> ReturnHead:
        """Return the return on the table. Raises Refused(NoReturnOpen)."""
        if self.head is None:
            raise Refused(NoReturnOpen())
        return self.head

    def knows(self, **facts: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
        """Return the row with these facts; one that is None is forgotten."""
        kept = {name: value for name, value in {**self.row.memory, **facts}.items() if value is not None}
        return BenchRow(self.row.ref, self.row.stop, kept)

    def did(self, deed: str, /, **facts: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
        """Return the row with nothing asked and one more deed that can be undone; `memory` is kept besides."""
        memory = facts.pop("memory", {})
        before = list(self.row.recall(DONE) or ())
        return self.knows(**{ASK: None, DONE: [*before, {"deed": deed, **facts}][-MOST_UNDONE:], **memory})


def here(desk: Desk, station: str, row: BenchRow | None = None) -> Here:
    """Return what a bench is at; a return that is over, parked, or on another table is not open here."""
    row = bench.read(desk, station, WORK) if row is None else row
    if row.ref is None:
        return Here(station, row)
    head = cases.get(desk, row.ref)
    if head.state not in AT_BENCH or head.slot or slots.table_of(desk, head.id) != station:
        return Here(station, BenchRow(None, row.stop, {}))
    return Here(station, row, head)


def free(at: Here, **facts: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
    """Return the row of a bench with nothing on the table."""
    return BenchRow(None, at.row.stop, dict(facts))


def ask(
    at: Here,
    what: str,
    facts: Facts,
    *,
    choices: tuple[str, ...] = (),
    **more: Any,  # noqa: ANN401 - small JSON facts
) -> FloorDeed:
    """Open a question: its words are `returns.<what>`, a choice's `returns_choice.<choice>`; nothing happened yet."""
    kept = {"what": what, "facts": dict(facts), "choices": list(choices), **more}
    return FloorDeed(f"returns.{what}", facts, Verdict.ASKED, at.knows(**{ASK: kept}))


def hand_of(desk: Desk, at: Here) -> Unit | None:
    """Return the unit in hand: the one scanned last, or chosen; None where it is not here any more."""
    number = at.row.recall(HAND)
    if number is None or at.head is None:
        return None
    mine = (each for each in units.of_return(desk, at.head.id) if each.id == int(number) and each.state in HERE)
    return next(mine, None)


def house(desk: Desk, at: Here) -> str:
    """Return the warehouse of this bench."""
    if at.head is not None:
        return at.head.warehouse
    return docks.warehouse_of(desk, at.station) or docks.first_warehouse(desk)
