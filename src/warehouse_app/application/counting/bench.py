"""The count bench: go to the next place, scan it, scan or type what is there, finish it.

Promise: every cell is compared with the books at the very command that finishes its place. Of what moved between its
first scan and that command nobody knows on which side it was counted, so it is counted again, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from warehouse_app.application.bench import is_enter
from warehouse_app.application.counting import benchstate
from warehouse_app.application.counting.benchplace import arrive, put_down, take_over
from warehouse_app.application.counting.benchscan import again_as, count_marked, count_product, count_typed, undo
from warehouse_app.application.counting.benchwork import at_hand, without_ask, without_place
from warehouse_app.application.counting.finish import answer_open, empty, finish
from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, is_code, refused
from warehouse_app.application.run import Session, handles
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import (
    ClaimLost,
    MeansNothingHere,
    NothingToContinue,
    NothingToUndo,
    UnknownBarcode,
    Work,
    card_not_here,
)
from warehouse_app.domain.counting.values import NegativeCount, PlaceStillOpen, PlaceToCountFirst, SilentNumber
from warehouse_app.domain.floorwork import FloorAnswer, NoSuchChoice
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk

_NEGATIVE = re.compile(r"=?-[0-9]{1,9}")
_SAYS_NUMBER = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class CountScan(FloorScan):
    """One shot at a count bench: a place, a product, a number, a card."""


def _expected(row: BenchRow) -> frozenset[Kind]:
    return frozenset({Kind.PLACE} if row.ref is None else {Kind.PRODUCT, Kind.PLACE})


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    if isinstance(meant, meaning.CommandMeant) and meant.command is Card.TAKE_OVER:
        return take_over(desk, session, row)
    row = replace(row, memory={name: each for name, each in row.memory.items() if name not in ("ask", "mark")})
    if isinstance(meant, meaning.CommandMeant):
        return _card(desk, scan, session, row, meant.command)
    if isinstance(meant, meaning.Place):
        return _place(desk, scan, session, row, int(meant.place))
    count = at_hand(desk, session, row)
    if isinstance(meant, Multiplier):
        return again_as(desk, session, row, _needs_place(desk, session, row, count), meant.n)
    if isinstance(meant, meaning.Product):
        return count_product(desk, session, row, _needs_place(desk, session, row, count), meant)
    raise Refused(MeansNothingHere(type(meant).__name__.lower(), scan.text[:40]))


def _needs_place(desk: Desk, session: Session, row: BenchRow, count: CountRow | None) -> CountRow:
    if count is None:
        way = benchstate.next_places(desk, session.station, row)
        raise Refused(PlaceToCountFirst(way[0].place if way else ""))
    return count


def _place(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, place_id: int) -> FloorDeed:
    count = at_hand(desk, session, row)
    if count is None:
        return arrive(desk, session, row, place_id)
    if count.place_id == place_id:
        return finish(desk, scan.id, session, row, count)
    raise Refused(PlaceStillOpen(count.place, scan.text.strip()[:40]))


def _card(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, card: Card) -> FloorDeed:
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    count = at_hand(desk, session, row)
    if card is Card.UNDO:
        if count is None:
            raise Refused(NothingToUndo())
        return undo(desk, session, row, count)
    if card in (Card.SKIP, Card.PAUSE, Card.DONE, Card.CLOSE) and count is None:
        return _without_place(desk, session, row, card)
    if card in (Card.DONE, Card.CLOSE) and count is not None:
        return finish(desk, scan.id, session, row, count)
    if card in (Card.SKIP, Card.PAUSE) and count is not None:
        return put_down(desk, row, count, skip=card is Card.SKIP)
    raise Refused(card_not_here(word_of(card)))


def _without_place(desk: Desk, session: Session, row: BenchRow, card: Card) -> FloorDeed:
    """Between two places SKIP passes the next one on, and DONE ends the tour: any warehouse is open again."""
    way = benchstate.next_places(desk, session.station, row)
    if card is Card.SKIP and way:
        return FloorDeed("count_skipped", {"place": way[0].place}, row=replace(row, memory=_from(row, way[0].seq)))
    kept = {name: each for name, each in row.memory.items() if name not in ("warehouse", "at")}
    return FloorDeed("count_tour_ended", {}, row=replace(row, memory=kept))


def _from(row: BenchRow, seq: int) -> Mapping[str, Any]:
    return {**row.memory, "at": seq}


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a typed number for an answer, or for how many there are; a code that is known is a code."""
    open_ = row.recall("ask")
    if open_ and open_["code"] != "count_repeat":
        if not any(key == str(number) for key, _code in open_["keys"]):
            raise Refused(NoSuchChoice(str(number)))
        if open_["code"] == "open_elsewhere":
            return take_over(desk, session, row) if number == 1 else FloorDeed("count_left_alone", row=without_ask(row))
        return answer_open(desk, scan.id, session, row, str(number))
    if row.ref is None or is_code(desk, scan.text):
        return None
    count = at_hand(desk, session, row)
    if count is None:
        return None
    if row.recall("mark"):
        return count_marked(desk, session, row, count, scan.text)
    typed = count_typed(desk, session, row, count, number)
    if typed is None and number == 1 and not count.sku:
        typed = empty(desk, scan.id, session, row, count)
    if typed is None:
        raise Refused(SilentNumber(str(number)))
    return typed


def _lost(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, _unknown: UnknownBarcode) -> FloorDeed | None:
    """A code that nobody knows is the lot or serial number that was asked for, or answers which one it is."""
    open_, said = row.recall("ask") or {}, scan.text.strip().removeprefix("=").casefold()
    for n, (_sku, lot, serial, _grade, _owner) in enumerate(open_.get("things") or (), 1):
        if said and said in (lot.casefold(), serial.casefold()):
            return answer_open(desk, scan.id, session, row, str(n))
    count = at_hand(desk, session, row) if row.recall("mark") else None
    return None if count is None else count_marked(desk, session, row, count, scan.text)


BENCH = FloorBench(Work.COUNT, _expected, _does, benchstate.state, _types, lost=_lost)
"""The count bench, for any page or line mode that shows it."""


def _after_refusal(desk: Desk, scan: CountScan, session: Session, refusal: Refusal) -> FloorAnswer:
    if isinstance(refusal, ClaimLost):  # the place is another's now: this bench is free for the next one
        row = bench.read(desk, session.station, Work.COUNT)
        bench.write(desk, session.station, Work.COUNT, without_place(row))
    return refused(desk, scan, session, refusal, BENCH)


@handles(CountScan, right=Right.COUNT, answer=FloorAnswer, on_refusal=_after_refusal)
def count_scan(desk: Desk, scan: CountScan, session: Session) -> FloorAnswer:
    """Judge one shot. Raises Refused with the verdict's name."""
    text = scan.text.strip()
    if not is_enter(text) and _NEGATIVE.fullmatch(text):
        row = bench.read(desk, session.station, Work.COUNT)
        if row.ref is not None and not row.stop:
            raise Refused(NegativeCount(text))
    return answered(desk, scan, session, BENCH)
