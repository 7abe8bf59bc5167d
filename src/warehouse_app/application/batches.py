"""Pick batches: planned from promised orders, narrowed to bins, released with their tasks, assigned, discarded.

The planning itself is one pure function (`planning.batching.plan_batches`); here its values are gathered and its
answer is written in small
transactions that can be taken up again after any interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse_app.application.moving.replenish import ask_for_plan
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import (
    BatchDetail,
    BatchNotIn,
    BatchRow,
    NoSuchBatch,
    NotPlannable,
    NotReleasable,
    TaskDraft,
)
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.batching import (
    CartCapacity,
    PlanLine,
    PlannedBatch,
    PlanOrder,
    Stop,
    one_batch,
    plan_batches,
)
from warehouse_app.planning.layout import PlacePoint, WarehouseGraph, graph_of
from warehouse_app.store import batches, items, picking, places, plannable, products, promises
from warehouse_app.store.desk import Desk

PAUSE_S = 0.002
"""Pause between small transactions of a bulk deed, so that benches never wait."""

NARROW_AT_ONCE = 100
"""Promises narrowed in one transaction."""

DEFAULT_CAPACITY = CartCapacity(slots=12, units=1_000)
"""What a cart holds when no setting says otherwise: twelve totes, a thousand units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepBatch(Command):
    """Write one planned batch: its orders in slot order."""

    warehouse: str
    ship_day: str
    orders: tuple[int, ...]
    trips: int
    distance_mm: int
    method: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignBatch(Command):
    """Give a batch to a person, or (person empty) back to the pool."""

    batch_id: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardBatch(Command):
    """Throw a planned batch away; its orders can be planned again."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What planning did: the batches made, the orders left out and why."""

    batches: tuple[BatchRow, ...]
    left_out: tuple[NotPlannable, ...]


@handles(KeepBatch, right=Right.PLAN, answer=str)
def keep_batch(desk: Desk, command: KeepBatch, _session: Session) -> str:
    """Write a planned batch and return its code. Raises Refused(NotPlannable) when an order changed meanwhile."""
    facts = plannable.facts_of(desk, command.orders)
    for order_id in command.orders:
        why = facts.why(order_id)
        if why:
            raise Refused(NotPlannable(facts.code(order_id), why))
    code = f"B{desk.next_number('batch'):05d}"
    batch_id = batches.INSERT.key(
        desk.connection,
        code=code,
        warehouse=command.warehouse,
        ship_day=command.ship_day,
        trips=command.trips,
        distance_mm=command.distance_mm,
        method=command.method,
        planned_at=desk.at,
    )
    rows = [
        {"batch_id": batch_id, "order_id": order_id, "trip": trip, "slot": slot_name(n)}
        for n, order_id in enumerate(command.orders)
        for trip in range(1, command.trips + 1)
    ]
    batches.INSERT_ORDER.run_many(desk.connection, rows)
    ask_for_plan(desk, command.warehouse, f"{code}:planned")
    desk.touch(Touched.BATCH, Touched.ORDER)
    return code


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
    row = _batch(desk, command.batch_id)
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
    ask_for_plan(desk, row[8], f"{row[1]}:released")
    desk.touch(Touched.BATCH, Touched.ORDER)
    return str(row[1])


@handles(AssignBatch, right=Right.ASSIGN, answer=str)
def assign_batch(desk: Desk, command: AssignBatch, _session: Session) -> str:
    """Give a batch that is not picked yet to a person. Raises Refused(BatchNotIn)."""
    row = _batch(desk, command.batch_id)
    if row[2] not in (BatchState.PLANNED, BatchState.RELEASED, BatchState.SUSPENDED):
        raise Refused(BatchNotIn(row[1], row[2], "assigned"))
    batches.ASSIGN.run(desk.connection, id_is=command.batch_id, person=command.person or None)
    desk.touch(Touched.BATCH)
    return str(row[1])


@handles(DiscardBatch, right=Right.PLAN, answer=str)
def discard_batch(desk: Desk, command: DiscardBatch, _session: Session) -> str:
    """Discard a planned batch; bins held for it are given back to the pool. Raises Refused(BatchNotIn)."""
    row = _batch(desk, command.batch_id)
    if row[2] != BatchState.PLANNED:
        raise Refused(BatchNotIn(row[1], row[2], "discarded"))
    batches.SET_STATE.run(desk.connection, id_is=command.batch_id, state=BatchState.DISCARDED.value)
    for promise in plannable.promises_of_batch(desk, command.batch_id):
        if promise.scope is Scope.CELL:
            promises.widen(desk, promise, promise.qty, "batch discarded")
    desk.touch(Touched.BATCH, Touched.ORDER)
    return str(row[1])


def plan(
    runner: Runner,
    session: Session,
    *,
    orders: tuple[int, ...] | None = None,
    capacity: CartCapacity = DEFAULT_CAPACITY,
    pause: Callable[[float], None],
    graphs: Graphs | None = None,
) -> PlanReport:
    """Group all orders that are ready (or `orders`) into batches and keep them as planned.

    Raises Refused(NoRight), Trouble.
    """
    known = graphs or Graphs(runner, session)
    candidates, left_out = runner.ask(lambda desk: plannable.candidates(desk, orders), session, Right.PLAN)
    made: list[str] = []
    for warehouse in sorted({each.warehouse for each in candidates}):
        here = tuple(_plan_order(each) for each in candidates if each.warehouse == warehouse)
        for batch in plan_batches(here, capacity, known.of(warehouse)):
            outcome = runner.perform(_keep(runner, warehouse, batch), session)
            if outcome.refusal is None:
                made.append(str(outcome.value))
            elif isinstance(outcome.refusal, NotPlannable):
                left_out = (*left_out, outcome.refusal)
            else:
                raise Refused(outcome.refusal)
            pause(PAUSE_S)
    rows = runner.ask(lambda desk: tuple(_row(desk, code) for code in made), session, Right.PLAN)
    return PlanReport(rows, left_out)


def _plan_order(each: plannable.Candidate) -> PlanOrder:
    lines = tuple(PlanLine(str(line.line_id), line.place, line.qty) for line in each.lines)
    return PlanOrder(str(each.order_id), each.day, lines, each.rank)


def _keep(runner: Runner, warehouse: str, batch: PlannedBatch) -> KeepBatch:
    return KeepBatch(
        id=runner.ids.new(),
        warehouse=warehouse,
        ship_day=batch.day,
        orders=tuple(int(order) for order in batch.orders),
        trips=len(batch.trips),
        distance_mm=sum(trip.distance_mm or 0 for trip in batch.trips),
        method=batch.trips[0].method,
    )


class Graphs:
    """The walking graph of each warehouse, read once for a bulk deed."""

    def __init__(self, runner: Runner, session: Session) -> None:
        self._runner, self._session = runner, session
        self._known: dict[str, WarehouseGraph] = {}

    def of(self, warehouse: str) -> WarehouseGraph:
        """Return the graph of a warehouse."""
        if warehouse not in self._known:
            self._known[warehouse] = self._runner.ask(
                lambda desk: graph_for(desk, warehouse), self._session, Right.PLAN
            )
        return self._known[warehouse]


def release(
    runner: Runner,
    session: Session,
    batch_id: int,
    *,
    capacity: CartCapacity = DEFAULT_CAPACITY,
    pause: Callable[[float], None],
    graphs: Graphs | None = None,
) -> str:
    """Narrow a planned batch's promises to bins and release it with its tasks; return its code.

    Taken up again after an interruption, it goes on where it stopped. Raises Refused(NoRight, BatchNotIn,
    NotReleasable), Trouble.
    """
    known = graphs or Graphs(runner, session)
    for part in _parts(runner.ask(lambda desk: _cells(desk, batch_id), session, Right.PLAN)):
        command = NarrowToCells(id=runner.ids.new(), batch_id=batch_id, cells=part)
        if runner.perform(command, session).refusal is not None:  # another was faster: choose within the turn
            wide = tuple(dict.fromkeys(each.promise_id for each in part))
            again = NarrowPromises(id=runner.ids.new(), batch_id=batch_id, promise_ids=wide)
            runner.perform(again, session).done()
        pause(PAUSE_S)
    seen = runner.ask(lambda desk: _seen(desk, batch_id), session, Right.PLAN)
    return str(runner.perform(_tasks(runner, seen, capacity, known.of(seen.warehouse)), session).done())


def _cells(desk: Desk, batch_id: int) -> tuple[CellDraft, ...]:
    """Choose cells for the promises of a batch that is planned; for those whose stock lies nowhere, none."""
    if _batch(desk, batch_id)[2] != BatchState.PLANNED:
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
    row = _batch(desk, batch_id)
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


def graph_for(desk: Desk, warehouse: str) -> WarehouseGraph:
    """Return the walking graph of a warehouse from its bins' coordinates; without them, of their walking sequence.

    Docks are where the walk begins and ends, wherever they were drawn.
    """
    bins = (place for place in places.of_kind(desk, PlaceKind.BIN) if place.warehouse == warehouse)
    points = [_point(place, n) for n, place in enumerate(bins, 1)]
    docks = [place.code for place in places.of_kind(desk, PlaceKind.DOCK) if place.warehouse == warehouse]
    return graph_of(points, at_depot=docks)


def _point(place: Place, n: int) -> PlacePoint:
    aisle = None if place.aisle is None else str(place.aisle)
    return PlacePoint(place.code, aisle, place.x_mm, place.y_mm, place.walk_seq or n)


def slot_name(n: int) -> str:
    """Return the name of the n-th slot (from 0) of a cart: A1, A2, A3, B1, ..."""
    return f"{chr(ord('A') + n // 3)}{n % 3 + 1}" if n < 78 else f"S{n + 1}"  # noqa: PLR2004 - 26 rows of three


def find_batches(desk: Desk, states: tuple[str, ...] = (), limit: int = 200) -> tuple[BatchRow, ...]:
    """Return batches for a list, newest first."""
    return batches.rows(desk, states=states, limit=limit)


def batch_id_of(desk: Desk, code: str) -> int:
    """Return the row number of a batch. Raises Refused(NoSuchBatch)."""
    found = batches.ID_OF.scalar(desk.connection, code_is=code.upper())
    if found is None:
        raise Refused(NoSuchBatch(code))
    return int(found)


def batch_detail(desk: Desk, batch_id: int) -> BatchDetail:
    """Return a batch with its slots and tasks in walking order."""
    row = batches.rows(desk, batch_id=batch_id)[0]
    tasks = batches.TASKS.all(desk.connection, id_is=batch_id)
    shown = tuple(batches.task_of(t, products.scan_code(desk, t[4])) for t in tasks)
    return BatchDetail(row, batches.slots(desk, batch_id), shown, {t[1]: t[13] for t in tasks})


def _row(desk: Desk, code: str) -> BatchRow:
    return batches.rows(desk, batch_id=batch_id_of(desk, code))[0]


def _batch(desk: Desk, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    row = batches.GET.one(desk.connection, id_is=batch_id)
    if row is None:
        raise Refused(NoSuchBatch(str(batch_id)))
    return row
