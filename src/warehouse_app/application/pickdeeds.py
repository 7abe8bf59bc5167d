"""What picking does to the stock: goods taken into the tote, counted as n, found, put back.

The batch opened with its cart and totes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from warehouse_app.application import pickstate
from warehouse_app.application.bench import counted_units
from warehouse_app.application.crew.giving import check_fit
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.bench import NoMultiScan, NothingToCount, OpenElsewhere, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import NoSuchPromise, PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState, TaskState
from warehouse_app.domain.picking.values import (
    CountedAway,
    FoundLimit,
    NotReleased,
    NotYourBatch,
    OverPick,
    PlaceFirst,
    WrongItem,
)
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import (
    batches,
    bench,
    inventory,
    items,
    ledger,
    lines,
    orders,
    picking,
    places,
    products,
    promises,
)
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

FOUND_LIMIT = 12
"""Units that may be found at once without a supervisor's count."""

PICKABLE = (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED)


def open_batch(desk: Desk, command_id: str, session: Session, batch_id: int) -> Deed:
    """Start or take up a batch at this station.

    Raises Refused(NotReleased, NotYourBatch, OpenElsewhere, LacksSkill, OverCap).
    """
    row = bench.read(desk, session.station, Work.PICK)
    found = batches.GET.one(desk.connection, id_is=batch_id)
    if found is None or found[2] not in PICKABLE:
        raise Refused(NotReleased("" if found is None else found[1], "" if found is None else found[2]))
    _check_owner(desk, session, found)
    if row.ref == batch_id and found[7] == row.recall("claim") and found[2] == BatchState.PICKING:
        return Deed("resumed")
    if found[3] != session.actor.person:
        check_fit(desk, session.actor.person, batch_id, str(found[1]))
    fresh = found[2] == BatchState.RELEASED
    cart = found[5] or _cart(desk, found[8], command_id).code
    batches.CLAIM.run(
        desk.connection,
        id_is=batch_id,
        station=session.station,
        cart=cart,
        claimed_by=session.actor.person,
        person=session.actor.person,
        at=desk.at,
    )
    memory = {"claim": found[7] + 1, "trip": _first_open_trip(desk, batch_id)}
    bench.write(desk, session.station, Work.PICK, BenchRow(batch_id, "", memory))
    bind_totes(desk, command_id, batch_id, int(memory["trip"]))
    desk.touch(Touched.BATCH, Touched.ORDER)
    started = bench.read(desk, session.station, Work.PICK)
    if pickstate.current(desk, started) is None:
        return pickstate.after_task(desk, session, "batch_picked")
    return Deed("batch_open" if fresh else "resumed")


def _check_owner(desk: Desk, session: Session, found: tuple[object, ...]) -> None:
    """Only the person it is given to may pick; with the right to take over, anyone."""
    person, me = found[3], session.actor
    if person is None or person == me.person or me.may(Right.TAKE_OVER):
        return
    name = str(batches.PERSON_NAME.scalar(desk.connection, id_is=person) or "")
    if found[2] == BatchState.PICKING:
        raise Refused(OpenElsewhere(str(found[1]), name, str(found[4])))
    raise Refused(NotYourBatch(str(found[1]), name))


def _first_open_trip(desk: Desk, batch_id: int) -> int:
    open_ = [row[12] for row in batches.TASKS.all(desk.connection, id_is=batch_id) if row[13] in ("open", "started")]
    return min(open_, default=1)


def _cart(desk: Desk, warehouse: str, command_id: str) -> Place:
    """Return a cart that is free, or a new one (its serial comes from the supplier to the dock)."""
    free = picking.free_cart(desk, warehouse)
    if free is not None:
        return free
    code = f"C-{desk.next_number('cart'):03d}"
    cart = places.add(desk, warehouse, PlaceKind.CART, code)
    dock = places.known(desk, warehouse, "DOCK", PlaceKind.DOCK)
    leg = Leg(container_item("CART", code), places.outside(desk, PlaceKind.SUPPLIER).id, dock.id, 1)
    ledger.post(desk, Entry(EntryId(f"{command_id}.cart"), EntryKind.RECEIVE, (leg,), "cart"))
    return cart


def bind_totes(desk: Desk, command_id: str, batch_id: int, trip: int) -> None:
    """Give every order of the trip an empty tote on the cart; totes that are missing are made."""
    found = batches.GET.one(desk.connection, id_is=batch_id)
    waiting = [row for row in batches.ORDERS.all(desk.connection, id_is=batch_id) if row[1] == trip and row[3] is None]
    if found is None or not waiting:
        return
    warehouse = str(found[8])
    cart = places.by_code(desk, warehouse, str(found[5]))
    totes = list(picking.free_totes(desk, warehouse, len(waiting)))
    while len(totes) < len(waiting):
        totes.append(places.add(desk, warehouse, PlaceKind.TOTE, f"T-{desk.next_number('tote'):04d}"))
    legs = []
    for row, tote in zip(waiting, totes, strict=True):
        at = places.stands_at(desk, tote) or places.outside(desk, PlaceKind.SUPPLIER)
        if cart is not None and at.id != cart.id:
            legs.append(Leg(container_item("TOTE", tote.code), at.id, cart.id, 1))
        batches.BIND_TOTE.run(desk.connection, batch_is=batch_id, order_is=row[0], trip_is=trip, tote_id=tote.id)
    if legs:
        ledger.post(desk, Entry(EntryId(f"{command_id}.totes"), EntryKind.MOVE, tuple(legs), "totes on the cart"))


def take(desk: Desk, command_id: str, session: Session, row: BenchRow, meant: meaning.Product) -> Deed:
    """Move what was scanned from the bin into the tote. Raises Refused(WrongItem, OverPick, NotEnough, WrongLot)."""
    task = pickstate.current(desk, row)
    if task is None or items_sku(meant.sku) != items_sku(task.sku):
        raise Refused(_wrong(desk, meant.sku, "" if task is None else task.sku))
    if meant.gs1 is None:
        return _take(desk, command_id, session, row, meant.factor)
    _check_marks(desk, task.id, meant)
    return _take(desk, command_id, session, row, counted_units(meant, products.find(desk, meant.sku)))


def _check_marks(desk: Desk, task_id: int, meant: meaning.Product) -> None:
    """Raise Refused(Expired, WrongLot, WrongSerial) where the scan says more than the product, and the task says no."""
    late = marks.expired(meant.sku, meant.gs1, date.fromisoformat(desk.at[:10]))
    if late is not None:
        raise Refused(late)
    fit = marks.fitting(meant.sku, meant.gs1, (picking.item_of(desk, picking.task(desk, task_id)[5]),))
    if isinstance(fit, Refusal):
        raise Refused(fit)


def items_sku(sku: str) -> str:
    """Return the form in which SKUs are compared."""
    return sku.upper()


def _wrong(desk: Desk, sku: str, wanted: str) -> WrongItem:
    product = products.find(desk, sku)
    return WrongItem(sku, product.name if product else "", wanted)


def _take(desk: Desk, command_id: str, session: Session, row: BenchRow, qty: int) -> Deed:
    shown = pickstate.current(desk, row)
    if shown is None or row.ref is None:
        raise Refused(PlaceFirst(""))
    if qty > shown.left:
        raise Refused(OverPick(shown.sku, qty, shown.left))
    task = picking.task(desk, shown.id)
    tote = places.by_code(desk, str(batches.GET.one(desk.connection, id_is=row.ref)[8]), shown.tote)  # type: ignore[index]
    if tote is None:
        raise Refused(PlaceFirst(shown.place))
    leg = Leg(picking.item_of(desk, task[5]), PlaceId(task[4]), tote.id, qty, LineId(task[2]))
    entry_id = EntryId(f"{command_id}.1")
    consume = {} if task[6] is None else {PromiseId(task[6]): qty}
    try:
        ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (leg,), "pick"), consume)
    except Refused as refused:
        if isinstance(refused.refusal, NoSuchPromise):
            raise Refused(CountedAway(shown.sku, shown.place)) from refused
        raise
    full = qty == shown.left
    picking.add_picked(desk, shown.id, qty, (TaskState.DONE if full else TaskState.STARTED).value)
    lines.add_picked(desk, task[2], qty)
    desk.touch(Touched.BATCH, Touched.ORDER)
    kept: dict[str, Any] = {"entry_id": entry_id, "order_id": task[3], "line_id": task[2], "qty": qty}
    memory = {**row.memory, "last": {"task": shown.id, "qty": qty, "sku": shown.sku}}
    if not full:
        bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
        return Deed("right_item", **kept)
    if _needs_slot(desk, row.ref):
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
    if not last or task is None or row.recall("slot_due") or task.id != last["task"]:
        raise Refused(NothingToCount(n))
    product = products.find(desk, task.sku)
    if product is None or not product.multi_scan or n < 1:
        raise Refused(NoMultiScan(task.sku))
    if n == 1:
        return Deed("counted", facts={"n": 1})
    deed = _take(desk, command_id, session, row, (n - 1) * int(last["qty"]))
    return replace(deed, code="counted", facts={**deed.facts, "n": n}) if deed.code == "right_item" else deed


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
    leg = old.legs[0]
    task_id, order_id = _task_of(desk, row.ref, int(last[1]), leg.source, leg.qty)
    inventory.reverse(desk, old.id, EntryId(f"{command_id}.undo"), "pick undone")
    if orders.head(desk, order_id).state is OrderState.CANCELLED:
        picking.take_back(desk, task_id, leg.qty)
    else:
        picking.add_picked(desk, task_id, -leg.qty, TaskState.STARTED.value)
        picking.point_to_promise(desk, task_id, _promise_again(desk, leg))
    lines.add_picked(desk, int(last[1]), -leg.qty)
    memory = {name: value for name, value in row.memory.items() if name not in ("slot_due", "last")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory={**memory, "place": leg.source}))
    desk.touch(Touched.BATCH, Touched.ORDER)
    facts: dict[str, str | int | bool | None] = {
        "qty": leg.qty,
        "sku": leg.item.sku,
        "place": places.get(desk, leg.source).code,
    }
    return Deed("undone", facts=facts, line_id=int(last[1]))


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


def find_goods(desk: Desk, command_id: str, session: Session, row: BenchRow, meant: meaning.Product) -> Deed:
    """Book goods that the ledger does not know: ADJUST to the bin, with a count asked for.

    Lines that lack them get them.
    """
    place_id = row.recall("place")
    if place_id is None or row.ref is None:
        task = pickstate.current(desk, row)
        raise Refused(PlaceFirst(task.place if task else ""))
    if meant.factor > FOUND_LIMIT:
        raise Refused(FoundLimit(meant.sku, FOUND_LIMIT))
    product = products.find(desk, meant.sku)
    item = Item(product.sku if product else meant.sku)
    leg = Leg(item, places.outside(desk, PlaceKind.ADJUST).id, PlaceId(place_id), meant.factor)
    entry_id = EntryId(f"{command_id}.found")
    ledger.post(desk, Entry(entry_id, EntryKind.RECOUNT, (leg,), "found while picking"))
    picking.ask_count(desk, place_id, items.number(desk, item), "found goods")
    _serve_short_lines(desk, row, PlaceId(place_id), item, meant.factor)
    memory = {name: value for name, value in row.memory.items() if name != "found"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.COUNT, Touched.STOCK)
    return Deed("found", facts={"qty": meant.factor, "sku": item.sku})


def _serve_short_lines(desk: Desk, row: BenchRow, place: PlaceId, item: Item, qty: int) -> None:
    """Promise found goods to the batch's own short lines, and ask for them right here."""
    batch_id, trip = int(row.ref or 0), int(row.recall("trip") or 1)
    found = batches.GET.one(desk.connection, id_is=batch_id)
    if found is None:
        return
    left = qty
    for line_id, order_id, slot, lacks in picking.short_lines(desk, batch_id, trip, item.sku):
        held = sum(each.qty for each in promises.made_for(desk, Purpose.LINE, line_id))
        more = min(left, lacks - held)
        if more <= 0:
            continue
        pool = PoolKey(str(found[8]), item.sku, item.owner, item.grade, item.lot or "*")
        wanted = Promise(PromiseId(0), Purpose.LINE, line_id, Scope.CELL, pool, more, 0, place, item)
        made = promises.promise(desk, wanted)
        draft = {"line_id": line_id, "order_id": order_id, "place_id": place, "slot": slot, "trip": trip}
        seq = picking.last_seq(desk, batch_id, trip) + 1
        values = {"item_id": items.number(desk, item), "promise_id": made.id, "qty": more, "seq": seq}
        picking.add_task(desk, str(found[1]), batch_id=batch_id, **draft, **values)
        left -= more
