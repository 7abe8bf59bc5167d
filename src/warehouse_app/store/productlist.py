"""The list of products: what lacks a barcode, a weight or stock; its rows with their codes and sums; what was sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal, or_, select

from warehouse_app.domain.places import CONTAINERS, OUTSIDE
from warehouse_app.domain.products import ProductRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins, holds
from warehouse_app.store.products import lookup_form
from warehouse_app.store.schema import ledger, trade

_g, _b, _o = ledger.product, ledger.barcode, ledger.pool
_n, _i, _p = ledger.balance, ledger.item, ledger.place
_l, _r = trade.order_line, trade.orders
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NOT_HERE = tuple(kind.value for kind in OUTSIDE | CONTAINERS)
_ON_HAND = (
    select(func.coalesce(func.sum(_o.c.on_hand), 0))
    .where(_o.c.sku == _g.c.sku, _o.c.lot == "*")
    .correlate(_g)
    .scalar_subquery()
)
_CODED = select(_b.c.code).where(_b.c.product_id == _g.c.id).correlate(_g).exists()
_STOCKED = select(_o.c.sku).where(_o.c.sku == _g.c.sku, _o.c.lot == "*", _o.c.on_hand > 0).correlate(_g).exists()
_GOODS = _g.c.kind == "goods"

VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "in_stock": _STOCKED,
    "no_stock": _GOODS & ~_STOCKED,
    "no_barcode": _GOODS & ~_CODED,
    "no_weight": _GOODS & _g.c.weight_g.is_(None),
    "no_size": _GOODS & or_(_g.c.length_mm.is_(None), _g.c.width_mm.is_(None), _g.c.height_mm.is_(None)),
}
"""The views a list of products can be asked for, by name."""


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [] if query.view == "all" else [VIEWS.get(query.view, literal(1) == 0)]
    found += [_g.c.kind == value for name, value in query.filters if name == "kind"]
    text = query.text.strip()
    if not text:
        return found
    return [
        *found,
        or_(
            begins(_g.c.sku_key, text.upper()),
            holds(_g.c.name, text),
            _g.c.id.in_(select(_b.c.product_id).where(_b.c.code == lookup_form(text))),
        ),
    ]


_ROWS = select(
    *(_g.c.id, _g.c.sku, _g.c.name, _g.c.kind, _g.c.base_unit, _g.c.multi_scan, _g.c.weight_g, _g.c.length_mm),
    *(_g.c.width_mm, _g.c.height_mm, _g.c.picture, _ON_HAND),
    *(_g.c.hs_code, _g.c.origin_country),
).where(_g.c.id.in_(_IDS))
_CODES = select(_b.c.product_id, _b.c.code, _b.c.written).where(_b.c.product_id.in_(_IDS)).order_by(_b.c.factor)
_STANDS = (
    select(_i.c.product_id, func.count(_n.c.place_id.distinct()))
    .join(_n, _n.c.item_id == _i.c.id)
    .join(_p, _p.c.id == _n.c.place_id)
    .where(_i.c.product_id.in_(_IDS), _n.c.on_hand > 0, _p.c.kind.not_in(_NOT_HERE))
    .group_by(_i.c.product_id)
)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, ProductRow]:
    """Return the products of these keys."""
    ids = {"ids": keys}
    codes: dict[int, list[str]] = defaultdict(list)
    for product, code, written in desk.connection.execute(_CODES, ids):
        codes[product].append(written or code)
    stands = {row[0]: int(row[1]) for row in desk.connection.execute(_STANDS, ids)}
    found = {}
    for row in desk.connection.execute(_ROWS, ids):
        facts = (row[0], row[1], row[2], row[3], row[4], row[5] == 1, row[6], row[7], row[8], row[9], row[10])
        found[row[0]] = ProductRow(*facts, tuple(codes[row[0]]), int(row[11]), stands.get(row[0], 0), row[12], row[13])
    return found


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many products it shows."""
    return count_views(desk, _g, VIEWS)


def sold_by_day(desk: Desk, product_id: int, since: str) -> tuple[tuple[str, int], ...]:
    """Return how many units were ordered on each day (UTC) from `since` on, cancelled ones left out."""
    day = func.substr(_r.c.placed_at, 1, 10)
    asked = (
        select(day, func.sum(_l.c.qty - _l.c.cancelled))
        .join(_r, _r.c.id == _l.c.order_id)
        .where(_l.c.product_id == product_id, _r.c.placed_at >= since, _r.c.state != "cancelled")
        .group_by(day)
        .order_by(day)
    )
    return tuple((row[0], int(row[1])) for row in desk.connection.execute(asked))


PRODUCTS = Listing(
    key=_g.c.id,
    sorts={
        "sku": _g.c.sku_key,
        "name": _g.c.name,
        "weight": func.coalesce(_g.c.weight_g, -1),
        "on_hand": _ON_HAND,
    },
    sort="sku",
    where=_where,
    read=rows,
    filters=frozenset({"kind"}),
    views=frozenset(map(str, VIEWS)),
)
"""All products."""


def one(desk: Desk, product_id: int) -> ProductRow:
    """Return one product as a list would show it; a missing one is a bug."""
    return rows(desk, [product_id])[product_id]
