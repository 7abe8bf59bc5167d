"""The list of places: by warehouse, kind and aisle, the empty ones and those out of use; one place with its goods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, literal, or_, select, update

from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.places import OUTSIDE, PlaceGoods, PlaceHolder, PlaceId, PlaceKind, PlaceRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins_in_any_case
from warehouse_app.store.schema import ledger, trade, transfers

_p, _n, _i, _g, _r = ledger.place, ledger.balance, ledger.item, ledger.product, ledger.promise
_l, _o = trade.order_line, trade.orders
_t, _tl = transfers.transfer, transfers.transfer_line
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_LAST = 1 << 30
"""Where places without a walking sequence stand in the order of the walk: behind all others."""

_NOT_GOODS = f"{CONTAINER_MARK}%"
_FULL = (
    select(_n.c.place_id)
    .join(_i, _i.c.id == _n.c.item_id)
    .where(_n.c.place_id == _p.c.id, _n.c.on_hand > 0, _i.c.sku.not_like(_NOT_GOODS))
    .correlate(_p)
    .exists()
)


def _kind(*kinds: PlaceKind) -> ColumnElement[bool]:
    return or_(*(_p.c.kind == kind.value for kind in kinds))


_LISTED = and_(*(_p.c.kind != kind.value for kind in (*sorted(OUTSIDE), PlaceKind.PARCEL)))
"""Parcels are listed with their orders, and outside places hold no goods of ours."""

VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": _LISTED,
    "bins": _kind(PlaceKind.BIN),
    "empty": and_(_kind(PlaceKind.BIN), _p.c.active == 1, ~_FULL),
    "work": _kind(PlaceKind.DOCK, PlaceKind.BENCH, PlaceKind.QUARANTINE, PlaceKind.TRANSIT),
    "carried": _kind(PlaceKind.TOTE, PlaceKind.CART, PlaceKind.LPN),
    "unused": and_(_LISTED, _p.c.active == 0),
}
"""The views a list of places can be asked for, by name."""


def _narrowed(name: str, value: str) -> ColumnElement[bool]:
    if name == "aisle":
        return _p.c.aisle == int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else literal(1) == 0
    return _p.c[name] == value


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [VIEWS.get(query.view, literal(1) == 0)]
    found += [_narrowed(name, value) for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    sku = select(_n.c.place_id).join(_i, _i.c.id == _n.c.item_id).where(_i.c.sku == text.upper(), _n.c.on_hand > 0)
    return [*found, or_(begins_in_any_case(_p.c.code, text), _p.c.id.in_(sku))]


_SUMS = (
    select(_n.c.place_id, func.count(), func.sum(_n.c.on_hand), func.sum(_n.c.held))
    .join(_i, _i.c.id == _n.c.item_id)
    .where(_n.c.place_id.in_(_IDS), _n.c.on_hand != 0, _i.c.sku.not_like(_NOT_GOODS))
    .group_by(_n.c.place_id)
)
_ROWS = select(
    *(_p.c.id, _p.c.warehouse, _p.c.kind, _p.c.code, _p.c.walk_seq, _p.c.aisle, _p.c.bay, _p.c.level, _p.c.active)
).where(_p.c.id.in_(_IDS))
MOST_DIGITS = 9
"""Of the number of an aisle; one with more there is not."""

FILTERS = frozenset({"warehouse", "kind", "aisle"})


def rows(desk: Desk, keys: list[int]) -> Mapping[int, PlaceRow]:
    """Return the places of these keys with what stands in them."""
    ids = {"ids": keys}
    sums = {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in desk.connection.execute(_SUMS, ids)}
    return {
        row[0]: PlaceRow(
            *(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8] == 1),
            *sums.get(row[0], (0, 0, 0)),
        )
        for row in desk.connection.execute(_ROWS, ids)
    }


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many places it shows."""
    return count_views(desk, _p, VIEWS)


def choices(desk: Desk) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the warehouses there are, and the aisles of all of them."""
    warehouses = desk.connection.execute(select(ledger.warehouse.c.code).order_by(ledger.warehouse.c.code))
    aisles = desk.connection.execute(select(_p.c.aisle).where(_p.c.aisle.is_not(None)).distinct().order_by(_p.c.aisle))
    return tuple(row[0] for row in warehouses), tuple(int(row[0]) for row in aisles)


def goods(desk: Desk, place_id: int) -> tuple[PlaceGoods, ...]:
    """Return what stands in a place."""
    asked = (
        select(_i.c.sku, func.coalesce(_g.c.name, ""), _i.c.lot, _i.c.serial, _i.c.grade, _n.c.on_hand, _n.c.held)
        .join(_i, _i.c.id == _n.c.item_id)
        .outerjoin(_g, _g.c.id == _i.c.product_id)
        .where(_n.c.place_id == place_id, _n.c.on_hand != 0)
        .order_by(_i.c.sku, _i.c.lot, _i.c.serial)
    )
    return tuple(PlaceGoods(*row) for row in desk.connection.execute(asked))


def holders(desk: Desk, place_id: int) -> tuple[PlaceHolder, ...]:
    """Return who holds goods in a place, strongest first."""
    line = and_(_r.c.purpose == Purpose.LINE.value, _l.c.id == _r.c.ref)
    asked = (
        select(_r.c.sku, func.coalesce(_o.c.code, ""), func.coalesce(_l.c.n, 0))
        .add_columns(_r.c.purpose + func.coalesce(" " + _t.c.code, ""), _r.c.qty)
        .outerjoin(_l, line)
        .outerjoin(_o, _o.c.id == _l.c.order_id)
        .outerjoin(_tl, and_(_r.c.purpose == Purpose.TRANSFER.value, _tl.c.id == _r.c.ref))
        .outerjoin(_t, _t.c.id == _tl.c.transfer_id)
        .where(_r.c.place_id == place_id)
        .order_by(_r.c.rank, _r.c.id)
    )
    return tuple(PlaceHolder(*row) for row in desk.connection.execute(asked))


def change(desk: Desk, place_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a place; what the process remembered of it is forgotten."""
    desk.connection.execute(update(_p).where(_p.c.id == place_id).values(**values))
    desk.memory.places.pop(PlaceId(place_id), None)


PLACES = Listing(
    key=_p.c.id,
    sorts={
        "code": _p.c.code,
        "walk_seq": func.coalesce(_p.c.walk_seq, _LAST),
        "kind": _p.c.kind,
        "warehouse": _p.c.warehouse,
    },
    sort="code",
    where=_where,
    read=rows,
    filters=FILTERS,
    views=frozenset(map(str, VIEWS)),
)
"""All places but parcels and those outside."""
