"""What of returns waits for a person: goods nobody inspects, money that did not go back, claims whose days run out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select

from warehouse_app.domain.returning.claims import SOON_DAYS
from warehouse_app.domain.returning.states import AT_BENCH, ClaimState, RefundState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import returning, trade
from warehouse_app.store.statement import Statement

_r, _f, _c, _o = returning.returns, returning.refund, returning.carrier_claim, trade.orders
_HERE = or_(*(_r.c.state == each.value for each in sorted(AT_BENCH)))
_STUCK = or_(_f.c.state == RefundState.FAILED.value, _f.c.state == RefundState.UNKNOWN.value)
_DUE = (_c.c.state == ClaimState.DRAFT.value, _c.c.deadline <= bindparam("until"))
_RETURNS = Statement(
    select(_r.c.code, func.coalesce(_o.c.code, ""), _r.c.slot, _r.c.received_at, _r.c.state)
    .outerjoin(_o, _o.c.id == _r.c.order_id)
    .where(_HERE, _r.c.received_at < bindparam("before"))
    .order_by(_r.c.received_at, _r.c.id)
    .limit(bindparam("many"))
)
_REFUNDS = Statement(
    select(_f.c.code, func.coalesce(_o.c.code, ""), _f.c.state, _f.c.at, _f.c.amount_minor, _f.c.currency, _f.c.trouble)
    .outerjoin(_o, _o.c.id == _f.c.order_id)
    .where(_STUCK)
    .order_by(_f.c.id)
    .limit(bindparam("many"))
)
_CLAIMS = Statement(
    select(_c.c.code, _c.c.carrier, _c.c.deadline, _c.c.at, _c.c.amount_minor, _c.c.currency)
    .where(*_DUE)
    .order_by(_c.c.deadline, _c.c.id)
    .limit(bindparam("many"))
)
_COUNTED = (
    Statement(select(func.count(), func.min(_r.c.received_at)).where(_HERE)),
    Statement(select(func.count(), func.min(_f.c.at)).where(_STUCK)),
    Statement(select(func.count(), func.min(_c.c.deadline)).where(*_DUE)),
)


class ToInspect(NamedTuple):
    """A return that lies at the bench, or parked in a slot."""

    code: str
    order: str
    slot: str
    since: str
    state: str


class Stuck(NamedTuple):
    """A refund that failed, or of which nobody knows whether it was paid."""

    code: str
    order: str
    state: str
    since: str
    amount_minor: int
    currency: str
    trouble: str


class Due(NamedTuple):
    """A claim that has to go out soon, or should have."""

    code: str
    carrier: str
    deadline: str
    since: str
    amount_minor: int
    currency: str


def to_inspect(desk: Desk, before: str, many: int) -> tuple[ToInspect, ...]:
    """Return returns that came before a moment and are not settled, the oldest first."""
    return tuple(ToInspect(*row) for row in _RETURNS.all(desk.connection, before=before, many=many))


def stuck(desk: Desk, many: int) -> tuple[Stuck, ...]:
    """Return refunds that need a person, the oldest first."""
    return tuple(Stuck(*row) for row in _REFUNDS.all(desk.connection, many=many))


def due(desk: Desk, now: str, many: int) -> tuple[Due, ...]:
    """Return claims whose last day is near or over, the nearest first."""
    return tuple(Due(*row) for row in _CLAIMS.all(desk.connection, until=_until(now), many=many))


def counted(desk: Desk, now: str) -> tuple[tuple[int, str], ...]:
    """Return how many returns, refunds and claims wait, and since (claims: until) when the first of each."""
    asked: tuple[dict[str, str], ...] = ({}, {}, {"until": _until(now)})
    rows = [each.one(desk.connection, **more) for each, more in zip(_COUNTED, asked, strict=True)]
    return tuple((0, "") if row is None else (int(row[0]), row[1] or "") for row in rows)


def _until(now: str) -> str:
    return (datetime.fromisoformat(now) + timedelta(days=SOON_DAYS)).date().isoformat()
