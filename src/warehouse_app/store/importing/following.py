"""What a shop's export says of an order beside its content: that it is over, which lines are done, its payment."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import bindparam, select, update

from warehouse_app.domain.importing.values import OrderDraft
from warehouse_app.domain.orders.states import HoldKind, OrderState
from warehouse_app.store import orders
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.changes import columns
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Statement

_o, _l = trade.orders, trade.order_line
_PAY = Statement(
    update(_o)
    .where(_o.c.id == bindparam("id_is"))
    .values(payment=bindparam("to_payment"), payment_reason=bindparam("to_reason"))
)
_NOTE = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(note=bindparam("to_note")))
_NOT_FROM_HERE = Statement(
    update(_l).where(_l.c.order_id == bindparam("id_is"), _l.c.n == bindparam("n_is")).values(cancelled=_l.c.qty)
)

_STANDING = Statement(select(_o.c.payment, _o.c.payment_reason, _o.c.state).where(_o.c.id == bindparam("id_is")))


def settle(desk: Desk, number: int, order: OrderDraft) -> None:
    """Write how far an order is in the shop. What was shipped elsewhere is nothing that is still wanted from here."""
    over = order.state == OrderState.CLOSED.value
    goods = [line.n for line in order.lines if line.kind == "goods" and (over or line.n in order.done)]
    for n in goods:
        _NOT_FROM_HERE.run(desk.connection, id_is=number, n_is=n)
    if order.note:
        _NOTE.run(desk.connection, id_is=number, to_note=order.note)
    if order.state != OrderState.CONFIRMED.value:
        orders.set_state(desk, number, OrderState(order.state))


def pay(desk: Desk, number: int, order: OrderDraft, ours: AbstractSet[str]) -> None:
    """Move the payment on. A payment hold whose reason is one of `ours` goes, and the file's own comes."""
    _PAY.run(desk.connection, id_is=number, to_payment=order.payment, to_reason=order.payment_reason)
    held = {kind: reason for kind, reason, _, _ in orders.holds_of(desk, number)}
    if held.get(HoldKind.PAYMENT.value) in ours:
        orders.take_hold(desk, number, HoldKind.PAYMENT.value)
        del held[HoldKind.PAYMENT.value]
    for hold in order.holds:
        if hold.kind not in held and (hold.kind == HoldKind.PAYMENT.value or hold.reason == "partly_refunded"):
            orders.put_hold(desk, number, hold.kind, hold.reason)


def standing(desk: Desk, number: int) -> str:
    """Return payment and holds of a confirmed order, as changes keep them; "" for any other."""
    row = _STANDING.one(desk.connection, id_is=number)
    if row is None or row[2] != OrderState.CONFIRMED.value:
        return ""
    holds = sorted([kind, reason] for kind, reason, _, _ in orders.holds_of(desk, number))
    return columns({"payment": row[0], "payment_reason": row[1], "holds": holds})


def put_back(desk: Desk, number: int, payment: str, reason: str, holds: Sequence[Sequence[str]]) -> None:
    """Make payment and holds of an order what they were."""
    _PAY.run(desk.connection, id_is=number, to_payment=payment, to_reason=reason)
    before = {str(each[0]): str(each[1]) for each in holds}
    now = {kind: why for kind, why, _, _ in orders.holds_of(desk, number)}
    for kind in now.keys() - before.keys():
        orders.take_hold(desk, number, kind)
    for kind in before.keys() - now.keys():
        orders.put_hold(desk, number, kind, before[kind])
