"""A damaged unit found at its place while picking: it goes to quarantine as grade D, and another one is taken.

From the same place where more than the promised units stand there, else from another one; what nobody can give any
more is a visible shortage.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.packing.damaged import DAMAGED, GRADE_D, quarantine
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Work, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.values import PickTask, PlaceFirst, SlotFirst
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, cells, items, ledger, picking, places, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def damaged(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Lock one unit of the task's goods away. Raises Refused where the picker does not stand at its place."""
    task = task_at_hand(desk, row)
    if row.recall("place") != task.place_id:
        raise Refused(PlaceFirst(task.place))
    raw = picking.task(desk, task.id)
    place, item = places.get(desk, PlaceId(task.place_id)), items.get(desk, raw[5])
    spare = cells.read(desk, place.id, raw[5]).free > 0
    freed = None if spare else give_up(desk, raw, 1)
    bad, adjust = quarantine(desk, place.warehouse), places.outside(desk, PlaceKind.ADJUST).id
    legs = (Leg(item, place.id, adjust, 1), Leg(replace(item, grade=GRADE_D), adjust, bad.id, 1))
    entry_id = EntryId(f"{command_id}.damaged")
    ledger.post(desk, Entry(entry_id, EntryKind.TRANSFORM, legs, DAMAGED), forced=True)
    if not spare:
        _one_less(desk, row, task, raw, freed)
    memory = {name: value for name, value in row.memory.items() if name != "last"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.STOCK)
    after = pickstate.after_task(desk, session, "damaged_here")
    facts = {**after.facts, "sku": task.sku, "bad": bad.code}
    code = after.code if after.code == "damaged_here" else "damaged_last"
    return replace(after, code=code, facts=facts, entry_id=entry_id, line_id=raw[2], order_id=raw[3], qty=0)


def _one_less(desk: Desk, row: BenchRow, task: PickTask, raw: tuple[object, ...], freed: Promise | None) -> None:
    """Ask for one unit less here, and for one elsewhere."""
    if task.left > 1:
        picking.ask_less(desk, task.id)
    else:
        picking.close_short(desk, task.id, "damaged")
    elsewhere(desk, row, raw, freed)


def task_at_hand(desk: Desk, row: BenchRow) -> PickTask:
    """Return the open task whose goods are still to be taken. Raises Refused."""
    task = pickstate.current(desk, row)
    if task is None:
        raise Refused(card_not_here(""))
    if row.recall("slot_due"):
        raise Refused(SlotFirst(task.slot, task.tote))
    return task


def give_up(desk: Desk, raw: tuple[object, ...], qty: int) -> Promise | None:
    """Take what the task still held in the cell back to its pool; a count may have let it go up there already."""
    live = None if raw[6] is None else promises.get(desk, PromiseId(int(str(raw[6]))))
    if live is None:
        sku = items.get(desk, int(str(raw[5]))).sku
        mine = promises.made_for(desk, Purpose.LINE, int(str(raw[2])))
        return next((each for each in mine if each.scope is not Scope.CELL and each.pool.sku == sku), None)
    return promises.widen(desk, live, min(qty, live.qty), "short pick")


def elsewhere(desk: Desk, row: BenchRow, raw: tuple[object, ...], freed: Promise | None) -> None:
    """Try other bins for what the line still has promised: new tasks at the end of the trip."""
    live = None if freed is None else promises.get(desk, freed.id)
    found = batches.GET.one(desk.connection, id_is=row.ref)
    if live is None or found is None:
        return
    left = live.qty
    for cell in picking.free_cells(desk, live.pool):
        qty = min(left, cell.free)
        made = promises.narrow(desk, live.id, qty, PlaceId(cell.place_id), items.get(desk, cell.item_id))
        values = {"line_id": raw[2], "order_id": raw[3], "slot": raw[10], "trip": raw[11], "promise_id": made.id}
        seq = picking.last_seq(desk, int(row.ref or 0), int(str(raw[11]))) + 1
        where = {"place_id": cell.place_id, "item_id": cell.item_id, "qty": qty, "seq": seq}
        picking.add_task(desk, str(found[1]), batch_id=row.ref, **values, **where)
        left -= qty
        if left == 0:
            return
