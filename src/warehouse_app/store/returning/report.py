"""What came back and what left, read for the report of returns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select, union_all

from warehouse_app.domain.returning.claims import share
from warehouse_app.domain.returning.report import MOST_UNITS, By, UnitFacts
from warehouse_app.domain.returning.states import COUNTS, Disposition, UnitState
from warehouse_app.store import kitlines
from warehouse_app.store.desk import Desk
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


def _one(column: Any, *where: Any, order: Any) -> Any:  # noqa: ANN401 - expressions of Core
    return func.coalesce(select(column).where(*where).order_by(*order).limit(1).scalar_subquery(), "")


def _supplier(product: Any) -> Any:  # noqa: ANN401 - as above
    """Return the supplier of a product: the preferred one, else the first."""
    return _one(
        _s.c.code, _s.c.id == _sp.c.supplier_id, _sp.c.product_id == product,
        order=(_sp.c.preferred.desc(), _sp.c.id),
    )  # fmt: skip


def _packer(order: Any) -> Any:  # noqa: ANN401 - as above
    return _one(_k.c.person, _k.c.order_id == order, order=(_k.c.id.desc(),))


def _carrier(order: Any) -> Any:  # noqa: ANN401 - as above
    return _one(_p.c.carrier, _p.c.order_id == order, _p.c.handed_at.is_not(None), order=(_p.c.id.desc(),))


_ORDER = func.coalesce(_l.c.order_id, _r.c.order_id)
_KEYS = {
    By.PRODUCT: _u.c.sku,
    By.SUPPLIER: _supplier(_u.c.product_id),
    By.CARRIER: _carrier(_ORDER),
    By.CHANNEL: _r.c.channel,
    By.REASON: func.coalesce(_reason.c.code, ""),
    By.PACKER: _packer(_ORDER),
}


def _since(since: str) -> Select[Any]:
    """Return the returns that came since a moment, those of which nothing came by when they were asked for.

    Two questions with an index each: of one with "or" SQLite walks all of which nothing came.
    """
    unsent = func.coalesce(_told.c.received_at, "") == ""
    return select(
        union_all(
            select(_came.c.id).where(_came.c.received_at >= since),
            select(_told.c.id).where(_told.c.requested_at >= since, unsent),
        ).subquery().c.id
    )  # fmt: skip


def returned(desk: Desk, by: By, since: str) -> tuple[tuple[UnitFacts, ...], bool]:
    """Return the units that came back since a moment, the newest, and whether there were more."""
    refunds = (
        select(func.sum(_fl.c.amount_minor))
        .join(_f, _f.c.id == _fl.c.refund_id)
        .where(_fl.c.unit_id == _u.c.id, _fl.c.what != _POSTAGE, _COUNTED)
        .correlate(_u)
    )
    asked = (
        select(
            *(_KEYS[by], _o.c.currency, _r.c.currency, _u.c.return_id, _u.c.qty, kitlines.worth_minor(_l), _l.c.qty),
            *(func.coalesce(refunds.scalar_subquery(), 0), _u.c.fee_minor, _u.c.disposition, _u.c.state),
        )
        .select_from(_u)
        .join(_r, _r.c.id == _u.c.return_id)
        .outerjoin(_l, _l.c.id == _u.c.line_id)
        .outerjoin(_o, _o.c.id == _l.c.order_id)
        .outerjoin(_reason, _reason.c.id == _u.c.reason_id)
        .where(_BACK, _u.c.return_id.in_(_since(since)))
        .order_by(_u.c.id.desc())
        .limit(MOST_UNITS + 1)
    )
    rows = desk.connection.execute(asked).all()
    postage, of = _postage(desk, since), _units_of(desk, since)
    names = _names(desk, by, since)
    found = []
    for key, paid_in, kept_in, case, qty, total, line_qty, refunded, fee, goes, state in rows[:MOST_UNITS]:
        value = share(total or 0, qty, line_qty or 0)
        gone = value if goes == Disposition.SCRAP.value and state == UnitState.SETTLED.value else 0
        found.append(
            UnitFacts(
                str(key), names.get(str(key), ""), paid_in or kept_in or "", case, qty, value, int(refunded), fee, gone,
                postage.get(case, 0), of.get(case, qty),
            )
        )  # fmt: skip
    return tuple(found), len(rows) > MOST_UNITS


def _postage(desk: Desk, since: str) -> dict[int, int]:
    """Return by return what was paid back for postage."""
    asked = (
        select(_f.c.return_id, func.sum(_fl.c.amount_minor))
        .join(_fl, _fl.c.refund_id == _f.c.id)
        .where(_fl.c.what == _POSTAGE, _COUNTED, _f.c.return_id.in_(_since(since)))
        .group_by(_f.c.return_id)
    )
    return {row[0]: int(row[1]) for row in desk.connection.execute(asked)}


def _units_of(desk: Desk, since: str) -> dict[int, int]:
    asked = (
        select(_u.c.return_id, func.sum(_u.c.qty))
        .where(_BACK, _u.c.return_id.in_(_since(since)))
        .group_by(_u.c.return_id)
    )
    return {row[0]: int(row[1]) for row in desk.connection.execute(asked)}


def _names(desk: Desk, by: By, since: str) -> dict[str, str]:
    """Return what keys are called, where they have names; those of products are looked up by what came back."""
    asked = {
        By.PRODUCT: select(_g.c.sku, _g.c.name).where(
            _g.c.id.in_(select(_u.c.product_id).where(_u.c.return_id.in_(_since(since))))
        ),
        By.SUPPLIER: select(_s.c.code, _s.c.name),
        By.PACKER: select(_who.c.id, _who.c.name),
    }.get(by)
    return {} if asked is None else {row[0]: row[1] for row in desk.connection.execute(asked)}


def left(desk: Desk, by: By, since: str) -> dict[str, int]:
    """Return by the same keys how many units left since a moment."""
    sent = select(_p.c.order_id).where(_p.c.labelled_at >= since, _p.c.handed_at.is_not(None))
    where = (_l.c.order_id.in_(sent), _l.c.kind == "goods", _l.c.shipped > 0)
    units = func.sum(_l.c.shipped).label("units")
    if by is By.PRODUCT:
        return _summed(desk, select(_l.c.sku, units).where(*where).group_by(_l.c.sku))
    if by is By.SUPPLIER:
        goods = desk.connection.execute(select(_l.c.product_id, units).where(*where).group_by(_l.c.product_id)).all()
        suppliers, found = _suppliers(desk), dict[str, int]()
        for product, count in goods:
            key = suppliers.get(product, "")
            found[key] = found.get(key, 0) + int(count)
        return found
    orders = select(_l.c.order_id, units).where(*where).group_by(_l.c.order_id).subquery()
    if by in (By.CHANNEL, By.REASON):
        asked = select(_o.c.channel, func.sum(orders.c.units)).join(orders, orders.c.order_id == _o.c.id)
        return _summed(desk, asked.group_by(_o.c.channel))
    named = _packer(orders.c.order_id) if by is By.PACKER else _carrier(orders.c.order_id)
    keys = select(named.label("key"), orders.c.units).subquery()
    return _summed(desk, select(keys.c.key, func.sum(keys.c.units)).group_by(keys.c.key))


def _summed(desk: Desk, asked: Select[Any]) -> dict[str, int]:
    return {str(row[0] or ""): int(row[1]) for row in desk.connection.execute(asked)}


def _suppliers(desk: Desk) -> dict[int | None, str]:
    """Return the supplier of each product, as `_supplier` names it."""
    asked = (
        select(_sp.c.product_id, _s.c.code)
        .join(_s, _s.c.id == _sp.c.supplier_id)
        .order_by(_sp.c.product_id, _sp.c.preferred, _sp.c.id.desc())
    )
    return {row[0]: str(row[1]) for row in desk.connection.execute(asked)}
