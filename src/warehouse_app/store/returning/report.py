"""What came back and what left, read for the report of returns: added up by the database, one row for each thing."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, null, or_, select, union_all
from sqlalchemy import text as text_clause

from warehouse_app.domain.returning.report import By, Came, Postage
from warehouse_app.domain.returning.states import COUNTS, Disposition, UnitState
from warehouse_app.store import kitlines
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import leaving
from warehouse_app.store.returning.lists import came_at
from warehouse_app.store.schema import floor, ledger, office, purchasing, returning, returnrules, trade

_u, _r, _f, _fl = returning.return_unit, returning.returns, returning.refund, returning.refund_line
_l, _o, _g, _p, _k = trade.order_line, trade.orders, ledger.product, floor.parcel, floor.pack
_reason, _s, _sp, _who = returnrules.return_reason, purchasing.supplier, purchasing.supplier_product, office.person
_stands = func.coalesce(_u.c.state, "")
"""The state of a unit as no index has it: of all that ever came back, the units of some days are a small part."""

_BACK = or_(*(_stands == each.value for each in (UnitState.RECEIVED, UnitState.GRADED, UnitState.SETTLED)))
_COUNTED = or_(*(func.coalesce(_f.c.state, "") == each.value for each in sorted(COUNTS)))
_came, _told = returning.returns.alias("came"), returning.returns.alias("told")
_POSTAGE = "postage"
_DAY = len("2026-11-28")
_LEFT_BY = {
    By.PRODUCT: leaving.PRODUCT, By.SUPPLIER: leaving.PRODUCT, By.CARRIER: leaving.CARRIER,
    By.CHANNEL: leaving.CHANNEL, By.REASON: leaving.CHANNEL, By.PACKER: leaving.PACKER,
}  # fmt: skip


def _one(column: Any, *where: Any, order: Any) -> Any:  # noqa: ANN401 - expressions of Core
    return func.coalesce(select(column).where(*where).order_by(*order).limit(1).scalar_subquery(), "")


_ORDER = func.coalesce(_l.c.order_id, _r.c.order_id)
_PACKER = _one(_k.c.person, _k.c.order_id == _ORDER, order=(_k.c.id.desc(),))
_CARRIER = _one(_p.c.carrier, _p.c.order_id == _ORDER, _p.c.handed_at.is_not(None), order=(_p.c.id.desc(),))
_nth = func.row_number().over(partition_by=_sp.c.product_id, order_by=(_sp.c.preferred.desc(), _sp.c.id))
_ranked = select(_sp.c.product_id, _s.c.code, _nth.label("nth")).join(_s, _s.c.id == _sp.c.supplier_id).subquery()
_supplier = select(_ranked.c.product_id, _ranked.c.code).where(_ranked.c.nth == 1).subquery("its_supplier")
"""The supplier of each product: the preferred one, else the first."""

_KEYS = {
    By.PRODUCT: _u.c.sku,
    By.SUPPLIER: func.coalesce(_supplier.c.code, ""),
    By.CARRIER: _CARRIER,
    By.CHANNEL: _r.c.channel,
    By.REASON: func.coalesce(_u.c.reason_id, 0),
    By.PACKER: _PACKER,
}
_paid_in = select(_o.c.currency).where(_o.c.id == _l.c.order_id).scalar_subquery()
_CURRENCY = case(
    (and_(_l.c.order_id == _r.c.order_id, _r.c.currency != ""), _r.c.currency),
    else_=func.coalesce(func.nullif(_paid_in, ""), _r.c.currency),
)
"""What a unit was paid in: its return says so where it is of the return's own order."""

_paid_for = case((_u.c.qty < _l.c.qty, _u.c.qty), else_=_l.c.qty)
_worth = kitlines.worth_minor(_l)
_VALUE = case((_l.c.qty > 0, (2 * _worth * _paid_for + _l.c.qty) // (2 * _l.c.qty)), else_=0)
"""What was paid for a unit, as `domain.returning.claims.share` has it."""

_SCRAPPED = and_(_u.c.disposition == Disposition.SCRAP.value, _stands == UnitState.SETTLED.value)
_REFUNDED = func.coalesce(
    select(func.sum(_fl.c.amount_minor))
    .join(_f, _f.c.id == _fl.c.refund_id)
    .where(_fl.c.unit_id == _u.c.id, _fl.c.what != _POSTAGE, _COUNTED)
    .correlate(_u)
    .scalar_subquery(),
    0,
)


def _since(since: str) -> Select[Any]:
    """Return the returns that came since a moment, those of which nothing came by when they were asked for.

    Two questions with an index each: of one with "or" SQLite walks all of which nothing came.
    """
    unsent = func.coalesce(_told.c.received_at, "") == ""
    return select(
        union_all(
            select(_came.c.id).where(came_at(_came) >= (since or "0")),
            select(_told.c.id).where(_told.c.requested_at >= since, unsent),
        ).subquery().c.id
    )  # fmt: skip


def _units(by: By, *columns: Any, where: Any) -> Subquery:  # noqa: ANN401 - expressions of Core
    """Return the units that came back of some returns, each with what it is told by and the currency it was paid in."""
    tables = _u.join(_r, _r.c.id == _u.c.return_id).outerjoin(_l, _l.c.id == _u.c.line_id)
    if by is By.SUPPLIER:
        tables = tables.outerjoin(_supplier, _supplier.c.product_id == _u.c.product_id)
    told = (_KEYS[by].label("name"), func.coalesce(_CURRENCY, "").label("currency"))
    found = select(*told, _u.c.return_id, _u.c.qty.label("units"), *columns)
    return found.select_from(tables).where(_BACK, where).subquery()


def came(desk: Desk, by: By, since: str) -> tuple[Came, ...]:
    """Return what came back since a moment, by thing and currency."""
    one = _units(
        by, _u.c.product_id, _VALUE.label("value"), _REFUNDED.label("refunded"), _u.c.fee_minor,
        case((_SCRAPPED, _VALUE), else_=0).label("scrapped"), where=_u.c.return_id.in_(_since(since)),
    )  # fmt: skip
    sums = [func.sum(column) for column in (one.c.units, one.c.value, one.c.refunded, one.c.fee_minor, one.c.scrapped)]
    product = func.max(one.c.product_id) if by is By.PRODUCT else null()
    asked = select(one.c.name, one.c.currency, product, func.count(one.c.return_id.distinct()), *sums)
    rows = desk.connection.execute(asked.group_by(one.c.name, one.c.currency)).all()
    names, keys = _names(desk, by), _keys(desk, by)
    found = []
    for name, currency, number, *figures in rows:
        key = keys.get(name, str(name or ""))
        found.append(Came(key, names.get(number if by is By.PRODUCT else key, ""), currency, *map(int, figures)))
    return tuple(found)


def postage(desk: Desk, by: By, since: str) -> tuple[Postage, ...]:
    """Return what was paid back for postage of returns since a moment, by what came back in them."""
    asked = (
        select(_f.c.return_id, func.sum(_fl.c.amount_minor).label("paid"))
        .join(_fl, _fl.c.refund_id == _f.c.id)
        .where(text_clause("refund_line.what = 'postage'"), _COUNTED, _f.c.return_id.in_(_since(since)))
        .group_by(_f.c.return_id)
    )
    paid = {row[0]: int(row[1]) for row in desk.connection.execute(asked)}
    if not paid:
        return ()
    one = _units(by, where=_u.c.return_id.in_(select(asked.subquery().c.return_id)))
    grouped = (one.c.return_id, one.c.name, one.c.currency)
    rows = desk.connection.execute(select(*grouped, func.sum(one.c.units)).group_by(*grouped)).all()
    of: dict[int, int] = defaultdict(int)
    for row in rows:
        of[row[0]] += int(row[3])
    keys = _keys(desk, by)
    return tuple(Postage(keys.get(row[1], str(row[1] or "")), row[2], paid[row[0]], int(row[3]), of[row[0]])
                 for row in rows)  # fmt: skip


def _keys(desk: Desk, by: By) -> dict[Any, str]:
    """Return what is told by numbers, by number: the codes of reasons."""
    if by is not By.REASON:
        return {}
    return {0: ""} | {row[0]: row[1] for row in desk.connection.execute(select(_reason.c.id, _reason.c.code))}


def _names(desk: Desk, by: By) -> dict[Any, str]:
    """Return what keys are called, where they have names: products by their row, others by their key."""
    asked = {
        By.PRODUCT: select(_g.c.id, _g.c.name),
        By.SUPPLIER: select(_s.c.code, _s.c.name),
        By.PACKER: select(_who.c.id, _who.c.name),
    }.get(by)
    return {} if asked is None else {row[0]: row[1] for row in desk.connection.execute(asked)}


def left(desk: Desk, by: By, since: str) -> dict[str, int]:
    """Return by the same keys how many units left since a moment, to the nearest beginning of a day (UTC)."""
    found = leaving.units(desk, _LEFT_BY[by], _nearest_day(since))
    if by is not By.SUPPLIER:
        return found
    asked = select(_g.c.sku, _supplier.c.code).join(_supplier, _supplier.c.product_id == _g.c.id)
    suppliers = {row[0]: str(row[1]) for row in desk.connection.execute(asked)}
    by_supplier: dict[str, int] = defaultdict(int)
    for sku, count in found.items():
        by_supplier[suppliers.get(sku, "")] += count
    return dict(by_supplier)


def _nearest_day(since: str) -> str:
    """Return the day (UTC) whose beginning is nearest: a day of the house begins some hours before or after it."""
    return since if len(since) <= _DAY else (datetime.fromisoformat(since) + timedelta(hours=12)).date().isoformat()
