"""Refunds and store credit as rows: written, led from state to state, listed, and summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import NoSuchRefund, RefundNotIn
from warehouse_app.domain.returning.states import COUNTS, REFUND_NEXT, RefundState, Way
from warehouse_app.domain.returning.values import MoneyLine, RefundRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office, returning, trade
from warehouse_app.store.statement import Statement

_f, _fl, _r, _o = returning.refund, returning.refund_line, returning.returns, trade.orders
_c, _k, _l, _g, _n = returning.store_credit, trade.customer, trade.order_line, ledger.product, office.person
_ROW = (
    select(
        *(_f.c.id, _f.c.code, _f.c.return_id, _r.c.code, func.coalesce(_o.c.code, ""), _f.c.kind, _f.c.state),
        *(_f.c.amount_minor, _f.c.tax_minor, _f.c.currency, _f.c.provider, _f.c.reference, _f.c.trouble, _f.c.at),
        *(func.coalesce(_n.c.name, _f.c.who), func.coalesce(_f.c.sent_at, ""), func.coalesce(_f.c.answered_at, "")),
    )
    .join(_r, _r.c.id == _f.c.return_id)
    .outerjoin(_o, _o.c.id == _f.c.order_id)
    .outerjoin(_n, _n.c.id == _f.c.who)
)
_NAMES = tuple(each.name for each in fields(RefundRow))
_BY_ID = Statement(_ROW.where(_f.c.id == bindparam("id_is")))
_BY_CODE = Statement(_ROW.where(_f.c.code == bindparam("code_is")))
_OF_RETURN = Statement(_ROW.where(_f.c.return_id == bindparam("return_is")).order_by(_f.c.id))
_IN_STATE = Statement(
    _ROW.where(_f.c.state == bindparam("state_is"), _f.c.id > bindparam("after"))
    .order_by(_f.c.id)
    .limit(bindparam("most"))
)
_ANY_STATE = Statement(_ROW.where(_f.c.id > bindparam("after")).order_by(_f.c.id.desc()).limit(bindparam("most")))
_KEYS = Statement(
    select(_f.c.intent, _f.c.order_id, _f.c.attempts, _r.c.customer_id)
    .join(_r, _r.c.id == _f.c.return_id)
    .where(_f.c.id == bindparam("id_is"))
)
_GIVEN = (
    *("code", "return_id", "order_id", "kind", "state", "amount_minor", "tax_minor", "currency", "intent", "provider"),
    *("reference", "at", "who", "approved_by", "answered_at"),
)
_NEW = Statement(insert(_f).values({name: bindparam(name) for name in _GIVEN}))
_NEW_LINE = Statement(insert(_fl).values({c.name: bindparam(c.name) for c in _fl.c}))
_STATE = Statement(
    update(_f)
    .where(_f.c.id == bindparam("id_is"), _f.c.state == bindparam("state_is"))
    .values(state=bindparam("state_to"), trouble=bindparam("trouble_is"))
)
_SENT = Statement(
    update(_f).where(_f.c.id == bindparam("id_is")).values(sent_at=bindparam("when"), attempts=_f.c.attempts + 1)
)
_ANSWERED = Statement(
    update(_f)
    .where(_f.c.id == bindparam("id_is"))
    .values(answered_at=bindparam("when"), reference=bindparam("reference_is"))
)
_APPROVED = Statement(update(_f).where(_f.c.id == bindparam("id_is")).values(approved_by=bindparam("by")))
_LINES = Statement(
    select(
        *(_fl.c.what, func.coalesce(_l.c.sku, ""), func.coalesce(_g.c.name, _l.c.description, ""), _fl.c.qty),
        *(_fl.c.amount_minor, _fl.c.fee_minor, _fl.c.line_id, _fl.c.unit_id, func.coalesce(_f.c.order_id, 0)),
        _f.c.kind,
    )
    .join(_f, _f.c.id == _fl.c.refund_id)
    .outerjoin(_l, _l.c.id == _fl.c.line_id)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_fl.c.refund_id == bindparam("refund_is"))
    .order_by(_fl.c.n)
)
_counted = or_(*(_f.c.state == each.value for each in sorted(COUNTS)))
_UNITS_PAID = Statement(
    select(func.coalesce(func.sum(_fl.c.qty), 0))
    .join(_f, _f.c.id == _fl.c.refund_id)
    .where(_fl.c.line_id == bindparam("line_is"), _fl.c.what == "goods", _counted)
)
_GIVEN_FOR = Statement(
    select(_fl.c.unit_id, _fl.c.what, func.sum(_fl.c.qty))
    .join(_f, _f.c.id == _fl.c.refund_id)
    .where(_f.c.return_id == bindparam("return_is"), _fl.c.unit_id.is_not(None), _counted)
    .group_by(_fl.c.unit_id, _fl.c.what)
)
_CONFIRMED = Statement(
    select(func.coalesce(func.sum(_f.c.amount_minor), 0)).where(
        _f.c.order_id == bindparam("order_is"),
        _f.c.state == RefundState.CONFIRMED.value,
        _f.c.kind != Way.EXCHANGE.value,
    )
)
_INTO = Statement(
    select(func.coalesce(func.sum(_f.c.amount_minor), 0)).where(
        _f.c.kind == Way.EXCHANGE.value,
        _f.c.return_id.in_(
            select(returning.return_order.c.return_id).where(returning.return_order.c.order_id == bindparam("order_is"))
        ),
        _f.c.reference == bindparam("code_is"),
        _counted,
    )
)
_CREDIT = Statement(insert(_c).values({c.name: bindparam(c.name) for c in _c.c if c.name != "id"}))
_BALANCES = Statement(
    select(_c.c.currency, func.sum(_c.c.amount_minor))
    .where(_c.c.customer_id == bindparam("customer_is"))
    .group_by(_c.c.currency)
    .order_by(_c.c.currency)
)
_CREDITS = Statement(
    select(_c.c.at, _c.c.currency, _c.c.amount_minor, _c.c.why, func.coalesce(_f.c.code, ""))
    .outerjoin(_f, _f.c.id == _c.c.refund_id)
    .where(_c.c.customer_id == bindparam("customer_is"))
    .order_by(_c.c.id)
)


class Key(NamedTuple):
    """What a refund is known by at its provider, and whose it is."""

    intent: str
    order_id: int | None
    attempts: int
    customer_id: int | None


class CreditRow(NamedTuple):
    """One movement of store credit."""

    at: str
    currency: str
    amount_minor: int
    why: str
    refund: str


def _row(row: Any) -> RefundRow:  # noqa: ANN401 - a database row
    told = dict(zip(_NAMES, row, strict=True))
    return RefundRow(**told | {"state": RefundState(told["state"])})


def get(desk: Desk, refund_id: int) -> RefundRow:
    """Return a refund that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=refund_id)
    if row is None:
        message = f"no refund {refund_id}"
        raise LookupError(message)
    return _row(row)


def known(desk: Desk, text: str) -> RefundRow:
    """Return the refund of that code. Raises Refused(NoSuchRefund)."""
    row = _BY_CODE.one(desk.connection, code_is=text.strip().upper())
    if row is None:
        raise Refused(NoSuchRefund(text.strip()[:80]))
    return _row(row)


def of_return(desk: Desk, return_id: int) -> tuple[RefundRow, ...]:
    """Return the refunds of a return, oldest first."""
    return tuple(_row(row) for row in _OF_RETURN.all(desk.connection, return_is=return_id))


def listed(desk: Desk, state: str, most: int) -> tuple[RefundRow, ...]:
    """Return refunds in a state, oldest first; "" the newest of all."""
    if not state:
        return tuple(_row(row) for row in _ANY_STATE.all(desk.connection, after=0, most=most))
    return tuple(_row(row) for row in _IN_STATE.all(desk.connection, state_is=state, after=0, most=most))


def key_of(desk: Desk, refund_id: int) -> Key:
    """Return by what a refund is known where it is sent."""
    row = _KEYS.one(desk.connection, id_is=refund_id)
    if row is None:
        message = f"no refund {refund_id}"
        raise LookupError(message)
    return Key(*row)


def lines(desk: Desk, refund_id: int) -> tuple[MoneyLine, ...]:
    """Return what a refund is for."""
    return tuple(MoneyLine(*row) for row in _LINES.all(desk.connection, refund_is=refund_id))


def add(
    desk: Desk,
    return_id: int,
    order_id: int | None,
    way: Way,
    state: RefundState,
    rows: Iterable[MoneyLine],
    *,
    tax_minor: int,
    currency: str,
    provider: str = "",
    reference: str = "",
) -> RefundRow:
    """Write a refund with its lines, under a key that is made of its number and never given to another."""
    given = tuple(rows)
    code = f"RF{desk.next_number('refund'):06d}"
    made = _NEW.key(
        desk.connection,
        code=code, return_id=return_id, order_id=order_id, kind=way.value, state=state.value,
        amount_minor=sum(each.amount_minor for each in given), tax_minor=tax_minor, currency=currency,
        intent=f"refund:{code}:{desk.command_id}", provider=provider, reference=reference, at=desk.at, who=desk.who,
        approved_by="" if state is RefundState.PROPOSED else desk.who,
        answered_at=desk.at if state is RefundState.CONFIRMED else None,
    )  # fmt: skip
    for n, each in enumerate(given, 1):
        _NEW_LINE.do(
            desk.connection, refund_id=made, n=n, line_id=each.line_id, unit_id=each.unit_id, qty=each.qty,
            amount_minor=each.amount_minor, fee_minor=each.fee_minor, what=each.what,
        )  # fmt: skip
    return get(desk, made)


def step(desk: Desk, refund: RefundRow, to: RefundState, trouble: str = "") -> None:
    """Lead a refund to its next state. Raises Refused(RefundNotIn), also where it is no longer where it was seen."""
    if to not in REFUND_NEXT[refund.state]:
        raise Refused(RefundNotIn(refund.code, refund.state.value, to.value))
    done = _STATE.run(
        desk.connection, id_is=refund.id, state_is=refund.state.value, state_to=to.value, trouble_is=trouble[:500]
    )
    if done.rowcount == 0:
        raise Refused(RefundNotIn(refund.code, get(desk, refund.id).state.value, to.value))


def note_sent(desk: Desk, refund_id: int) -> None:
    """Keep that a refund is asked for now, once more."""
    _SENT.run(desk.connection, id_is=refund_id, when=desk.at)


def note_answer(desk: Desk, refund_id: int, reference: str) -> None:
    """Keep when the answer came, and what the other side calls it."""
    _ANSWERED.run(desk.connection, id_is=refund_id, when=desk.at, reference_is=reference[:200])


def note_approval(desk: Desk, refund_id: int) -> None:
    """Keep who approved a refund."""
    _APPROVED.run(desk.connection, id_is=refund_id, by=desk.who)


def units_paid(desk: Desk, line_id: int) -> int:
    """Return for how many units of an order line money was, or is being, given."""
    return int(_UNITS_PAID.scalar(desk.connection, line_is=line_id))


def units_given(desk: Desk, return_id: int) -> Counter[int]:
    """Return by row of units of a return for how many of them money was, or is being, given or used.

    What is over of an exchange is a row of its own beside that of its goods: neither counts twice.
    """
    found: Counter[int] = Counter()
    for unit, _what, qty in _GIVEN_FOR.all(desk.connection, return_is=return_id):
        found[int(unit)] = max(found[int(unit)], int(qty))
    return found


def confirmed(desk: Desk, order_id: int) -> int:
    """Return what of an order was paid back or given as credit for certain."""
    return int(_CONFIRMED.scalar(desk.connection, order_is=order_id))


def paid_into(desk: Desk, order_id: int, code: str) -> int:
    """Return what goods that came back pay of an order that was sent in their stead."""
    return int(_INTO.scalar(desk.connection, order_is=order_id, code_is=code))


# ------------------------------------------------------------------------------------------------------- store credit


def give_credit(desk: Desk, customer_id: int, refund: RefundRow, amount_minor: int, why: str) -> None:
    """Write a movement of store credit: given above zero, taken back below."""
    _CREDIT.do(
        desk.connection, customer_id=customer_id, refund_id=refund.id, order_id=None, currency=refund.currency,
        amount_minor=amount_minor, why=why, at=desk.at, who=desk.who,
    )  # fmt: skip


def balances(desk: Desk, customer_id: int) -> Mapping[str, int]:
    """Return what a customer may still spend, by currency."""
    return {row[0]: int(row[1]) for row in _BALANCES.all(desk.connection, customer_is=customer_id)}


def credits_of(desk: Desk, customer_id: int) -> tuple[CreditRow, ...]:
    """Return the movements of a customer's store credit, oldest first."""
    return tuple(CreditRow(*row) for row in _CREDITS.all(desk.connection, customer_is=customer_id))
