"""The put wall bench: scan the tote, scan an item, put it into the slot that lights up and scan that slot's tote.

Which order gets it is decided by the books: the first slot that wants it. The tote scanned at the slot proves that it
lies there; only then is it moved in the ledger. In a batch picked by zone whole totes come together in the slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.application.bench import counted_units
from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, refused
from warehouse_app.application.run import Session, handles
from warehouse_app.application.sorting import putting, state, wall
from warehouse_app.application.sorting.state import memory_of
from warehouse_app.application.sorting.wall import Wall
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import MeansNothingHere, NothingToCount, Work, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.sorting.values import NothingToSort, NotInTote, PutItFirst, TooManyToSort
from warehouse_app.store import batches, items, picking, places, products, sorting
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods
from warehouse_app.store.sorting import InTote


@dataclass(frozen=True, slots=True, kw_only=True)
class SortScan(FloorScan):
    """One shot at a put wall."""


def _expected(row: BenchRow) -> frozenset[Kind]:
    if row.ref is None:
        return frozenset({Kind.TOTE, Kind.BATCH})
    return frozenset({Kind.TOTE}) if row.recall("hand") else frozenset({Kind.PRODUCT})


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    if isinstance(meant, meaning.CommandMeant):
        return _card(desk, scan, session, row, meant.command)
    if isinstance(meant, meaning.Batch):
        return _opened(desk, row, int(meant.batch), 0)
    if isinstance(meant, meaning.Tote):
        return _tote(desk, scan, session, row, PlaceId(int(meant.tote)))
    now = wall.read(desk, row)
    if now is None:
        raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))
    if isinstance(meant, Multiplier):
        return _times(now, row, meant.n)
    if isinstance(meant, meaning.Product):
        return _item(desk, now, row, meant)
    raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))


def _card(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, card: Card) -> FloorDeed:
    now = wall.read(desk, row)
    if now is None or card not in (Card.UNDO, Card.PAUSE, Card.DONE, Card.SHORT):
        raise Refused(card_not_here(word_of(card)))
    if card is Card.UNDO:
        return putting.undo(desk, scan.id, session, row, now)
    if row.recall("hand"):
        raise Refused(_put_first(now, row))
    if card is Card.SHORT:
        return putting.missing(desk, scan.id, row, now)
    return FloorDeed("sort_paused", {"batch": now.batch}, row=BenchRow(None, "", {}))


def _put_first(now: Wall, row: BenchRow) -> PutItFirst:
    return now.put_first(row.recall("hand")["order"])


def _tote(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, tote: PlaceId) -> FloorDeed:
    """With something in the hand it is the slot; else the tote to empty, or (by zone) to bring to its slot."""
    now = wall.read(desk, row)
    if now is not None and row.recall("hand"):
        return putting.put(desk, scan.id, session, row, now, tote)
    batch_id = _batch_of(desk, tote)
    if batch_id is None:
        raise Refused(NothingToSort(places.get(desk, tote).code))
    return _opened(desk, row, batch_id, tote)


def _batch_of(desk: Desk, tote: int) -> int | None:
    """Return the batch whose goods a tote holds: by the goods, or by whom it was given to."""
    for order_id in goods.orders_in(desk, tote):
        found = sorting.batch_of_order(desk, order_id)
        if found is not None and any(each.place_id == tote for each in sorting.in_totes(desk, found)):
            return found
    return sorting.batch_of_tote(desk, tote)


def _opened(desk: Desk, row: BenchRow, batch_id: int, tote: int) -> FloorDeed:
    """Open a batch at this wall, and the tote that is emptied. Raises Refused(PutItFirst, NothingToSort)."""
    before = wall.read(desk, row)
    if before is not None and row.recall("hand"):
        raise Refused(_put_first(before, row))
    fresh = BenchRow(batch_id, "", {} if not tote else {"tote": tote})
    now = wall.read(desk, fresh)
    if now is None or batches.GET.one(desk.connection, id_is=batch_id)[11] not in ("sort", "zone"):  # type: ignore[index]
        raise Refused(NothingToSort("" if now is None else now.batch))
    if not now.unsorted and not (now.zones and tote):
        raise Refused(NothingToSort(wall.code_of(desk, tote) or now.batch))
    if now.zones:
        return putting.part_scanned(desk, fresh, now)
    _stand_ready(desk, now)
    lone = {each.place_id for each in now.unsorted}
    chosen = tote or (lone.pop() if len(lone) == 1 else 0)
    left = sum(each.qty for each in now.unsorted)
    facts: dict[str, str | int | bool | None] = {"batch": now.batch, "left": left, "from": wall.code_of(desk, chosen)}
    return FloorDeed("sort_open", facts, row=memory_of(fresh, tote=chosen or None))


def _stand_ready(desk: Desk, now: Wall) -> None:
    """Let there be an empty tote for every slot that has none: those that are missing are made, as on a cart."""
    wanted = sum(each.wall_id is None for each in now.slots)
    for _ in range(wanted - len(picking.free_totes(desk, now.warehouse, wanted))):
        places.add(desk, now.warehouse, PlaceKind.TOTE, f"T-{desk.next_number('tote'):04d}")


def _item(desk: Desk, now: Wall, row: BenchRow, meant: meaning.Product) -> FloorDeed:
    """Take an item out of the tote: the first slot that wants it lights up. Raises Refused(NotInTote, WrongLot)."""
    if row.recall("hand"):
        raise Refused(_put_first(now, row))
    tote = wall.code_of(desk, now.tote)
    there = [each for each in now.unsorted if each.place_id == now.tote and each.sku.upper() == meant.sku.upper()]
    if now.zones or not there:
        raise Refused(NotInTote(meant.sku, tote))
    fit = marks.fitting(meant.sku, meant.gs1, [items.get(desk, each.item_id) for each in there])
    if isinstance(fit, Refusal):
        raise Refused(fit)
    first = next(each for each in there if items.get(desk, each.item_id) in fit)
    units = counted_units(meant, products.find(desk, meant.sku))
    return _in_hand(now, row, first, units)


def _in_hand(now: Wall, row: BenchRow, lying: InTote, units: int) -> FloorDeed:
    slot = now.slot_of(lying.order_id)
    if units > lying.qty:
        raise Refused(TooManyToSort(lying.sku, units, lying.qty, slot.slot))
    hand: dict[str, Any] = {
        "order": lying.order_id, "line": lying.line_id, "item": lying.item_id, "sku": lying.sku, "qty": units,
        "most": lying.qty,
    }  # fmt: skip
    facts: dict[str, str | int | bool | None] = {
        "sku": lying.sku, "slot": slot.slot, "tote": slot.tote, "qty": units, "wants": lying.qty, "order": slot.order,
        "problem": "" if slot.tote else "begin",
    }  # fmt: skip
    return FloorDeed("sort_to", facts, row=memory_of(row, hand=hand), order_id=lying.order_id, line_id=lying.line_id)


def _times(now: Wall, row: BenchRow, n: int) -> FloorDeed:
    """Count what is in the hand as `n`. Raises Refused(NothingToCount, TooManyToSort)."""
    hand = row.recall("hand")
    if not hand or hand.get("whole"):
        raise Refused(NothingToCount(n))
    slot = now.slot_of(hand["order"])
    lying = InTote(hand["order"], hand["line"], now.tote, hand["item"], hand["sku"], hand["most"])
    if n < 1:
        raise Refused(TooManyToSort(hand["sku"], n, hand["most"], slot.slot))
    return _in_hand(now, memory_of(row, hand=None), lying, n)


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a typed number for how many are in the hand; else the text is a code."""
    del scan, session
    now = wall.read(desk, row)
    if now is None or not row.recall("hand"):
        return None
    return _times(now, row, number)


BENCH = FloorBench(Work.SORT, _expected, _does, state.shown, _types)
"""Sorting, for the line mode and the page of floor benches."""


def _refused(desk: Desk, scan: SortScan, session: Session, refusal: Refusal) -> FloorAnswer:
    return refused(desk, scan, session, refusal, BENCH)


@handles(SortScan, right=Right.PICK, answer=FloorAnswer, on_refusal=_refused)
def sort_scan(desk: Desk, scan: SortScan, session: Session) -> FloorAnswer:
    """Judge one shot at a put wall. Raises Refused with the verdict's name."""
    desk.touch(Touched.BATCH)
    return answered(desk, scan, session, BENCH)
