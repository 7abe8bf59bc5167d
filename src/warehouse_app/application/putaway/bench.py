"""The put-away bench: things are loaded at the dock, then put down along a tour; a scan of the proposed place is all.

Goods stay on the dock in the ledger until they are put down (`putaway_load` says what is on which trolley), so their
promises stay whole, two people cannot take the same thing, and a tour that breaks off leaves nothing to mend.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, is_code, refused
from warehouse_app.application.packing import nothing_here
from warehouse_app.application.putaway import cards, loading, putting
from warehouse_app.application.putaway.loading import remembered
from warehouse_app.application.putaway.state import LOADING, PUTTING, facts_of, state
from warehouse_app.application.run import Session, handles
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Multiplier
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import Work
from warehouse_app.domain.floorwork import FloorAnswer, NoNumberAsked, NoSuchChoice
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.putaway.refusals import NotOnDock
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import places, putaway
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

_LOADING = frozenset({Kind.PRODUCT})
_PUTTING = frozenset({Kind.PLACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAwayScan(FloorScan):
    """One shot while goods are put away."""


def _expected(row: BenchRow) -> frozenset[Kind]:
    return _PUTTING if row.recall("phase") == PUTTING else _LOADING


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    if isinstance(meant, meaning.CommandMeant):
        return cards.played(desk, scan.id, row, meant.command)
    if isinstance(meant, Multiplier):
        return loading.times(desk, row, meant.n)
    if isinstance(meant, meaning.Product):
        return _product(desk, row, meant)
    if isinstance(meant, meaning.Tote):
        return loading.load_contents(desk, row, places.get(desk, PlaceId(int(meant.tote))))
    if isinstance(meant, meaning.Place):
        return _place(desk, scan, session, row, PlaceId(int(meant.place)))
    raise Refused(nothing_here(desk, scan, meant))


def _product(desk: Desk, row: BenchRow, meant: meaning.Product) -> FloorDeed:
    """On the walk, goods that are on the trolley are the ones in the hand; otherwise they are taken off the dock."""
    if row.recall("phase") == PUTTING:
        said = "" if meant.gs1 is None else meant.gs1.lot or meant.gs1.serial or ""
        for each in putaway.tour(desk, desk.station):
            if each.sku == meant.sku and (not said or said in (each.lot, each.serial)):
                return FloorDeed("putaway_chosen", facts_of(each), row=remembered(row, chosen=each.id))
    return loading.load_product(desk, row, meant)


def _place(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, place_id: PlaceId) -> FloorDeed:
    place = places.get(desk, place_id)
    if place.kind is PlaceKind.DOCK:
        return FloorDeed("putaway_at_dock", {"place": place.code}, row=remembered(row, phase=LOADING, chosen=None))
    if place.kind is PlaceKind.LPN:
        deed = _pallet(desk, row, place)
        if deed is not None:
            return deed
    return putting.place_scanned(desk, scan.id, session, row, place)


def _pallet(desk: Desk, row: BenchRow, pallet: Place) -> FloorDeed | None:
    """Load a pallet, or choose the one that is on the trolley; None where it is the place that goods are put on."""
    is_walking, tour = row.recall("phase") == PUTTING, putaway.tour(desk, desk.station)
    mine = next((each for each in tour if each.serial == pallet.code), None)
    if mine is not None and not is_walking:
        raise Refused(NotOnDock(pallet.code, 1, 0, "on_trolley", desk.station))
    if mine is not None and row.recall("chosen") != mine.id and len(tour) > 1:
        return FloorDeed("putaway_chosen", facts_of(mine), row=remembered(row, chosen=mine.id))
    at = places.stands_at(desk, pallet)
    if mine is None and (at is None or at.kind is not PlaceKind.BIN or not is_walking):
        return loading.load_pallet(desk, row, pallet)
    return None


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a number: the answer to the question that is open, else how many are loaded, or put down here."""
    asked = row.recall("ask")
    if asked is not None and asked["what"] != "pallet":
        return _chosen(desk, scan, session, row, number)
    if asked is not None and number == 1:
        return loading.load_contents(desk, row, places.get(desk, PlaceId(asked["pallet"])))
    if is_code(desk, scan.text):
        return None
    if row.recall("phase") == PUTTING:
        return putting.part_of(desk, row, number)
    if not row.recall("last"):
        if putaway.tour(desk, desk.station):
            raise Refused(NoNumberAsked(str(number)))
        return None  # nothing is loaded: a short code of digits is a code
    return loading.set_quantity(desk, row, number)


def _chosen(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed:
    asked = row.recall("ask")
    choice = next((each for each in asked["choices"] if each["key"] == str(number)), None)
    if choice is None:
        raise Refused(NoSuchChoice(str(number)))
    if asked["what"] == "which":
        return loading.load_chosen(desk, row, asked, choice)
    if choice["code"] == "putaway_all_the_same":
        return putting.answer_put(desk, scan.id, session, row, asked)
    if choice["code"] == "putaway_bring_back":
        return cards.bring_back(desk, row)
    now = putting.at_hand(desk, row)
    return FloorDeed("putaway_going_on", {} if now is None else facts_of(now[0]), row=remembered(row))


def _reads(desk: Desk, scan: FloorScan, _session: Session, row: BenchRow) -> FloorDeed | None:
    """Where it is asked which lot or serial number lies there, its own code is an answer as well as the digit."""
    asked = row.recall("ask")
    choice = loading.chosen_by(asked, scan.text) if asked is not None and asked["what"] == "which" else None
    return None if choice is None else loading.load_chosen(desk, row, asked, choice)


BENCH = FloorBench(Work.PUTAWAY, _expected, _does, state, _types, reads=_reads)


def _refused(desk: Desk, scan: PutAwayScan, session: Session, refusal: Refusal) -> FloorAnswer:
    return refused(desk, scan, session, refusal, BENCH)


@handles(PutAwayScan, right=Right.PUT_AWAY, also=(Right.PLACES,), answer=FloorAnswer, on_refusal=_refused)
def put_away_scan(desk: Desk, scan: PutAwayScan, session: Session) -> FloorAnswer:
    """Judge one shot while goods are put away. Raises Refused with the verdict's name."""
    return answered(desk, scan, session, BENCH)
