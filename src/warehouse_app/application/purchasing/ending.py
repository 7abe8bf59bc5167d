"""Purchase orders confirmed, closed with their rest cancelled, and cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse_app.application.purchasing.common import Purchased, open_order, remarks, settle, settle_some, sold
from warehouse_app.application.purchasing.suppliers import LONGEST_NOTE
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.refusals import NothingOrdered, PurchaseNotOpen, SomeCame
from warehouse_app.domain.purchasing.states import PurchaseState, may_become
from warehouse_app.domain.purchasing.values import PurchaseHead, PurchaseLine, Supplier
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders, pegs, suppliers, writing

_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPurchase(Command):
    """Confirm a draft: from now on its goods are expected."""

    purchase_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePurchase(Command):
    """Close an order: what did not come is not waited for any more."""

    purchase_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPurchase(Command):
    """Cancel an order of which nothing came."""

    purchase_id: int
    reason: str


@handles(ConfirmPurchase, right=Right.PURCHASE, answer=Purchased)
def confirm_purchase(desk: Desk, command: ConfirmPurchase, _session: Session) -> Purchased:
    """Confirm a draft. Without a day its lines are due after the time the supplier takes.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NothingOrdered).
    """
    head = orders.head(desk, command.purchase_id)
    if not may_become(head.state, PurchaseState.CONFIRMED) or head.state is not PurchaseState.DRAFT:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    lines = orders.lines(desk, head.id)
    if not lines:
        raise Refused(NothingOrdered(head.code))
    known = suppliers.get(desk, head.supplier_id)
    _date(desk, head, lines, known)
    orders.set_state(desk, head.id, PurchaseState.CONFIRMED)
    orders.log_event(desk, head.id, "confirmed", {"lines": len(lines)})
    settle(desk, head)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, remarks(desk, head.id, known))


def _date(desk: Desk, head: PurchaseHead, lines: Iterable[PurchaseLine], known: Supplier) -> None:
    """Give every line its day: its own, the order's, or that on which the supplier should have brought it."""
    if head.due_day:
        writing.due_day(desk, head.id, head.due_day)
        return
    today = date.fromisoformat(desk.at[:_DAY])
    sells = sold(desk, head.supplier_id, lines)
    days = []
    for line in lines:
        own = sells[line.sku].lead_days if line.sku in sells else None
        lead = known.lead_days if own is None else own
        day = line.due_day or ((today + timedelta(days=lead)).isoformat() if lead else "")
        if day != line.due_day:
            writing.change_line(desk, line.id, {"due_day": day})
        days.append(day)
    if any(days):
        writing.change(desk, head.id, {"due_day": max(days)})


@handles(ClosePurchase, right=Right.PURCHASE, answer=Purchased)
def close_purchase(desk: Desk, command: ClosePurchase, _session: Session) -> Purchased:
    """Close an order, its rest cancelled. Raises Refused(NoSuchPurchase, PurchaseNotOpen)."""
    head = orders.head(desk, command.purchase_id)
    if head.state is not PurchaseState.CONFIRMED:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    reason = words("reason", command.reason, LONGEST_NOTE, empty=True)
    _end(desk, head, PurchaseState.CLOSED, reason)
    return Purchased(head.id, head.code)


@handles(CancelPurchase, right=Right.PURCHASE, answer=Purchased)
def cancel_purchase(desk: Desk, command: CancelPurchase, _session: Session) -> Purchased:
    """Cancel an order of which nothing came. Raises Refused(NoSuchPurchase, PurchaseNotOpen, SomeCame, BadField)."""
    head = open_order(desk, command.purchase_id)
    reason = words("reason", command.reason, LONGEST_NOTE)
    received = sum(line.received for line in orders.lines(desk, head.id))
    if received:
        raise Refused(SomeCame(head.code, received))
    _end(desk, head, PurchaseState.CANCELLED, reason)
    return Purchased(head.id, head.code)


def _end(desk: Desk, head: PurchaseHead, state: PurchaseState, reason: str) -> None:
    pegs.forget_purchase(desk, head.id)
    lost = writing.cancel_rest(desk, head.id)
    orders.set_state(desk, head.id, state)
    orders.log_event(desk, head.id, state.value, {"qty": lost, "why": reason})
    settle_some(desk)
    desk.touch(Touched.PURCHASE, Touched.ORDER)
