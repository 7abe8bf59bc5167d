"""One order taken out of a batch that is planned: it can be planned again, and the others stay together."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Scope
from warehouse_app.domain.orders.refusals import NotPlanned
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, orders, plannable, promises
from warehouse_app.store.desk import Desk

WHY = "taken out of its batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFromBatch(Command):
    """Take an order out of the batch it is planned in; a batch left without orders is discarded."""

    order_id: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """From which batch an order was taken, and whether that batch is gone with it."""

    order: str
    batch: str
    discarded: bool


@handles(DropFromBatch, right=Right.PLAN, answer=Dropped)
def drop_from_batch(desk: Desk, command: DropFromBatch, _session: Session) -> Dropped:
    """Take it out; bins held for it go back to the pool. Raises Refused(NoSuchOrder, NotPlanned)."""
    head = orders.head(desk, command.order_id)
    planned = batches.planned_with(desk, command.order_id)
    if planned is None:
        raise Refused(NotPlanned(head.code))
    batch_id, code = planned
    for order_id, promise in plannable.promised_in(desk, batch_id):
        if promise.scope is Scope.CELL and order_id == head.id:
            promises.widen(desk, promise, promise.qty, WHY)
    left = batches.take_out(desk, batch_id, head.id)
    if not left:
        batches.SET_STATE.run(desk.connection, id_is=batch_id, state=BatchState.DISCARDED.value)
    orders.log_event(desk, head.id, "dropped", code)
    desk.touch(Touched.BATCH, Touched.ORDER)
    return Dropped(head.code, code, discarded=not left)
