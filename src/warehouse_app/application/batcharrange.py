"""Planned batches put together otherwise: orders moved between them, two made one, one made two, orders taken out.

All of one deed is written in one small transaction: nobody ever sees an order in two batches, or in none by accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse_app.application.batches import order_rows, write_batch
from warehouse_app.application.batchfloor import batch_row
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NoSuchBatch, NotPlannable
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, orders, plandesk, plannable, promises
from warehouse_app.store.desk import Desk

WHY = "taken out of its batch"


@dataclass(frozen=True, slots=True)
class BatchShape:
    """A batch as it shall be: its orders in slot order, and their walk. `batch_id` 0 is a new one."""

    batch_id: int
    orders: tuple[int, ...]
    trips: int = 1
    distance_mm: int = 0
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeBatches(Command):
    """Give planned batches these orders: from each other, or from those that are ready. One without any is discarded.

    An order that was in one of them and is in none of the shapes is ready again.
    """

    shapes: tuple[BatchShape, ...]


@handles(ArrangeBatches, right=Right.PLAN, answer=tuple[str, ...])
def arrange_batches(desk: Desk, command: ArrangeBatches, _session: Session) -> tuple[str, ...]:
    """Write it; return the code of each shape. Raises Refused(NoSuchBatch, BatchNotIn, NotPlannable)."""
    rows = {shape.batch_id: batch_row(desk, shape.batch_id) for shape in command.shapes if shape.batch_id}
    if not rows:
        raise Refused(NoSuchBatch("0"))
    for row in rows.values():
        if row[2] != BatchState.PLANNED:
            raise Refused(BatchNotIn(row[1], row[2], "arranged"))
    before = {order[0]: batch for batch in rows for order in batches.ORDERS.all(desk.connection, id_is=batch)}
    _check(desk, command.shapes, rows, before)
    _let_go(desk, command.shapes, rows, before)
    codes = tuple(_write(desk, shape, rows, before) for shape in command.shapes)
    desk.touch(Touched.BATCH, Touched.ORDER)
    return codes


def _check(desk: Desk, shapes: tuple[BatchShape, ...], rows: Mapping[int, Any], before: Mapping[int, int]) -> None:
    """Refuse an order that cannot be planned, or not with these: another warehouse or day, or named twice."""
    wanted = [order for shape in shapes for order in shape.orders]
    facts, first = plannable.facts_of(desk, wanted), next(iter(rows))
    day = plandesk.day_of(desk, first)
    seen: set[int] = set()
    for order in wanted:
        why = facts.why(order, *rows) or ("in_batch" if order in seen else "")
        seen.add(order)
        if not why and order not in before:
            head = facts.heads[order]
            elsewhere = head.warehouse != rows[first][8]
            why = "other_warehouse" if elsewhere else "other_day" if head.ship_by[:10] != day else ""
        if why:
            raise Refused(NotPlannable(facts.code(order), why))


def _let_go(desk: Desk, shapes: tuple[BatchShape, ...], rows: Mapping[int, Any], before: Mapping[int, int]) -> None:
    """Give back the bins of orders that are in none of them any more."""
    kept = {order for shape in shapes for order in shape.orders}
    for batch in rows:
        for order, promise in plannable.promised_in(desk, batch):
            if order not in kept and promise.scope is Scope.CELL:
                promises.widen(desk, promise, promise.qty, WHY)
    for order, batch in before.items():
        if order not in kept:
            orders.log_event(desk, order, "dropped", str(rows[batch][1]))


def _write(desk: Desk, shape: BatchShape, rows: Mapping[int, Any], before: Mapping[int, int]) -> str:
    trips, distance, method = shape.trips, shape.distance_mm, shape.method
    if not shape.batch_id:
        first = next(iter(rows))
        where = (rows[first][8], plandesk.day_of(desk, first))
        code = write_batch(desk, *where, shape.orders, trips=trips, distance_mm=distance, method=method)
    else:
        code = str(rows[shape.batch_id][1])
        plandesk.CLEAR.run(desk.connection, batch_is=shape.batch_id)
        batches.INSERT_ORDER.run_many(desk.connection, order_rows(shape.batch_id, shape.orders, shape.trips))
        plandesk.FIGURES.run(desk.connection, id_is=shape.batch_id, trips=trips, distance_mm=distance, method=method)
        if not shape.orders:
            batches.SET_STATE.run(desk.connection, id_is=shape.batch_id, state=BatchState.DISCARDED.value)
    for order in shape.orders:
        if before.get(order) != shape.batch_id or not shape.batch_id:
            orders.log_event(desk, order, "rebatched", code)
    return code
