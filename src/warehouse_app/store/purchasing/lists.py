"""The lists of purchase orders and of suppliers, and what of an order came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.purchasing.states import PurchaseState
from warehouse_app.domain.purchasing.values import PurchaseRow, ReceiptFact, SupplierRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.money import line_total
from warehouse_app.store.patterns import begins, begins_in_any_case, holds
from warehouse_app.store.schema import ledger, office, purchasing

_o, _l, _s, _sp = (
    *(purchasing.purchase_order, purchasing.purchase_line, purchasing.supplier),
    purchasing.supplier_product,
)
_r, _rl, _i, _person = purchasing.receipt, purchasing.receipt_line, ledger.item, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_DAY = 10
_CONFIRMED = _o.c.state == PurchaseState.CONFIRMED.value
_REST = _l.c.qty - _l.c.cancelled - _l.c.received
_MINE = _l.c.purchase_order_id == _o.c.id
_OPEN_LINE = select(_l.c.id).where(_MINE, _REST > 0).correlate(_o).exists()
_CAME = select(_l.c.id).where(_MINE, _l.c.received > 0).correlate(_o).exists()


def _views(today: str) -> dict[str, ColumnElement[bool]]:
    late = select(_l.c.id).where(_MINE, _REST > 0, _l.c.due_day != "", _l.c.due_day < today).correlate(_o).exists()
    return {
        "all": literal(1) == 1,
        "open": or_(_o.c.state == PurchaseState.DRAFT.value, _CONFIRMED),
        "draft": _o.c.state == PurchaseState.DRAFT.value,
        "expected": and_(_CONFIRMED, _OPEN_LINE),
        "part": and_(_CONFIRMED, _OPEN_LINE, _CAME),
        "late": and_(_CONFIRMED, late),
        "arrived": and_(_CONFIRMED, ~_OPEN_LINE),
        "done": or_(_o.c.state == PurchaseState.CLOSED.value, _o.c.state == PurchaseState.CANCELLED.value),
    }


VIEWS = frozenset(_views(""))
"""The views a list of purchase orders can be asked for, by name."""


def _narrowed(name: str, value: str) -> ColumnElement[bool]:
    if name == "supplier":
        return _o.c.supplier_id.in_(select(_s.c.id).where(_s.c.code == value))
    return _o.c[name] == value


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_views(query.now[:_DAY]).get(query.view, literal(1) == 0)]
    found += [_narrowed(name, value) for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    named = select(_s.c.id).where(or_(begins(_s.c.code, text.upper()), holds(_s.c.name, text)))
    with_goods = select(_l.c.purchase_order_id).where(_l.c.sku == text.upper())
    return [
        *found,
        or_(
            begins(_o.c.code, text.upper()),
            begins_in_any_case(_o.c.supplier_ref, text),
            _o.c.supplier_id.in_(named),
            _o.c.id.in_(with_goods),
        ),
    ]


FILTERS = frozenset({"supplier", "warehouse", "state"})
_SUMS = (
    select(_l.c.purchase_order_id, func.count(), func.sum(_l.c.qty - _l.c.cancelled), func.sum(_l.c.received))
    .add_columns(func.sum(case((_REST > 0, _REST), else_=0)))
    .add_columns(func.sum(line_total(_l.c.qty - _l.c.cancelled, _l.c.price_e4, _o.c.currency)))
    .join_from(_l, _o, _o.c.id == _l.c.purchase_order_id)
    .where(_l.c.purchase_order_id.in_(_IDS))
    .group_by(_l.c.purchase_order_id)
)
_ROWS = (
    select(_o.c.id, _o.c.code, _o.c.state, _s.c.code, _s.c.name, _o.c.warehouse, _o.c.currency, _o.c.supplier_ref)
    .add_columns(_o.c.placed_at, _o.c.due_day)
    .join(_s, _s.c.id == _o.c.supplier_id)
    .where(_o.c.id.in_(_IDS))
)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, PurchaseRow]:
    """Return the purchase orders of these keys with the sums of their lines."""
    ids = {"ids": keys}
    sums = {row[0]: tuple(int(each) for each in row[1:]) for row in desk.connection.execute(_SUMS, ids)}
    return {
        row[0]: PurchaseRow(row[0], row[1], PurchaseState(row[2]), *row[3:], *sums.get(row[0], (0, 0, 0, 0, 0)))
        for row in desk.connection.execute(_ROWS, ids)
    }


def counts(desk: Desk, now: str) -> dict[str, int]:
    """Return for every view how many purchase orders it shows at `now` (UTC ISO text)."""
    return count_views(desk, _o, _views(now[:_DAY]))


def choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers of which orders are kept, and the warehouses there are."""
    ordered = select(_s.c.code).where(_s.c.id.in_(select(_o.c.supplier_id))).order_by(_s.c.code)
    warehouses = select(ledger.warehouse.c.code).order_by(ledger.warehouse.c.code)
    return (
        tuple(str(row[0]) for row in desk.connection.execute(ordered)),
        tuple(str(row[0]) for row in desk.connection.execute(warehouses)),
    )


PURCHASES = Listing(
    key=_o.c.id,
    sorts={
        "code": _o.c.code,
        "due_day": case((_o.c.due_day == "", "9999"), else_=_o.c.due_day),
        "placed_at": _o.c.placed_at,
        "supplier": select(_s.c.name).where(_s.c.id == _o.c.supplier_id).correlate(_o).scalar_subquery(),
        "state": _o.c.state,
    },
    sort="due_day",
    where=_where,
    read=rows,
    filters=FILTERS,
    views=VIEWS,
)
"""All purchase orders."""

# ------------------------------------------------------------------------------------------------------- suppliers

_SELLS = select(func.count()).where(_sp.c.supplier_id == _s.c.id).correlate(_s).scalar_subquery()
_WAITING = (
    select(func.count())
    .where(_o.c.supplier_id == _s.c.id, or_(_o.c.state == PurchaseState.DRAFT.value, _CONFIRMED))
    .correlate(_s)
    .scalar_subquery()
)
_SUPPLIER_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "used": _s.c.active == 1,
    "waiting": _WAITING > 0,
    "unused": _s.c.active == 0,
}


def _where_supplier(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_SUPPLIER_VIEWS.get(asked.query.view, literal(1) == 0)]
    text = asked.query.text.strip()
    if not text:
        return found
    return [*found, or_(begins(_s.c.code, text.upper()), holds(_s.c.name, text))]


def supplier_rows(desk: Desk, keys: list[int]) -> Mapping[int, SupplierRow]:
    """Return the suppliers of these keys."""
    facts = (_s.c.id, _s.c.code, _s.c.name, _s.c.country, _s.c.currency, _s.c.lead_days, _s.c.minimum_minor)
    asked = select(*facts, _s.c.active, _SELLS, _WAITING).where(_s.c.id.in_(_IDS))
    found = desk.connection.execute(asked, {"ids": keys})
    return {row[0]: SupplierRow(*row[:7], row[7] == 1, int(row[8]), int(row[9])) for row in found}


def supplier_counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many suppliers it shows."""
    return count_views(desk, _s, _SUPPLIER_VIEWS)


SUPPLIERS = Listing(
    key=_s.c.id,
    sorts={"code": _s.c.code, "name": _s.c.name, "products": _SELLS, "waiting": _WAITING},
    sort="code",
    where=_where_supplier,
    read=supplier_rows,
    views=frozenset(_SUPPLIER_VIEWS),
)
"""All suppliers."""

# -------------------------------------------------------------------------------------------------------- receipts


def receipts_of(desk: Desk, purchase_id: int, most: int) -> tuple[ReceiptFact, ...]:
    """Return what came of a purchase order, oldest first, at most so much."""
    asked = (
        select(_rl.c.at, _i.c.sku, _rl.c.qty, _r.c.code, _rl.c.verdict, func.coalesce(_person.c.name, _rl.c.who))
        .join(_l, _l.c.id == _rl.c.purchase_line_id)
        .join(_r, _r.c.id == _rl.c.receipt_id)
        .join(_i, _i.c.id == _rl.c.item_id)
        .outerjoin(_person, _person.c.id == _rl.c.who)
        .where(_l.c.purchase_order_id == purchase_id)
        .order_by(_rl.c.seq)
        .limit(most)
    )
    return tuple(ReceiptFact(*row) for row in desk.connection.execute(asked))
