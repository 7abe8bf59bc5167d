"""The lists of all returns and of all refunds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy import text as text_clause

from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.domain.returning.states import (
    AT_BENCH,
    AWAITED,
    HERE,
    Outcome,
    RefundState,
    ReturnKind,
    ReturnState,
    UnitState,
)
from warehouse_app.domain.returning.values import RefundRow
from warehouse_app.domain.search import range_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.schema import ledger, returning, trade

_r, _u, _f = returning.returns, returning.return_unit, returning.refund
_o, _c, _g = trade.orders, trade.customer, ledger.product
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def came_at(table: Any) -> ColumnElement[str]:  # noqa: ANN401 - the table of returns, or an alias of it
    """Return when returns came, "" for those that have not; just as the index has it."""
    return func.coalesce(table.c.received_at, text_clause("''"))


def _in(*states: ReturnState) -> ColumnElement[bool]:
    return or_(*(_r.c.state == each.value for each in states))


_WAITING = _in(*sorted(AT_BENCH))
RETURN_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "requested": _in(ReturnState.REQUESTED),
    "awaited": _in(*sorted(AWAITED)),
    "inspect": _WAITING,
    "parked": and_(_WAITING, _r.c.slot != ""),
    "settled": _in(ReturnState.SETTLED, ReturnState.CLOSED),
    "over": _in(ReturnState.REJECTED, ReturnState.EXPIRED, ReturnState.CANCELLED),
    "all": literal(1) == 1,
}
"""The views a list of returns can be asked for, by name; `inspect` are those that lie at the bench or parked."""

REFUND_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "waiting": or_(_f.c.state == RefundState.PROPOSED.value, _f.c.state == RefundState.APPROVED.value),
    "sent": _f.c.state == RefundState.SENT.value,
    "failed": _f.c.state == RefundState.FAILED.value,
    "unknown": _f.c.state == RefundState.UNKNOWN.value,
    "confirmed": _f.c.state == RefundState.CONFIRMED.value,
    "cancelled": _f.c.state == RefundState.CANCELLED.value,
    "all": literal(1) == 1,
}
"""The views a list of refunds can be asked for, by name."""

RETURN_FILTERS = frozenset({"state", "kind", "channel", "warehouse", "carrier"})
REFUND_FILTERS = frozenset({"state", "kind", "currency"})


def _returns(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [RETURN_VIEWS.get(query.view, literal(1) == 0)]
    found += [_r.c[name] == value for name, value in query.filters if name in RETURN_FILTERS]
    text = query.text.strip()
    if not text:
        return found
    return [*found, _r.c.id.in_(_speaking_of(text))]


_n = returning.returns.alias("named")
_m = returning.refund.alias("money")


def _speaking_of(text: str) -> CompoundSelect[Any]:
    """Return the returns that a text names, each way by an index of its own: none is found by reading all of them."""
    upper, (low, high) = text.upper(), range_of(text.upper())
    orders = select(_o.c.id).where(_o.c.code == text)
    customers = select(_c.c.id).where(_c.c.code == text)
    products = select(_g.c.id).where(_g.c.sku_key == upper)
    return union_all(
        select(_n.c.id).where(_n.c.code >= low, _n.c.code < high),
        select(_n.c.id).where(_n.c.external == text),
        select(_n.c.id).where(_n.c.tracking == text),
        select(_n.c.id).where(_n.c.slot == upper, text_clause("named.slot <> ''")),
        select(_n.c.id).where(_n.c.order_id.in_(orders)),
        select(_n.c.id).where(_n.c.customer_id.in_(customers)),
        select(_u.c.return_id).where(_u.c.product_id.in_(products)),
        select(_u.c.return_id).where(_u.c.product_id.is_(None), _u.c.sku == upper),
    )


_HERE = or_(*(_u.c.state == each.value for each in sorted(HERE)))
_SUMS = (
    select(
        _u.c.return_id,
        func.sum(_u.c.qty),
        func.sum(case((_HERE, _u.c.qty), else_=0)),
        func.sum(case((_u.c.state == UnitState.GRADED.value, _u.c.qty), else_=0)),
    )
    .where(_u.c.return_id.in_(_IDS))
    .group_by(_u.c.return_id)
)
_RETURNS = (
    select(
        *(_r.c.id, _r.c.code, _r.c.kind, _r.c.state, _r.c.channel, _r.c.external, func.coalesce(_o.c.code, "")),
        *(func.coalesce(_c.c.code, ""), _r.c.warehouse, _r.c.carrier, _r.c.tracking, _r.c.slot, _r.c.outcome),
        *(_r.c.damaged, _r.c.empty, _r.c.requested_at, func.coalesce(_r.c.expires_on, "")),
        *(func.coalesce(_r.c.received_at, ""), func.coalesce(_r.c.settled_at, "")),
    )
    .outerjoin(_o, _o.c.id == _r.c.order_id)
    .outerjoin(_c, _c.c.id == _r.c.customer_id)
    .where(_r.c.id.in_(_IDS))
)


def returns(desk: Desk, keys: list[int]) -> Mapping[int, ReturnRow]:
    """Return the returns of these keys with the sums of their units."""
    sums = {row[0]: [int(each) for each in row[1:]] for row in desk.connection.execute(_SUMS, {"ids": keys})}
    found = desk.connection.execute(_RETURNS, {"ids": keys})
    return {row[0]: _return(row, sums.get(row[0], [0, 0, 0])) for row in found}


def _return(row: Any, sums: list[int]) -> ReturnRow:  # noqa: ANN401 - a database row
    told = list(row)
    told[2:4] = ReturnKind(told[2]), ReturnState(told[3])
    told[12:15] = Outcome(told[12]) if told[12] else None, bool(told[13]), bool(told[14])
    told[15:15] = sums
    return ReturnRow(*told)


def count_returns(desk: Desk) -> dict[str, int]:
    """Return for every view how many returns it shows."""
    return count_views(desk, _r, RETURN_VIEWS)


def channels(desk: Desk) -> tuple[str, ...]:
    """Return the channels of which anything came back."""
    found = desk.connection.execute(select(_r.c.channel).distinct().order_by(_r.c.channel))
    return tuple(str(row[0]) for row in found if row[0])


def _refunds(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [REFUND_VIEWS.get(query.view, literal(1) == 0)]
    found += [_f.c[name] == value for name, value in query.filters if name in REFUND_FILTERS]
    text = query.text.strip()
    if not text:
        return found
    low, high = range_of(text.upper())
    named = union_all(
        select(_m.c.id).where(_m.c.code >= low, _m.c.code < high),
        select(_m.c.id).where(_m.c.reference == text, text_clause("money.reference <> ''")),
        select(_m.c.id).where(_m.c.return_id.in_(select(_r.c.id).where(_r.c.code == text.upper()))),
        select(_m.c.id).where(_m.c.order_id.in_(select(_o.c.id).where(_o.c.code == text))),
    )
    return [*found, _f.c.id.in_(named)]


_REFUNDS = (
    select(
        *(_f.c.id, _f.c.code, _f.c.return_id, _r.c.code, func.coalesce(_o.c.code, ""), _f.c.kind, _f.c.state),
        *(_f.c.amount_minor, _f.c.tax_minor, _f.c.currency, _f.c.provider, _f.c.reference, _f.c.trouble, _f.c.at),
        *(_f.c.who, func.coalesce(_f.c.sent_at, ""), func.coalesce(_f.c.answered_at, "")),
    )
    .join(_r, _r.c.id == _f.c.return_id)
    .outerjoin(_o, _o.c.id == _f.c.order_id)
    .where(_f.c.id.in_(_IDS))
)


def refunds(desk: Desk, keys: list[int]) -> Mapping[int, RefundRow]:
    """Return the refunds of these keys."""
    found = desk.connection.execute(_REFUNDS, {"ids": keys})
    return {row[0]: _refund(row) for row in found}


def _refund(row: Any) -> RefundRow:  # noqa: ANN401 - a database row
    told = list(row)
    told[6] = RefundState(told[6])
    return RefundRow(*told)


def count_refunds(desk: Desk) -> dict[str, int]:
    """Return for every view how many refunds it shows."""
    return count_views(desk, _f, REFUND_VIEWS)


RETURNS = Listing(
    key=_r.c.id,
    sorts={
        "code": _r.c.code, "requested_at": _r.c.requested_at, "received_at": came_at(_r),
        "expires_on": func.coalesce(_r.c.expires_on, "9999"), "state": _r.c.state, "channel": _r.c.channel,
        "slot": _r.c.slot,
    },
    sort="code",
    where=_returns,
    read=returns,
    filters=RETURN_FILTERS,
    views=frozenset(RETURN_VIEWS),
)  # fmt: skip
"""All returns."""

REFUNDS = Listing(
    key=_f.c.id,
    sorts={
        "code": _f.c.code, "at": _f.c.at, "amount": _f.c.amount_minor, "state": _f.c.state,
        "sent_at": func.coalesce(_f.c.sent_at, ""),
    },
    sort="code",
    where=_refunds,
    read=refunds,
    filters=REFUND_FILTERS,
    views=frozenset(REFUND_VIEWS),
)  # fmt: skip
"""All refunds."""
