"""Rules of places and products, and homes, read and written one by one: an office's work, for no bench writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.putaway.rules import Home, PlaceRule, ProductRule
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, storage, trade
from warehouse_app.store.statement import Statement

_r, _q, _h = storage.place_rule, storage.product_rule, storage.home_place
_p, _g = ledger.place, ledger.product
_PLACE_FLAGS = ("mixes_products", "mixes_lots", "mixes_owners", "locked")
_PLACE = Statement(
    select(
        *(_r.c.use, _r.c.zone, _r.c.climate, _r.c.hazard, _r.c.most_units, _r.c.most_g, _r.c.volume_mm3),
        *(_r.c.most_pallets, *(_r.c[name] for name in _PLACE_FLAGS), _r.c.locked_why),
    ).where(_r.c.place_id == bindparam("place_is"))
)
_PRODUCT = Statement(
    select(
        *(_q.c.climate, _q.c.hazard, _q.c.zone, _q.c.demand_class, _q.c.shelf_days, _q.c.min_days),
        *(_q.c.inspect, _q.c.upright, _q.c.fragile, _q.c.nest_mm, _q.c.apart),
    ).where(_q.c.product_id == bindparam("product_is"))
)
_l, _o = trade.order_line, trade.orders
_ASKED = (
    select(_l.c.product_id, func.sum(_l.c.qty - _l.c.cancelled))
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_o.c.placed_at >= bindparam("since"), _o.c.state != "cancelled", _l.c.product_id.is_not(None))
    .group_by(_l.c.product_id)
)
_CLASSES = (
    select(_g.c.id, func.coalesce(_q.c.demand_class, ""))
    .outerjoin(_q, _q.c.product_id == _g.c.id)
    .where(_g.c.kind == ProductKind.GOODS.value)
)
_HOMES = (
    select(_h.c.product_id, _g.c.sku, _h.c.place_id, _p.c.code, _h.c.least, _h.c.most, _h.c.fixed)
    .join(_g, _g.c.id == _h.c.product_id)
    .join(_p, _p.c.id == _h.c.place_id)
)
_OF_PRODUCT = Statement(_HOMES.where(_h.c.product_id == bindparam("product_is")).order_by(_p.c.code))
_OF_PLACE = Statement(_HOMES.where(_h.c.place_id == bindparam("place_is")).order_by(_g.c.sku))


def _told(row: Any, first: int, last: int) -> tuple[Any, ...]:  # noqa: ANN401 - a database row
    """Return a row whose columns from `first` to before `last` are yes or no."""
    return (*row[:first], *(each == 1 for each in row[first:last]), *row[last:])


def place_rule(desk: Desk, place_id: int) -> PlaceRule:
    """Return the rule of a place; one that has none takes anything."""
    row = _PLACE.one(desk.connection, place_is=place_id)
    return PlaceRule() if row is None else PlaceRule(*_told(row, 8, 12))


def product_rule(desk: Desk, product_id: int) -> ProductRule:
    """Return what a product asks of its place."""
    row = _PRODUCT.one(desk.connection, product_is=product_id)
    return ProductRule() if row is None else ProductRule(*_told(row, 6, 9))


def set_place_rule(desk: Desk, place_id: int, values: Mapping[str, object]) -> None:
    """Write some columns of a place's rule, which is made where there is none."""
    _set(desk, _r, _r.c.place_id, place_id, values)


def set_product_rule(desk: Desk, product_id: int, values: Mapping[str, object]) -> None:
    """Write some columns of a product's rule, which is made where there is none."""
    _set(desk, _q, _q.c.product_id, product_id, values)


def _set(desk: Desk, table: Any, key: Any, number: int, values: Mapping[str, object]) -> None:  # noqa: ANN401 - Core
    told = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    if desk.connection.execute(update(table).where(key == number).values(**told)).rowcount == 0:
        desk.connection.execute(table.insert().values(**{key.name: number, **told}))


def homes_of_product(desk: Desk, product_id: int) -> tuple[Home, ...]:
    """Return the homes of a product, by code."""
    return tuple(_home(row) for row in _OF_PRODUCT.all(desk.connection, product_is=product_id))


def homes_at(desk: Desk, place_id: int) -> tuple[Home, ...]:
    """Return the products that are at home in a place."""
    return tuple(_home(row) for row in _OF_PLACE.all(desk.connection, place_is=place_id))


def _home(row: Any) -> Home:  # noqa: ANN401 - a database row
    return Home(*_told(row, 6, 7))


def demand_since(desk: Desk, since: str) -> dict[int, tuple[str, int]]:
    """Return for all goods the class they have, and the units asked for in orders placed since then (UTC ISO text)."""
    asked = {row[0]: int(row[1]) for row in desk.connection.execute(_ASKED, {"since": since})}
    return {row[0]: (row[1], asked.get(row[0], 0)) for row in desk.connection.execute(_CLASSES)}


def set_home(desk: Desk, home: Home) -> None:
    """Write a home, new or in the place of the old."""
    drop_home(desk, home.product_id, home.place_id)
    values = {"least": home.least, "most": home.most, "fixed": int(home.fixed)}
    desk.connection.execute(_h.insert().values(product_id=home.product_id, place_id=home.place_id, **values))


def drop_home(desk: Desk, product_id: int, place_id: int) -> bool:
    """Take a home away; say whether it was one."""
    gone = delete(_h).where(_h.c.product_id == product_id, _h.c.place_id == place_id)
    return desk.connection.execute(gone).rowcount > 0
