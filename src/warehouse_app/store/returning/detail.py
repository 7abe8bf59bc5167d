"""One return whole, read for a screen or a bench; the list of all returns."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.returning.states import RefundState
from warehouse_app.domain.returning.values import RefundRow, ReturnDetail
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, rules, units
from warehouse_app.store.schema import floor, returning, trade
from warehouse_app.store.statement import Statement

_r, _f, _x = returning.returns, returning.refund, returning.return_order
_o, _c, _k = trade.orders, trade.customer, floor.parcel
_CODES = Statement(
    select(func.coalesce(_o.c.code, ""), func.coalesce(_c.c.code, ""), func.coalesce(_k.c.code, ""))
    .select_from(_r)
    .outerjoin(_o, _o.c.id == _r.c.order_id)
    .outerjoin(_c, _c.c.id == _r.c.customer_id)
    .outerjoin(_k, _k.c.id == _r.c.parcel_id)
    .where(_r.c.id == bindparam("return_is"))
)
_REFUNDS = Statement(
    select(
        *(_f.c.id, _f.c.code, _f.c.return_id, _r.c.code, func.coalesce(_o.c.code, ""), _f.c.kind, _f.c.state),
        *(_f.c.amount_minor, _f.c.tax_minor, _f.c.currency, _f.c.provider, _f.c.reference, _f.c.trouble, _f.c.at),
        *(_f.c.who, func.coalesce(_f.c.sent_at, ""), func.coalesce(_f.c.answered_at, "")),
    )
    .join(_r, _r.c.id == _f.c.return_id)
    .outerjoin(_o, _o.c.id == _f.c.order_id)
    .where(_f.c.return_id == bindparam("return_is"))
    .order_by(_f.c.id)
)
_ORDERS = Statement(
    select(_x.c.kind, _o.c.code)
    .join(_o, _o.c.id == _x.c.order_id)
    .where(_x.c.return_id == bindparam("return_is"))
    .order_by(_o.c.id)
)


def refunds_of(desk: Desk, return_id: int) -> tuple[RefundRow, ...]:
    """Return the refunds of a return, oldest first."""
    rows = _REFUNDS.all(desk.connection, return_is=return_id)
    return tuple(RefundRow(*(*row[:6], RefundState(row[6]), *row[7:])) for row in rows)


def whole(desk: Desk, return_id: int) -> ReturnDetail:
    """Return one return that exists with all that belongs to it; a missing one is a bug."""
    head = cases.get(desk, return_id)
    order, customer, parcel = _CODES.all(desk.connection, return_is=return_id)[0]
    words, sender = cases.words_of(desk, return_id)
    found = units.of_return(desk, return_id)
    asked = {each.reason_id for each in found} - {None}
    return ReturnDetail(
        head, order, customer, parcel, words, sender, found,
        refunds=refunds_of(desk, return_id),
        orders=tuple((row[0], row[1]) for row in _ORDERS.all(desk.connection, return_is=return_id)),
        events=cases.story(desk, return_id),
        message=cases.message_of(desk, return_id),
        photos=photos.of_return(desk, return_id),
        policy=rules.policy_of(desk, head),
        reasons={each.id: each for each in rules.reasons(desk, dropped=True) if each.id in asked} if asked else {},
    )  # fmt: skip
