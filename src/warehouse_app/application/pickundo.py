"""UNDO in the aisle: the mirror entry of the last accepted scan, with its promises and its tasks as before."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.picking.states import TaskState
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import batches, bench, inventory, lines, orders, picking, places, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def undo(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed | None:
    """Undo the last accepted scan of this batch: the mirror entry, and the promise of the cell as before.

    For an order that was cancelled meanwhile the goods go back, and nothing is asked for again.
    """
    if row.ref is None:
        return None
    last = picking.last_pick(desk, session.station, row.ref)
    if last is None:
        return None
    old = inventory.entry(desk, EntryId(last[0]))
    if places.get(desk, old.legs[0].source).kind is PlaceKind.TOTE:
        return _back_into_the_full_one(desk, command_id, session, row, old)
    tasks = [_task_of(desk, row.ref, int(leg.line or 0), leg.source, leg.qty) for leg in old.legs]
    inventory.reverse(desk, old.id, EntryId(f"{command_id}.undo"), "pick undone")
    for leg, (task_id, order_id) in zip(old.legs, tasks, strict=True):
        if orders.head(desk, order_id).state is OrderState.CANCELLED:
            picking.take_back(desk, task_id, leg.qty)
        else:
            picking.add_picked(desk, task_id, -leg.qty, TaskState.STARTED.value)
            picking.point_to_promise(desk, task_id, _promise_again(desk, leg))
        lines.add_picked(desk, int(leg.line or 0), -leg.qty)
    leg, qty = old.legs[0], sum(each.qty for each in old.legs)
    memory = {name: value for name, value in row.memory.items() if name not in ("slot_due", "last", "zero", "problem")}
    held = row.recall("hand") or {"task": 0, "qty": 0}
    memory |= {"place": leg.source, "hand": {"task": held["task"], "qty": max(0, int(held["qty"]) - qty)}}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER)
    place = places.get(desk, leg.source).code
    return Deed("undone", facts={"qty": qty, "sku": leg.item.sku, "place": place}, line_id=int(last[1]))


def _back_into_the_full_one(desk: Desk, command_id: str, session: Session, row: BenchRow, old: Entry) -> Deed:
    """Take back that a tote was full: what was brought over lies in it again, and it is the one picked into."""
    leg = old.legs[0]
    inventory.reverse(desk, old.id, EntryId(f"{command_id}.undo"), "the tote was not full")
    trip = int(row.recall("trip") or 1)
    for each in batches.ORDERS.all(desk.connection, id_is=row.ref):
        if each[3] == leg.target and each[1] == trip:
            into = {"batch_is": row.ref, "order_is": each[0], "trip_is": trip, "tote_id": leg.source}
            batches.BIND_TOTE.run(desk.connection, **into)
    bench.write(desk, session.station, Work.PICK, row)
    desk.touch(Touched.BATCH, Touched.ORDER)
    facts: dict[str, str | int | bool | None] = {"tote": places.get(desk, leg.source).code, "qty": leg.qty}
    return Deed("tote_not_full", facts=facts)


def _task_of(desk: Desk, batch_id: int, line_id: int, place: PlaceId, qty: int) -> tuple[int, int]:
    """Return the task by which so many units of a line were taken from a place, and its order."""
    found = [
        row
        for row in batches.TASKS.all(desk.connection, id_is=batch_id)
        if row[14] == line_id and row[3] == place and row[7] >= qty
    ]
    started = [row for row in found if row[13] == TaskState.STARTED.value]
    task = (started or found[-1:])[0]
    return int(task[0]), int(task[9])


def _promise_again(desk: Desk, leg: Leg) -> PromiseId:
    """Promise the goods that went back to their bin to the same line, joined to what the task still holds there."""
    place = places.get(desk, leg.source)
    pool = PoolKey(place.warehouse, leg.item.sku, leg.item.owner, leg.item.grade, leg.item.lot or "*")
    qty, line_id = leg.qty, int(leg.line or 0)
    for old in promises.made_for(desk, Purpose.LINE, line_id):
        if old.scope is Scope.CELL and old.place == place.id and old.item == leg.item:
            qty += old.qty
            promises.release(desk, old, old.qty, "joined")
    wanted = Promise(PromiseId(0), Purpose.LINE, line_id, Scope.CELL, pool, qty, 0, place.id, leg.item)
    return promises.promise(desk, wanted).id
