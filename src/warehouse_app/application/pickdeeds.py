"""What picking takes from the shelf: goods moved into the tote at once, scan by scan, or counted as n."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from warehouse_app.application import pickstate, picksubstitute
from warehouse_app.application.bench import counted_units
from warehouse_app.application.pickstate import Deed, Share
from warehouse_app.application.run import Session
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.bench import NoMultiScan, NothingToCount, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import NoSuchPromise, PromiseId
from warehouse_app.domain.picking.scanrules import ItemScan
from warehouse_app.domain.picking.states import TaskState
from warehouse_app.domain.picking.values import (
    ConfirmByHand,
    CountedAway,
    OverPick,
    PickTask,
    PlaceFirst,
    ScanEach,
    WrongItem,
)
from warehouse_app.domain.picking.ways import TOTALS
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import batches, bench, cells, ledger, lines, picking, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def take(desk: Desk, command_id: str, session: Session, row: BenchRow, meant: meaning.Product) -> Deed:
    """Move what was scanned from the bin into the tote. Raises Refused(WrongItem, OverPick, NotEnough, WrongLot)."""
    task = pickstate.current(desk, row)
    if task is None or items_sku(meant.sku) != items_sku(task.sku):
        raise Refused(_wrong(desk, meant.sku, "" if task is None else task.sku))
    units = meant.factor
    if meant.gs1 is not None:
        _check_marks(desk, row, task, meant)
        units = counted_units(meant, products.find(desk, meant.sku))
    if task.forced.item in (ItemScan.FIRST, ItemScan.NONE):
        units = max(units, task.left)  # one scan proves the goods; how many there are was shown
    return take_units(desk, command_id, session, row, units)


def _check_marks(desk: Desk, row: BenchRow, task: PickTask, meant: meaning.Product) -> None:
    """Raise Refused(Expired, WrongLot, WrongSerial) where the scan says more than the product, and the task says no.

    Another lot of the same place is taken instead where the rules of lots allow it.
    """
    late = marks.expired(meant.sku, meant.gs1, date.fromisoformat(desk.at[:10]))
    if late is not None:
        raise Refused(late)
    item = picking.item_of(desk, picking.task(desk, task.id)[5])
    fit = marks.fitting(meant.sku, meant.gs1, (item,))
    if not isinstance(fit, Refusal):
        return
    if not isinstance(fit, marks.WrongLot) or meant.gs1 is None or not meant.gs1.lot:
        raise Refused(fit)
    picksubstitute.lot(desk, row, task, item, meant.gs1.lot, fit)


def items_sku(sku: str) -> str:
    """Return the form in which SKUs are compared."""
    return sku.upper()


def _wrong(desk: Desk, sku: str, wanted: str) -> WrongItem:
    product = products.find(desk, sku)
    return WrongItem(sku, product.name if product else "", wanted)


def take_units(desk: Desk, command_id: str, session: Session, row: BenchRow, qty: int) -> Deed:
    """Take so many units of the task at hand. Raises Refused(OverPick, CountedAway, NotEnough)."""
    shown = pickstate.current(desk, row)
    if shown is None or row.ref is None:
        raise Refused(PlaceFirst(""))
    if qty > shown.left:
        raise Refused(OverPick(shown.sku, qty, shown.left))
    task = picking.task(desk, shown.id)
    tote = places.by_code(desk, str(batches.GET.one(desk.connection, id_is=row.ref)[8]), shown.tote)  # type: ignore[index]
    if tote is None:
        raise Refused(PlaceFirst(shown.place))
    entry_id = EntryId(f"{command_id}.1")
    parts = parted(pickstate.shares_of(desk, row, shown, task[5]), qty)
    post_picks(desk, entry_id, [(picking.task(desk, part.id) if part.id != shown.id else task, n, tote.id)
                                for part, n in parts], shown)  # fmt: skip
    for part, n in parts:
        picking.add_picked(desk, part.id, n, (TaskState.DONE if n == part.left else TaskState.STARTED).value)
    desk.touch(Touched.BATCH, Touched.ORDER)
    kept: dict[str, Any] = {"entry_id": entry_id, "order_id": task[3], "line_id": task[2], "qty": qty}
    held = row.recall("hand") or {}
    hand = qty + (int(held["qty"]) if held.get("task") == shown.id else 0)
    memory = {**row.memory, "last": {"task": shown.id, "qty": qty, "sku": shown.sku}}
    memory["hand"] = {"task": shown.id, "qty": hand}
    return _taken(desk, session, row, shown, task, memory, kept)


def parted(shares: Sequence[Share], qty: int) -> list[tuple[Share, int]]:
    """Return how many units each task gets, first task first."""
    found = []
    for each in shares:
        n = min(each.left, qty)
        if n > 0:
            found.append((each, n))
        qty -= n
    return found


def post_picks(desk: Desk, entry_id: EntryId, takes: Sequence[tuple[Any, int, int]], shown: PickTask) -> None:
    """Move the units of each task (a row) into a tote in one entry, using up what was promised to it."""
    legs: list[Leg] = []
    consume: dict[PromiseId, int] = {}
    for task, qty, tote in takes:
        legs.append(Leg(picking.item_of(desk, task[5]), PlaceId(task[4]), PlaceId(tote), qty, LineId(task[2])))
        if task[6] is not None:
            consume[PromiseId(task[6])] = consume.get(PromiseId(task[6]), 0) + qty
    try:
        ledger.post(desk, Entry(entry_id, EntryKind.MOVE, tuple(legs), "pick"), consume)
    except Refused as refused:
        if isinstance(refused.refusal, NoSuchPromise):
            raise Refused(CountedAway(shown.sku, shown.place)) from refused
        raise
    for task, qty, _tote in takes:
        lines.add_picked(desk, task[2], qty)


def _taken(
    desk: Desk,
    session: Session,
    row: BenchRow,
    shown: PickTask,
    task: Any,  # noqa: ANN401 - a database row
    memory: dict[str, Any],
    kept: dict[str, Any],
) -> Deed:
    """Say what follows: more of it, its slot, whether the place is empty now, or the next task."""
    if kept["qty"] < shown.left:
        bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
        return Deed("right_item", **kept)
    if row.recall("zero_check") and cells.read(desk, PlaceId(task[4]), task[5]).on_hand == 0:
        memory["zero"] = {"place_id": task[4], "item_id": task[5], "place": shown.place, "sku": shown.sku}
    if pickstate.way_here(row) not in TOTALS and _needs_slot(desk, int(row.ref or 0)):
        bench.write(desk, session.station, Work.PICK, replace(row, memory={**memory, "slot_due": shown.id}))
        return Deed("item_complete", facts={"qty": shown.qty}, **kept)
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    after = pickstate.after_task(desk, session, "right_item" if shown.qty == 1 else "item_done")
    told = {"left": 0} if shown.qty == 1 else {"qty": shown.qty}
    return replace(after, **kept, facts={**after.facts, **told})


def _needs_slot(desk: Desk, batch_id: int) -> bool:
    """A cart with one tote needs no slot scan."""
    return len({row[0] for row in batches.ORDERS.all(desk.connection, id_is=batch_id)}) > 1


def take_times(desk: Desk, command_id: str, session: Session, row: BenchRow, n: int) -> Deed:
    """Count the last scan as `n` in all: take n - 1 more. Raises Refused(NothingToCount, NoMultiScan, OverPick)."""
    last = row.recall("last")
    task = pickstate.current(desk, row)
    if not last or task is None or row.recall("slot_due") or row.recall("zero") or task.sku != last["sku"]:
        raise Refused(NothingToCount(n))
    if pickstate.way_here(row) not in TOTALS and task.id != last["task"]:
        raise Refused(NothingToCount(n))
    if task.forced.item is ItemScan.EACH and task.forced.by != "bench":
        raise Refused(ScanEach(task.sku, task.forced.by, task.forced.why))
    product = products.find(desk, task.sku)
    if product is None or not product.multi_scan or n < 1 or task.forced.item is ItemScan.EACH:
        raise Refused(NoMultiScan(task.sku))
    if n == 1:
        return Deed("counted", facts={"n": 1})
    deed = take_units(desk, command_id, session, row, (n - 1) * int(last["qty"]))
    return replace(deed, code="counted", facts={**deed.facts, "n": n}) if deed.code == "right_item" else deed


def confirm(desk: Desk, command_id: str, session: Session, row: BenchRow, task: PickTask) -> Deed:
    """Take all of the task without a scan of its goods, where the rules ask for none. Raises Refused(ConfirmByHand)."""
    if task.forced.item is not ItemScan.NONE or not pickstate.at_place(row, task):
        raise Refused(ConfirmByHand(task.sku, task.place))
    return take_units(desk, command_id, session, row, task.left)
