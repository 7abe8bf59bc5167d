"""Pick batches: planned from promised orders, released (`batchrelease`), assigned, discarded.

The planning itself is one pure function (`planning.batching.plan_batches`); here its values are gathered and its
answer is written in small
transactions that can be taken up again after any interruption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from warehouse_app.application.batchfloor import DEFAULT_CAPACITY, PAUSE_S, Graphs, batch_row
from warehouse_app.application.batchrelease import NarrowPromises, NarrowToCells, ReleaseBatch, release
from warehouse_app.application.carts import capacity_of
from warehouse_app.application.crew.giving import check_fit
from warehouse_app.application.layouts.drawing import graph_for
from warehouse_app.application.moving.replenish import ask_for_plan
from warehouse_app.application.pickways import way_planned
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.application.settings import number_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import (
    BatchDetail,
    BatchNotIn,
    BatchRow,
    NoSuchBatch,
    NotPlannable,
)
from warehouse_app.domain.picking.ways import way_for
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.batching import (
    CartCapacity,
    PlanLine,
    PlannedBatch,
    PlanOrder,
    plan_batches,
)
from warehouse_app.planning.search.values import Fees
from warehouse_app.store import batches, pickparts, plannable, products, promises, releasing
from warehouse_app.store.crew import abilities
from warehouse_app.store.desk import Desk

__all__ = [
    "DEFAULT_CAPACITY", "AssignBatch", "DiscardBatch", "Graphs", "KeepBatch", "NarrowPromises", "NarrowToCells",
    "PlanReport", "ReleaseBatch", "assign_batch", "batch_detail", "batch_id_of", "discard_batch", "find_batches",
    "graph_for", "keep_batch", "plan", "release", "slot_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepBatch(Command):
    """Write one planned batch: its orders in slot order."""

    warehouse: str
    ship_day: str
    orders: tuple[int, ...]
    trips: int
    distance_mm: int
    method: str
    wave: int = 0
    """The wave that it belongs to, 0 for none."""

    way: str = ""
    """How it is picked, "" as it comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignBatch(Command):
    """Give a batch to a person, or (person empty) back to the pool."""

    batch_id: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardBatch(Command):
    """Throw a planned batch away; its orders can be planned again."""

    batch_id: int


MOST_LOOSE = 200
"""Orders of a single piece in one batch, which take no slots of a cart."""


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
    code = write_batch(
        desk, command.warehouse, command.ship_day, command.orders,
        trips=command.trips, distance_mm=command.distance_mm, method=command.method, wave=command.wave,
        way=command.way,
    )  # fmt: skip
    desk.touch(Touched.BATCH, Touched.ORDER)
    return code


def write_batch(
    desk: Desk,
    warehouse: str,
    ship_day: str,
    orders: tuple[int, ...],
    *,
    trips: int,
    distance_mm: int,
    method: str,
    wave: int = 0,
    way: str = "",
) -> str:
    """Write a planned batch of these orders, slot by slot, and return its code."""
    code = f"B{desk.next_number('batch'):05d}"
    batch_id = batches.INSERT.key(
        desk.connection,
        code=code,
        warehouse=warehouse,
        ship_day=ship_day,
        trips=trips,
        distance_mm=distance_mm,
        method=method,
        planned_at=desk.at,
    )
    batches.INSERT_ORDER.run_many(desk.connection, order_rows(batch_id, orders, trips))
    planned = way_planned(desk, trips, way)
    if planned:
        pickparts.set_way(desk, batch_id, planned)
    if wave:
        releasing.put_in_wave(desk, batch_id, wave)
    ask_for_plan(desk, warehouse, f"{code}:planned")
    return code


def order_rows(batch_id: int, orders: tuple[int, ...], trips: int) -> list[dict[str, object]]:
    """Return the rows of a batch's orders: each has its slot on every trip."""
    return [
        {"batch_id": batch_id, "order_id": order_id, "trip": trip, "slot": slot_name(n)}
        for n, order_id in enumerate(orders)
        for trip in range(1, trips + 1)
    ]


@handles(AssignBatch, right=Right.ASSIGN, answer=str)
def assign_batch(desk: Desk, command: AssignBatch, _session: Session) -> str:
    """Give a batch that is not picked yet to a person. Raises Refused(BatchNotIn, LacksSkill, OverCap)."""
    row = batch_row(desk, command.batch_id)
    if row[2] not in (BatchState.PLANNED, BatchState.RELEASED, BatchState.SUSPENDED):
        raise Refused(BatchNotIn(row[1], row[2], "assigned"))
    check_fit(desk, command.person, command.batch_id, str(row[1]))
    batches.ASSIGN.run(desk.connection, id_is=command.batch_id, person=command.person or None)
    desk.touch(Touched.BATCH)
    return str(row[1])


@handles(DiscardBatch, right=Right.PLAN, answer=str)
def discard_batch(desk: Desk, command: DiscardBatch, _session: Session) -> str:
    """Discard a planned batch; bins held for it are given back to the pool. Raises Refused(BatchNotIn)."""
    row = batch_row(desk, command.batch_id)
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
    capacity: CartCapacity | None = None,
    pause: Callable[[float], None],
    graphs: Graphs | None = None,
    wave: int = 0,
) -> PlanReport:
    """Group all orders that are ready (or `orders`) into batches and keep them as planned.

    `capacity` None: as the settings have it. Raises Refused(NoRight), Trouble.
    """
    known = graphs or Graphs(runner, session)
    cart = capacity or runner.ask(capacity_of, session, Right.PLAN)
    candidates, left_out = runner.ask(lambda desk: plannable.candidates(desk, orders), session, Right.PLAN)
    fees = Fees(crews=runner.ask(abilities.crews, session, Right.PLAN))
    least = runner.ask(lambda desk: number_of(desk, "plan.singles"), session, Right.PLAN)
    made: list[str] = []
    for warehouse in sorted({each.warehouse for each in candidates}):
        here = tuple(_plan_order(each) for each in candidates if each.warehouse == warehouse)
        singles, others = apart(here, least)
        loose = replace(cart, slots=max(cart.slots, min(cart.units, MOST_LOOSE)))
        found = [(batch, way_for([1] * len(batch.orders), 1))
                 for batch in plan_batches(singles, loose, known.of(warehouse), fees=fees)]  # fmt: skip
        found += [(batch, "") for batch in plan_batches(others, cart, known.of(warehouse), fees=fees)]
        for batch, way in found:
            outcome = runner.perform(_keep(runner, warehouse, batch, wave, way), session)
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
    return PlanOrder(str(each.order_id), each.day, lines, each.rank, skills=each.skills)


def apart(orders: Sequence[PlanOrder], least: int) -> tuple[tuple[PlanOrder, ...], tuple[PlanOrder, ...]]:
    """Return the single pieces of the days that have at least so many, and all other orders; 0 takes none apart."""
    days = Counter(order.day for order in orders if order.units == 1)
    lone = [least > 0 and order.units == 1 and days[order.day] >= least for order in orders]
    pairs = tuple(zip(orders, lone, strict=True))
    return tuple(each for each, alone in pairs if alone), tuple(each for each, alone in pairs if not alone)


def _keep(runner: Runner, warehouse: str, batch: PlannedBatch, wave: int, way: str) -> KeepBatch:
    return KeepBatch(
        id=runner.ids.new(),
        warehouse=warehouse,
        ship_day=batch.day,
        orders=tuple(int(order) for order in batch.orders),
        trips=len(batch.trips),
        distance_mm=sum(trip.distance_mm or 0 for trip in batch.trips),
        method=batch.trips[0].method,
        wave=wave,
        way=way,
    )


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


def batch_row_of(desk: Desk, batch_id: int) -> BatchRow:
    """Return a batch as it is listed."""
    return batches.rows(desk, batch_id=batch_id)[0]


def _row(desk: Desk, code: str) -> BatchRow:
    return batches.rows(desk, batch_id=batch_id_of(desk, code))[0]
