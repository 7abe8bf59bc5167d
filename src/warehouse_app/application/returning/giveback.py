"""An order that was sent instead is given up by hand: what the customer is owed in its stead goes back, once.

For an exchange the goods that came back had paid. Where the return is settled that money is refunded instead, for the
goods are here; where they have yet to come it is only free, and settling decides anew. What the customer had paid
besides goes back in any case. A replacement is sent for nothing: of a settled return, goods that are neither sent again
nor paid for are refunded as they would have been without it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from warehouse_app.application.returning.moneyback import write_refunds
from warehouse_app.application.run import Session
from warehouse_app.documents.papers.money import amount
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.states import Payment
from warehouse_app.domain.returning.deciding import SENT_INSTEAD, outcome_of
from warehouse_app.domain.returning.settle import instead
from warehouse_app.domain.returning.states import RefundState, ReturnState, UnitState, Way
from warehouse_app.domain.returning.values import Case, MoneyLine, RefundRow, ReturnHead
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, neworders, refunds, rules

CANCELLED = "order cancelled"
"""What the story of the return says."""

_DONE = frozenset({ReturnState.SETTLED, ReturnState.CLOSED})


def order_cancelled(desk: Desk, session: Session, order_id: int, code: str) -> tuple[RefundRow, ...]:
    """Give back what an order of a return that is cancelled now stood for; return the refunds, none for one bought."""
    came = neworders.came_of(desk, order_id)
    if came is None:
        return ()
    head = cases.get(desk, came[0])
    given = paid_besides(desk, session, head, order_id, code)
    held = _paid_by_goods(desk, head, code)
    rows = _owed(desk, head, order_id, held)
    for each in held:
        refunds.step(desk, each, RefundState.CANCELLED)
    if held or rows:
        more = _refunded(desk, session, head, rows)
        cases.tell(desk, head.id, CANCELLED, ", ".join((code, *(each.code for each in more))))
        desk.touch(Touched.RETURN, Touched.REFUND)
        given += more
    return given


def would_give(desk: Desk, order_id: int) -> str:
    """Return what cancelling an order by hand would give back to its customer, as "10.00 GBP"; "" for nothing."""
    came = neworders.came_of(desk, order_id)
    if came is None:
        return ""
    head, code = cases.get(desk, came[0]), facts.paid(desk, order_id).code
    rows = _owed(desk, head, order_id, _paid_by_goods(desk, head, code))
    total = _due(desk, head, order_id, code) + sum(each.amount_minor for each in rows)
    return _told(total, facts.paid(desk, order_id).currency)


def written(given: Iterable[RefundRow]) -> str:
    """Return what refunds of one currency come to, as "10.00 GBP"; "" for nothing."""
    given = tuple(given)
    return _told(sum(each.amount_minor for each in given), given[0].currency if given else "")


def _told(total: int, currency: str) -> str:
    return f"{amount(total, currency)} {currency}".strip() if total else ""


def paid_besides(desk: Desk, session: Session, head: ReturnHead, order_id: int, code: str) -> tuple[RefundRow, ...]:
    """Refund what a customer had paid for an exchange above what the goods had paid."""
    due = _due(desk, head, order_id, code)
    if not due:
        return ()
    return write_refunds(desk, session, head, (MoneyLine("difference", "", "", 0, due, order_id=order_id),), {}, 0)


def _due(desk: Desk, head: ReturnHead, order_id: int, code: str) -> int:
    goods_minor = sum(each.amount_minor for each in _exchanged(desk, head, code))
    if not goods_minor or neworders.payment_of(desk, order_id) is not Payment.PAID:
        return 0
    return max(0, facts.paid(desk, order_id).paid_minor - goods_minor)


def _exchanged(desk: Desk, head: ReturnHead, code: str) -> list[RefundRow]:
    return [each for each in refunds.of_return(desk, head.id) if each.kind == Way.EXCHANGE and each.reference == code]


def _paid_by_goods(desk: Desk, head: ReturnHead, code: str) -> list[RefundRow]:
    return [each for each in _exchanged(desk, head, code) if each.state is RefundState.CONFIRMED]


def _owed(desk: Desk, head: ReturnHead, order_id: int, held: Iterable[RefundRow]) -> tuple[MoneyLine, ...]:
    """Return what goes back for goods that are here: what had paid for the order, or what nothing is sent for now."""
    if head.state not in _DONE:
        return ()
    paid_by = [replace(row, way=Way.PAYMENT.value) for each in held for row in refunds.lines(desk, each.id)]
    case = facts.case_of(desk, head)
    return (*paid_by, *instead(case, _not_sent(desk, case, order_id)))


def _not_sent(desk: Desk, case: Case, order_id: int) -> tuple[tuple[int, int], ...]:
    """Return by row of units for how many of them a replacement was to be sent, is not, and nothing was given."""
    paid_for = refunds.units_given(desk, case.head.id)
    left = Counter({
        each.id: max(0, each.qty - paid_for[each.id])
        for each in case.units
        if each.state is UnitState.SETTLED and each.line_id in case.lines and outcome_of(case, each) in SENT_INSTEAD
    })  # fmt: skip
    found: list[tuple[int, int]] = []
    sent = neworders.replaced(desk, case.head.id, but=order_id)
    for of_line, qty in neworders.replaces(desk, order_id).items():
        mine = [each.id for each in case.units if each.id in left and case.lines[each.line_id or 0].line_id == of_line]
        owed = min(qty, sum(left[each] for each in mine) - sent[of_line])
        for each in mine:
            many = max(0, min(left[each], owed))
            owed -= many
            found += [(each, many)] if many else []
    return tuple(found)


def _refunded(desk: Desk, session: Session, head: ReturnHead, rows: tuple[MoneyLine, ...]) -> tuple[RefundRow, ...]:
    """Refund in money what is owed, and say so to the customer."""
    given = write_refunds(desk, session, head, rows, {}, rules.policy_of(desk, head).tax_e4)
    if given:
        message = {"code": "return_message_refund", "facts": {"name": head.code, "refund": written(given)}}
        cases.note(desk, head.id, message=json.dumps(message, sort_keys=True))
    return given
