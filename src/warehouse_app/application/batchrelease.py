"""A planned batch goes to the floor: its promises narrowed to bins, its tasks written in walking order.

Written in small transactions that can be taken up again after any interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warehouse_app.application import labelfirst, pickways
from warehouse_app.application.batchfloor import PAUSE_S, Graphs, batch_row
from warehouse_app.application.carts import capacity_of
from warehouse_app.application.moving.replenish import ask_for_plan
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NotReleasable, TaskDraft
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder, Stop, one_batch
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.store import batches, items, picking, places, plannable, promises
from warehouse_app.store.desk import Desk

NARROW_AT_ONCE = 100
"""Promises narrowed in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowPromises(Command):
    """Narrow promises of a batch's orders to bins; what cannot be narrowed is named in the answer."""

    batch_id: int
    promise_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CellDraft:
    """Narrow `qty` of a promise to a cell."""

    promise_id: int
    qty: int
    place_id: int
    item_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowToCells(Command):
    """Narrow promises of a batch's orders to the cells that were chosen for them."""

    batch_id: int
    cells: tuple[CellDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBatch(Command):
    """Release a planned batch with its tasks, in walking order."""

    batch_id: int
    tasks: tuple[TaskDraft, ...]
    trips: int
    distance_mm: int
    method: str


@handles(NarrowPromises, right=Right.PLAN, answer=tuple[int, ...])
def narrow_promises(desk: Desk, command: NarrowPromises, _session: Session) -> tuple[int, ...]:
    """Narrow each promise to as few bins as hold it; return the lines for which no bin had the stock."""
    missing = []
    for promise_id in command.promise_ids:
        live = promises.get(desk, PromiseId(promise_id))
        if live is not None and live.scope is not Scope.CELL and not _narrow_one(desk, live):
            missing.append(live.ref)
    desk.touch(Touched.STOCK)
    return tuple(missing)


@handles(NarrowToCells, right=Right.PLAN, answer=int)
def narrow_to_cells(desk: Desk, command: NarrowToCells, _session: Session) -> int:
    """Narrow as chosen; return how many. Raises Refused(NotAvailable, NoSuchPromise) where another was faster."""
    items.learn(desk, {each.item_id for each in command.cells})
    cells = [
        (PromiseId(each.promise_id), each.qty, PlaceId(each.place_id), items.get(desk, each.item_id))
        for each in command.cells
    ]
    desk.touch(Touched.STOCK)
    return len(promises.narrow_all(desk, cells))


def _narrow_one(desk: Desk, live: Promise) -> bool:
    """Take the first bin that holds all of it, else the bins in walking order, and last what stands on a dock."""
    left = live.qty
    for cell, qty in picking.chosen(picking.free_cells(desk, live.pool), live.qty):
        promises.narrow(desk, live.id, qty, PlaceId(cell.place_id), items.get(desk, cell.item_id))
        left -= qty
    return left == 0


@handles(ReleaseBatch, right=Right.PLAN, answer=str)
def release_batch(desk: Desk, command: ReleaseBatch, _session: Session) -> str:
    """Write the tasks and let the batch go to the floor. Raises Refused(BatchNotIn, NotReleasable)."""
    row = batch_row(desk, command.batch_id)
    if row[2] != BatchState.PLANNED:
        raise Refused(BatchNotIn(row[1], row[2], "released"))
    orders = sorted({task.order_id for task in command.tasks})
    facts = plannable.facts_of(desk, orders)
    for order_id in orders:
        why = facts.why(order_id, command.batch_id)
        if why:
            raise Refused(NotReleasable(row[1], facts.code(order_id), why))
    tasks = (
        {"batch_id": command.batch_id, "seq": seq, **{name: getattr(task, name) for name in TaskDraft.__slots__}}
        for seq, task in enumerate(command.tasks, 1)
    )
    picking.add_tasks(desk, row[1], tasks)
    figures = {"trips": command.trips, "distance_mm": command.distance_mm, "method": command.method}
    batches.RELEASE.run(desk.connection, id_is=command.batch_id, at=desk.at, **figures)
    pickways.settle(desk, command.batch_id)
    ask_for_plan(desk, row[8], f"{row[1]}:released")
    labelfirst.ask(desk, command.batch_id)
    desk.touch(Touched.BATCH, Touched.ORDER)
    return str(row[1])


def release(
    runner: Runner,
    session: Session,
    batch_id: int,
    *,
    capacity: CartCapacity | None = None,
    pause: Callable[[float], None],
    graphs: Graphs | None = None,
) -> str:
    """Narrow a planned batch's promises to bins and release it with its tasks; return its code.

    Taken up again after an interruption, it goes on where it stopped. `capacity` None: as the settings have it. Raises
    Refused(NoRight, BatchNotIn, NotReleasable), Trouble.
    """
    cart = capacity or runner.ask(capacity_of, session, Right.PLAN)
    known = graphs or Graphs(runner, session)
    for part in _parts(runner.ask(lambda desk: _cells(desk, batch_id), session, Right.PLAN)):
        command = NarrowToCells(id=runner.ids.new(), batch_id=batch_id, cells=part)
        if runner.perform(command, session).refusal is not None:  # another was faster: choose within the turn
            wide = tuple(dict.fromkeys(each.promise_id for each in part))
            again = NarrowPromises(id=runner.ids.new(), batch_id=batch_id, promise_ids=wide)
            runner.perform(again, session).done()
        pause(PAUSE_S)
    seen = runner.ask(lambda desk: _seen(desk, batch_id), session, Right.PLAN)
    return str(runner.perform(_tasks(runner, seen, cart, known.of(seen.warehouse)), session).done())


def _cells(desk: Desk, batch_id: int) -> tuple[CellDraft, ...]:
    """Choose cells for the promises of a batch that is planned; for those whose stock lies nowhere, none."""
    if batch_row(desk, batch_id)[2] != BatchState.PLANNED:
        return ()
    wide = [each for each in plannable.promises_of_batch(desk, batch_id) if each.scope is not Scope.CELL]
    return tuple(
        CellDraft(each.promise.id, each.qty, each.place_id, each.item_id) for each in plannable.choose(desk, wide)
    )


def _parts(cells: tuple[CellDraft, ...]) -> list[tuple[CellDraft, ...]]:
    return [cells[at : at + NARROW_AT_ONCE] for at in range(0, len(cells), NARROW_AT_ONCE)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A planned batch as it stands: its orders' slots, and its promises at cells with item and place."""

    batch_id: int
    warehouse: str
    slots: Mapping[int, str]
    cells: Mapping[PromiseId, tuple[int, Promise, str, int]]
    """Promise -> order, promise, place, item."""


def _seen(desk: Desk, batch_id: int) -> _Seen:
    row = batch_row(desk, batch_id)
    if row[2] != BatchState.PLANNED:
        raise Refused(BatchNotIn(row[1], row[2], "released"))
    slots = {order[0]: order[2] for order in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    held = [one for one in plannable.promised_in(desk, batch_id) if one[1].place is not None]
    places.learn(desk, {each.place for _order, each in held if each.place is not None})
    cells = {
        each.id: (order, each, places.get(desk, each.place).code, items.number(desk, each.item))
        for order, each in held
        if each.place is not None and each.item is not None
    }
    return _Seen(batch_id, row[8], slots, cells)


def _tasks(runner: Runner, seen: _Seen, capacity: CartCapacity, graph: WarehouseGraph) -> ReleaseBatch:
    """Walk the narrowed promises the shortest way and split what is larger than the cart into trips."""
    lines: dict[int, list[PlanLine]] = {}
    for order_id, promise, place, _item in seen.cells.values():
        lines.setdefault(order_id, []).append(PlanLine(str(promise.id), place, promise.qty))
    orders = [PlanOrder(str(order_id), "", tuple(some)) for order_id, some in sorted(lines.items())]
    units = sum(order.units for order in orders)
    room = CartCapacity(max(1, len(orders)), capacity.units if len(orders) == 1 else max(1, units))
    trips = one_batch("", orders, room, graph).trips if orders else ()
    drafts = [
        _draft(seen.cells[PromiseId(int(stop.line))], stop, seen.slots[int(stop.order)], n)
        for n, trip in enumerate(trips, 1)
        for stop in trip.stops
    ]
    return ReleaseBatch(
        id=runner.ids.new(),
        batch_id=seen.batch_id,
        tasks=tuple(drafts),
        trips=max(1, len(trips)),
        distance_mm=sum(trip.distance_mm or 0 for trip in trips),
        method=trips[0].method if trips else "",
    )


def _draft(cell: tuple[int, Promise, str, int], stop: Stop, slot: str, trip: int) -> TaskDraft:
    _order, promise, _code, item_id = cell
    if promise.place is None or promise.purpose is not Purpose.LINE:
        message = "a task takes from a cell"
        raise ValueError(message)
    return TaskDraft(promise.id, promise.ref, int(stop.order), promise.place, item_id, stop.qty, slot, trip)
