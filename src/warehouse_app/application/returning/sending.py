"""What is sent instead: orders made for an exchange or a replacement, ahead of the goods or with the settlement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from warehouse_app.application.allocation import AllocateOrder, allocate_order
from warehouse_app.application.orders import cancel_in
from warehouse_app.application.returning import giveback
from warehouse_app.application.returning.moneyback import write_refunds
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.orders.states import HoldKind, OrderState, Payment
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import (
    CannotUndo,
    NothingAhead,
    NothingDue,
    PaidWithoutReference,
    ReturnNotIn,
    StillLacks,
)
from warehouse_app.domain.returning.settle import settle
from warehouse_app.domain.returning.states import AWAITED, Way
from warehouse_app.domain.returning.values import NewOrder, ReturnHead
from warehouse_app.ports.clock import iso
from warehouse_app.store import orders
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, neworders

LONGEST_REFERENCE = 200
LEAVES_IN = timedelta(days=1)
"""An order of a return is to leave so soon."""

NOW = "now"

NewOrders = Mapping[tuple[int, str], str]
"""The codes of new orders, by the order they stand for and their kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAhead(Command):
    """Make the orders of an announced exchange or replacement before the goods are here.

    Where the policy releases them on receipt only, they are promised and held until then.
    """

    return_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDue(Command):
    """Say that the customer has paid the price difference of an exchange: its order goes on."""

    order_id: int
    reference: str


@handles(SendAhead, right=Right.RETURN, answer=tuple[str, ...])
def send_ahead(desk: Desk, command: SendAhead, session: Session) -> tuple[str, ...]:
    """Make the orders and return their codes. Raises Refused(ReturnNotIn, NothingAhead)."""
    case = facts.case_of(desk, cases.get(desk, command.return_id))
    head = case.head
    if head.state not in AWAITED:
        raise Refused(ReturnNotIn(head.code, head.state.value, "send ahead"))
    told = settle(case, ahead=True)
    if told.lacks:
        raise Refused(StillLacks(head.code, told.lacks[0].code, told.lacks[0].qty, told.lacks[0].sku))
    if not told.orders:
        raise Refused(NothingAhead(head.code))
    waits = case.policy.exchange_on != NOW
    made = make_orders(desk, session, head, [replace(each, waits=waits) for each in told.orders])
    rows = tuple(each for each in told.money if each.way == Way.EXCHANGE)
    write_refunds(desk, session, head, rows, made, case.policy.tax_e4)
    cases.tell(desk, head.id, "sent ahead", ", ".join(made.values()))
    desk.touch(Touched.RETURN, Touched.ORDER)
    return tuple(made.values())


@handles(PayDue, right=Right.REFUND, answer=str)
def pay_due(desk: Desk, command: PayDue, _session: Session) -> str:
    """Let an exchange go on, and return its code.

    Raises Refused(NoSuchOrder, NothingDue, PaidWithoutReference, BadField).
    """
    head = orders.head(desk, command.order_id)
    owed = neworders.payment_of(desk, head.id) is Payment.UNPAID and head.state is not OrderState.CANCELLED
    if neworders.came_of(desk, head.id) is None or not owed:
        raise Refused(NothingDue(head.code))
    if not command.reference.strip():
        raise Refused(PaidWithoutReference(head.code))
    reference = words("reference", command.reference, LONGEST_REFERENCE)
    neworders.set_payment(desk, head.id, Payment.PAID, reference)
    orders.take_hold(desk, head.id, HoldKind.PAYMENT.value)
    orders.log_event(desk, head.id, "unheld", reference)
    desk.touch(Touched.ORDER)
    return head.code


def make_orders(desk: Desk, session: Session, head: ReturnHead, wanted: Iterable[NewOrder]) -> NewOrders:
    """Write orders, promise to them, and hold those that are to wait; return their codes."""
    made: dict[tuple[int, str], str] = {}
    by = iso(datetime.fromisoformat(desk.at).astimezone(UTC) + LEAVES_IN)
    for each in wanted:
        number, code = neworders.write(desk, head, each, by)
        if each.due_minor:
            orders.put_hold(desk, number, HoldKind.PAYMENT.value, head.code)
        if each.waits:
            orders.put_hold(desk, number, HoldKind.CUSTOMER.value, head.code)
        orders.log_event(desk, number, "of_return", head.code)
        allocate_order(desk, AllocateOrder(id=desk.command_id, order_id=number, explain=False), session)
        made[each.order_id, each.kind] = code
    return made


def release_ahead(desk: Desk, head: ReturnHead) -> None:
    """Let go what was only to wait for the goods."""
    for number, _code, state, _kind, _picked in neworders.of_return(desk, head.id):
        if state is OrderState.CONFIRMED:
            for kind, reason, *_rest in orders.holds_of(desk, number):
                if kind == HoldKind.CUSTOMER.value and reason == head.code:
                    orders.take_hold(desk, number, kind)


def end_orders(desk: Desk, session: Session, head: ReturnHead) -> None:
    """Cancel the orders of a return; what was paid for one besides the goods goes back with that (`giveback`).

    Raises Refused(CannotUndo) where one was picked, or left.
    """
    for number, code, state, _kind, picked in neworders.of_return(desk, head.id):
        if state is OrderState.CANCELLED:
            continue
        if picked or state is OrderState.CLOSED:
            raise Refused(CannotUndo(head.code, "order", code))
        cancel_in(desk, number, f"return {head.code}")
        giveback.paid_besides(desk, session, head, number, code)
