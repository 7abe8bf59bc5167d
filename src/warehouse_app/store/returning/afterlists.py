"""The lists of work on returned goods and of returns to suppliers, and what waits for a supplier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select

from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.returning.afterwards import SupplierReturnRow, Waiting, WorkRow
from warehouse_app.domain.returning.states import Disposition, SupplierReturnState, UnitState, WorkState
from warehouse_app.store.desk import Desk
from warehouse_app.store.health.costs import currency_of
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins
from warehouse_app.store.returning import work
from warehouse_app.store.returning.places import CODES
from warehouse_app.store.schema import ledger, purchasing, returning
from warehouse_app.store.statement import Statement

_w, _u, _r, _i, _g = (
    *(returning.work_order, returning.return_unit, returning.returns),
    *(ledger.item, ledger.product),
)
_s, _sl, _p, _su, _sp = (
    *(returning.supplier_return, returning.supplier_return_line, ledger.place),
    *(purchasing.supplier, purchasing.supplier_product),
)

WORK_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "open": _w.c.state == WorkState.OPEN.value,
    "done": _w.c.state == WorkState.DONE.value,
    "cancelled": _w.c.state == WorkState.CANCELLED.value,
    "all": literal(1) == 1,
}
"""The views a list of work can be asked for, by name."""

SUPPLIER_VIEWS: Mapping[str, ColumnElement[bool]] = {
    **{each.value: _s.c.state == each.value for each in SupplierReturnState},
    "all": literal(1) == 1,
}
"""The views a list of returns to suppliers can be asked for, by name."""


def _items(text: str) -> Select[Any]:
    return select(_i.c.id).where(or_(_i.c.sku == text.upper(), _i.c.serial == text))


def _units(text: str) -> Select[Any]:
    return select(_u.c.id).join(_r, _r.c.id == _u.c.return_id).where(_r.c.code == text.upper())


def _work(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [WORK_VIEWS.get(query.view, literal(1) == 0)]
    found += [_w.c[name] == value for name, value in query.filters if name in WORK.filters]
    text = query.text.strip()
    if not text:
        return found
    like = begins(_w.c.code, text.upper())
    return [*found, or_(like, _w.c.unit_id.in_(_units(text)), _w.c.item_id.in_(_items(text)))]


def _to_suppliers(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [SUPPLIER_VIEWS.get(query.view, literal(1) == 0)]
    for name, value in query.filters:
        if name == "supplier":
            found.append(_s.c.supplier_id.in_(select(_su.c.id).where(_su.c.code == value)))
        elif name in SUPPLIER_RETURNS.filters:
            found.append(_s.c[name] == value)
    text = query.text.strip()
    if not text:
        return found
    goods = select(_sl.c.supplier_return_id).where(
        or_(_sl.c.item_id.in_(_items(text)), _sl.c.unit_id.in_(_units(text)))
    )
    return [
        *found,
        or_(
            begins(_s.c.code, text.upper()), _s.c.reference == text, _s.c.id.in_(goods),
            _s.c.supplier_id.in_(select(_su.c.id).where(_su.c.code == text.upper())),
        ),
    ]  # fmt: skip


def work_rows(desk: Desk, keys: list[int]) -> Mapping[int, WorkRow]:
    """Return the work of these keys."""
    found = desk.connection.execute(work.JOBS.where(_w.c.id.in_(keys)))
    currency = currency_of(desk)
    return {row[0]: work.job_of(row)._replace(currency=currency) for row in found}


def supplier_rows(desk: Desk, keys: list[int]) -> Mapping[int, SupplierReturnRow]:
    """Return the returns to suppliers of these keys."""
    found = desk.connection.execute(work.TO_SUPPLIERS.where(_s.c.id.in_(keys)))
    return {row[0]: work.to_supplier_of(row) for row in found}


def count_work(desk: Desk) -> dict[str, int]:
    """Return for every view how much work it shows."""
    return count_views(desk, _w, WORK_VIEWS)


def count_supplier_returns(desk: Desk) -> dict[str, int]:
    """Return for every view how many returns to suppliers it shows."""
    return count_views(desk, _s, SUPPLIER_VIEWS)


def suppliers(desk: Desk) -> tuple[str, ...]:
    """Return the suppliers to whom anything goes back."""
    found = select(_su.c.code).where(_su.c.id.in_(select(_s.c.supplier_id))).order_by(_su.c.code)
    return tuple(str(row[0]) for row in desk.connection.execute(found))


_NAMED = exists(
    select(_sl.c.n)
    .join(_s, _s.c.id == _sl.c.supplier_return_id)
    .where(_sl.c.unit_id == _u.c.id, _s.c.state != SupplierReturnState.CANCELLED.value)
)
_WAITS = and_(
    _u.c.state == UnitState.SETTLED.value,
    _u.c.disposition == Disposition.VENDOR.value,
    _p.c.code == CODES[Disposition.VENDOR],
    _p.c.kind == PlaceKind.QUARANTINE.value,
    ~_NAMED,
)
_sells = and_(_sp.c.product_id == _u.c.product_id, _sp.c.supplier_id == bindparam("supplier_is"))
_ASKED = (
    select(
        *(_r.c.code, _u.c.id, _u.c.item_id, _u.c.place_id, _u.c.sku, func.coalesce(_g.c.name, ""), _u.c.qty, _u.c.note),
        _sp.c.id.is_not(None),
    )
    .select_from(_u)
    .join(_r, _r.c.id == _u.c.return_id)
    .join(_p, _p.c.id == _u.c.place_id)
    .outerjoin(_g, _g.c.id == _u.c.product_id)
    .outerjoin(_sp, _sells)
    .where(_WAITS, _p.c.warehouse == bindparam("warehouse_is"))
    .order_by(_u.c.id)
    .limit(bindparam("most"))
)
_WAITING = {False: Statement(_ASKED), True: Statement(_ASKED.where(_sp.c.id.is_not(None)))}
_WAIT_IN_ALL = Statement(
    select(func.coalesce(func.sum(_u.c.qty), 0)).select_from(_u).join(_p, _p.c.id == _u.c.place_id).where(_WAITS)
)
_WAIT_BY_SUPPLIER = Statement(
    select(_su.c.code, func.sum(_u.c.qty))
    .select_from(_u)
    .join(_p, _p.c.id == _u.c.place_id)
    .join(_sp, _sp.c.product_id == _u.c.product_id)
    .join(_su, _su.c.id == _sp.c.supplier_id)
    .where(_WAITS)
    .group_by(_su.c.code)
)


def waiting(desk: Desk, supplier_id: int, warehouse: str, most: int, *, sold: bool = False) -> tuple[Waiting, ...]:
    """Return what waits in a warehouse and stands in no return to a supplier, oldest first; `sold`: what it sells."""
    found = _WAITING[sold].all(desk.connection, supplier_is=supplier_id, warehouse_is=warehouse, most=most)
    return tuple(Waiting(*row) for row in found)


def units_waiting(desk: Desk) -> int:
    """Return how many units wait for a supplier and stand in no return to one."""
    return int(_WAIT_IN_ALL.scalar(desk.connection) or 0)


def waiting_by_supplier(desk: Desk) -> dict[str, int]:
    """Return by supplier how many of the units that wait it sells."""
    return {str(row[0]): int(row[1]) for row in _WAIT_BY_SUPPLIER.all(desk.connection)}


WORK = Listing(
    key=_w.c.id,
    sorts={
        "code": _w.c.code, "at": _w.c.at, "kind": _w.c.kind, "state": _w.c.state, "qty": _w.c.qty,
        "cost": _w.c.cost_minor, "done_at": func.coalesce(_w.c.done_at, ""),
    },
    sort="code",
    where=_work,
    read=work_rows,
    filters=frozenset({"kind", "state"}),
    views=frozenset(WORK_VIEWS),
)  # fmt: skip
"""All work on returned goods."""

SUPPLIER_RETURNS = Listing(
    key=_s.c.id,
    sorts={
        "code": _s.c.code, "at": _s.c.at, "state": _s.c.state, "credit": _s.c.credit_minor,
        "sent_at": func.coalesce(_s.c.sent_at, ""),
    },
    sort="code",
    where=_to_suppliers,
    read=supplier_rows,
    filters=frozenset({"supplier", "warehouse", "state"}),
    views=frozenset(SUPPLIER_VIEWS),
)  # fmt: skip
"""All returns to suppliers."""
