"""What decides about a settlement, read from the books: lines with what was paid, photos, answers, what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.orders.states import Payment
from warehouse_app.domain.returning.intake import UNCHECKED, open_checks
from warehouse_app.domain.returning.settle import discounted
from warehouse_app.domain.returning.values import Case, Paid, ReturnHead, Sold, Unit
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import refunds, rules, sold, units
from warehouse_app.store.schema import photos, returning, trade
from warehouse_app.store.statement import Statement

DEEPEST = 20
"""Replacements of replacements that are followed; nobody claims more often."""

_o, _l, _nl, _p = trade.orders, trade.order_line, returning.return_order_line, photos.photo
_PAID = frozenset({Payment.PAID.value, Payment.PART_REFUNDED.value, Payment.REFUNDED.value})
_ORDER = Statement(
    select(_o.c.code, _o.c.currency, _o.c.payment, func.coalesce(func.sum(_l.c.total_minor), 0))
    .outerjoin(_l, _l.c.order_id == _o.c.id)
    .where(_o.c.id == bindparam("order_is"))
    .group_by(_o.c.id, _o.c.code, _o.c.currency, _o.c.payment)
)
_REPLACES = Statement(select(_nl.c.of_line).where(_nl.c.line_id == bindparam("line_is"), _nl.c.kind == "replacement"))
_ORDER_OF = Statement(select(_l.c.order_id).where(_l.c.id == bindparam("line_is")))
_SENT = Statement(
    select(_nl.c.of_line, func.sum(_nl.c.qty))
    .join(_l, _l.c.id == _nl.c.line_id)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_nl.c.return_id == bindparam("return_is"), _o.c.state != "cancelled")
    .group_by(_nl.c.of_line)
)
_PHOTOS = Statement(
    select(_p.c.return_unit_id, func.count())
    .join(returning.return_unit, returning.return_unit.c.id == _p.c.return_unit_id)
    .where(returning.return_unit.c.return_id == bindparam("return_is"))
    .group_by(_p.c.return_unit_id)
)
_v = returning.return_event
_PASSED = Statement(
    select(_v.c.why).where(_v.c.return_id == bindparam("return_is"), _v.c.what == "photo_passed").distinct()
)
"""Products of which somebody said that no photo is taken, by their codes."""

_WHOLE = Statement(select(func.count()).select_from(_p).where(_p.c.return_id == bindparam("return_is")))


def case_of(desk: Desk, head: ReturnHead) -> Case:
    """Return all that decides what settling a return does."""
    found = units.of_return(desk, head.id)
    lines, others = _lines(desk, found)
    orders = {number: paid(desk, number) for number in others}
    reasons = {each.id: each for each in rules.reasons(desk, dropped=True)}
    return Case(
        head,
        rules.policy_of(desk, head),
        found,
        lines,
        {each.line_id: refunds.units_paid(desk, each.line_id) for each in lines.values()},
        orders,
        others,
        reasons,
        _photos(desk, head.id, found),
        _unanswered(desk, found),
        {int(row[0]): int(row[1]) for row in _SENT.all(desk.connection, return_is=head.id)},
    )


def _lines(desk: Desk, found: Iterable[Unit]) -> tuple[dict[int, Sold], dict[int, tuple[Sold, ...]]]:
    """Return by a unit's line the line whose money it stands for, and all lines of the orders of those."""
    lines: dict[int, Sold] = {}
    others: dict[int, tuple[Sold, ...]] = {}
    for number in {each.line_id for each in found if each.line_id is not None}:
        first = root_of(desk, number)
        order = int(_ORDER_OF.scalar(desk.connection, line_is=first))
        if order not in others:
            others[order] = discounted(sold.of_order(desk, order))
        lines[number] = next(each for each in others[order] if each.line_id == first)
    return lines, others


def root_of(desk: Desk, line_id: int) -> int:
    """Return the line that was paid: what was replaced for nothing stands for what it replaces."""
    for _ in range(DEEPEST):
        above = _REPLACES.scalar(desk.connection, line_is=line_id)
        if above is None:
            break
        line_id = int(above)
    return line_id


def paid_line(desk: Desk, line_id: int) -> Sold:
    """Return the line whose money a line stands for, with the discounts of its order taken off."""
    first = root_of(desk, line_id)
    order = int(_ORDER_OF.scalar(desk.connection, line_is=first))
    return next(each for each in discounted(sold.of_order(desk, order)) if each.line_id == first)


def paid(desk: Desk, order_id: int) -> Paid:
    """Return what was paid for an order, and what of it was given back.

    An order that goods paid for is worth what they paid, also while the customer owes the rest.
    """
    row = _ORDER.one(desk.connection, order_is=order_id)
    if row is None:
        message = f"no order {order_id}"
        raise LookupError(message)
    code, currency, payment, total = row
    was = max(0, int(total)) if payment in _PAID else refunds.paid_into(desk, order_id, code)
    return Paid(order_id, code, currency, was, sold.refunded(desk, order_id))


def _photos(desk: Desk, return_id: int, found: Iterable[Unit]) -> Mapping[int, int]:
    """Return photos by unit; those of the parcel as a whole show a unit that lies in it alone.

    Where a person passed over the photo, which its story says, none lacks.
    """
    of_unit = Counter({int(row[0]): int(row[1]) for row in _PHOTOS.all(desk.connection, return_is=return_id)})
    passed = {str(row[0]) for row in _PASSED.all(desk.connection, return_is=return_id)}
    here = [each.id for each in found]
    of_unit.update(each.id for each in found if each.sku in passed)
    if len(here) == 1:
        of_unit[here[0]] += int(_WHOLE.scalar(desk.connection, return_is=return_id))
    return of_unit


def _unanswered(desk: Desk, found: Iterable[Unit]) -> Mapping[int, int]:
    """Return by unit how many questions that its grade leaves open (`open_checks`) nobody answered."""
    open_: dict[int, int] = {}
    for unit in found:
        if unit.grade is None or unit.grade in UNCHECKED:
            continue
        asked = open_checks(rules.checks(desk, rules.category_of(desk, unit.product_id)), unit.grade)
        if asked:
            answered = units.answers(desk, unit.id)
            open_[unit.id] = sum(1 for each in asked if each.id not in answered)
    return open_


def with_lines(case: Case, **more: object) -> Case:
    """Return a case with other facts."""
    return replace(case, **more)  # type: ignore[arg-type]
