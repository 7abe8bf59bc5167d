"""The rows of money that a settlement makes, and takes back; and what an order then is: part refunded, refunded."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from warehouse_app.application.run import Session
from warehouse_app.application.settings import value_of
from warehouse_app.domain.orders.states import Payment
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import CannotUndo
from warehouse_app.domain.returning.settle import tax_in
from warehouse_app.domain.returning.states import RefundState, Way
from warehouse_app.domain.returning.values import MoneyLine, RefundRow, ReturnHead
from warehouse_app.store import outbox
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import facts, neworders, refunds

REFUND = "refund"
"""The outbox row that lets a refund be sent."""

PROVIDER = "returns.provider"

_REFUNDED = frozenset({Payment.PART_REFUNDED, Payment.REFUNDED})


def write_refunds(
    desk: Desk,
    session: Session,
    head: ReturnHead,
    money: Iterable[MoneyLine],
    made: Mapping[tuple[int, str], str],
    tax_e4: int,
) -> tuple[RefundRow, ...]:
    """Write a refund for each order and way: to be sent, given as credit at once, or taken over by a new order."""
    groups: dict[tuple[int, Way], list[MoneyLine]] = defaultdict(list)
    for row in money:
        groups[row.order_id, Way(row.way)].append(row)
    done = []
    for (order, way), rows in groups.items():
        total = sum(each.amount_minor for each in rows)
        if total <= 0:
            continue
        refund = refunds.add(
            desk, head.id, order or None, way, _begins(session, way), rows,
            tax_minor=tax_in(total, tax_e4), currency=facts.paid(desk, order).currency if order else head.currency,
            provider=value_of(desk, PROVIDER) if way is Way.PAYMENT else "",
            reference=made.get((order, way.value), "") if way is Way.EXCHANGE else "",
        )  # fmt: skip
        if way is Way.CREDIT and head.customer_id is not None:
            refunds.give_credit(desk, head.customer_id, refund, refund.amount_minor, f"return {head.code}")
            note_payment(desk, order)
        ask_for(desk, refund)
        done.append(refund)
    return tuple(done)


def _begins(session: Session, way: Way) -> RefundState:
    if way is not Way.PAYMENT:
        return RefundState.CONFIRMED
    return RefundState.APPROVED if session.actor.may(Right.REFUND) else RefundState.PROPOSED


def ask_for(desk: Desk, refund: RefundRow) -> None:
    """Let the worker send a refund that is approved and has somebody to be sent to."""
    if refund.state is RefundState.APPROVED and refund.kind == Way.PAYMENT and refund.provider:
        intent = refunds.key_of(desk, refund.id).intent
        desk.put_outbox(intent, REFUND, json.dumps({"refund": refund.id}))
        outbox.again(desk, intent)


def take_back(desk: Desk, head: ReturnHead) -> None:
    """Cancel the refunds of a return. Raises Refused(CannotUndo) where money went, or may have gone.

    What was paid back of an order that the return had made stays: that order was given up before.
    """
    made = {code for _id, code, *_rest in neworders.of_return(desk, head.id)}
    for refund in refunds.of_return(desk, head.id):
        if refund.state is RefundState.CANCELLED or refund.order in made or _is_goodwill(desk, refund):
            continue
        gone = refund.state in (RefundState.SENT, RefundState.UNKNOWN)
        if gone or (refund.state is RefundState.CONFIRMED and refund.kind == Way.PAYMENT):
            raise Refused(CannotUndo(head.code, "refund", refund.code))
        if refund.kind == Way.CREDIT:
            _take_credit(desk, head, refund)
        refunds.step(desk, refund, RefundState.CANCELLED)
        order = refunds.key_of(desk, refund.id).order_id
        if order is not None:
            note_payment(desk, order)


def _is_goodwill(desk: Desk, refund: RefundRow) -> bool:
    """Tell whether money was given besides: it does not stand on a settlement."""
    return all(each.what == "goodwill" for each in refunds.lines(desk, refund.id))


def _take_credit(desk: Desk, head: ReturnHead, refund: RefundRow) -> None:
    customer = refunds.key_of(desk, refund.id).customer_id
    if customer is None or refunds.balances(desk, customer).get(refund.currency, 0) < refund.amount_minor:
        raise Refused(CannotUndo(head.code, "refund", refund.code))
    refunds.give_credit(desk, customer, refund, -refund.amount_minor, f"return {head.code} undone")


def note_payment(desk: Desk, order_id: int) -> None:
    """Say of an order whether all, or a part, of what was paid for it went back for certain."""
    now, gone = neworders.payment_of(desk, order_id), refunds.confirmed(desk, order_id)
    if now is not Payment.PAID and now not in _REFUNDED:
        return
    whole = facts.paid(desk, order_id).paid_minor
    wanted = Payment.PAID if gone == 0 else Payment.REFUNDED if gone >= whole else Payment.PART_REFUNDED
    if wanted is not now:
        neworders.set_payment(desk, order_id, wanted, "")
