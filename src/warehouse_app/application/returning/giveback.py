"""An order that was sent instead is given up by hand: what paid for it is free again, and goes back once.

Goods that came back had paid for it. Where the return is settled that money is refunded in its stead, for the goods are
here; where they have yet to come it is only free, and settling decides anew. What the customer had paid besides goes
back in any case.
"""

from __future__ import annotations

import json
from dataclasses import replace

from warehouse_app.application.returning.moneyback import write_refunds
from warehouse_app.application.run import Session
from warehouse_app.documents.papers.money import amount
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.states import Payment
from warehouse_app.domain.returning.states import RefundState, ReturnState, Way
from warehouse_app.domain.returning.values import MoneyLine, RefundRow, ReturnHead
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, neworders, refunds, rules

CANCELLED = "order cancelled"
"""What the story of the return says."""

_DONE = frozenset({ReturnState.SETTLED, ReturnState.CLOSED})


def order_cancelled(desk: Desk, session: Session, order_id: int, code: str) -> None:
    """Give back what paid for an order of a return that is cancelled now; nothing for one that was bought."""
    came = neworders.came_of(desk, order_id)
    if came is None:
        return
    head = cases.get(desk, came[0])
    paid_by = [
        each for each in refunds.of_return(desk, head.id) if each.kind == Way.EXCHANGE and each.reference == code
    ]
    _due_back(desk, session, head, order_id, sum(each.amount_minor for each in paid_by))
    held = [each for each in paid_by if each.state is RefundState.CONFIRMED]
    for each in held:
        refunds.step(desk, each, RefundState.CANCELLED)
    if held:
        given = _refunded(desk, session, head, held) if head.state in _DONE else ()
        cases.tell(desk, head.id, CANCELLED, ", ".join((code, *(each.code for each in given))))
        desk.touch(Touched.RETURN, Touched.REFUND)


def _refunded(desk: Desk, session: Session, head: ReturnHead, held: list[RefundRow]) -> tuple[RefundRow, ...]:
    """Refund in money what had paid for the order, row by row, and say so to the customer."""
    rows = tuple(replace(row, way=Way.PAYMENT.value) for each in held for row in refunds.lines(desk, each.id))
    given = write_refunds(desk, session, head, rows, {}, rules.policy_of(desk, head).tax_e4)
    total = sum(each.amount_minor for each in given)
    if total:
        told = {"name": head.code, "refund": f"{amount(total, given[0].currency)} {given[0].currency}"}
        message = {"code": "return_message_refund", "facts": told}
        cases.note(desk, head.id, message=json.dumps(message, sort_keys=True))
    return given


def _due_back(desk: Desk, session: Session, head: ReturnHead, order_id: int, goods_minor: int) -> None:
    """Refund what a customer had paid for an exchange above what the goods had paid."""
    if neworders.payment_of(desk, order_id) is not Payment.PAID:
        return
    due = facts.paid(desk, order_id).paid_minor - goods_minor
    if due > 0 and goods_minor:
        write_refunds(desk, session, head, (MoneyLine("difference", "", "", 0, due, order_id=order_id),), {}, 0)
