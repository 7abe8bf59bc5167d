"""Stock for the stock screen: long lists of products, places and lots, one place or lot whole, and the map of bins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select

from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.places import OUTSIDE, PlaceKind
from warehouse_app.domain.search import asked as asked_text
from warehouse_app.domain.search import range_of
from warehouse_app.domain.stock import (
    LotDetail,
    LotRow,
    MapPlace,
    PlaceDetail,
    PlaceRow,
    Standing,
    StockEvent,
    StockPlace,
    StockRow,
)
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing
from warehouse_app.store.patterns import holds
from warehouse_app.store.places import promisable
from warehouse_app.store.products import lookup_form
from warehouse_app.store.schema import floor, ledger, office, trade
from warehouse_app.store.statement import Statement
from warehouse_app.store.stock import EVER, INSIDE, NEWEST, POOLED, PROMISED, STANDS

MOST_MAPPED = 20_000
"""Bins a map draws."""

_b, _i, _p, _g, _lot = ledger.balance, ledger.item, ledger.place, ledger.product, ledger.lot
_leg, _e, _l, _o, _r = ledger.leg, ledger.entry, trade.order_line, trade.orders, ledger.promise
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _rows(desk: Desk, question: Any, keys: list[int]) -> dict[int, Any]:  # noqa: ANN401 - an expression of Core
    return {int(row[0]): row for row in desk.connection.execute(question, {"ids": keys})}


def _begins(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    low, before = range_of(text)
    return and_(column >= low, column < before)


# ------------------------------------------------------------------------------------------------ by product

_PRODUCT_ROWS = (
    select(_g.c.id, _g.c.sku, _g.c.name, func.coalesce(func.sum(_b.c.on_hand * STANDS), 0), PROMISED, POOLED)
    .add_columns(func.coalesce(func.sum(STANDS), 0))
    .outerjoin(_i, _i.c.product_id == _g.c.id)
    .outerjoin(_b, _b.c.item_id == _i.c.id)
    .outerjoin(_p, _p.c.id == _b.c.place_id)
    .where(_g.c.id.in_(_IDS))
    .group_by(_g.c.id, _g.c.sku, _g.c.name)
)


def _read_products(desk: Desk, keys: list[int]) -> Mapping[int, StockRow]:
    found = _rows(desk, _PRODUCT_ROWS, keys)
    return {
        at: StockRow(row[1], row[2], int(row[3]), int(row[4]), int(row[5]) - int(row[4]), int(row[6]), at)
        for at, row in found.items()
    }


def _products(query: Asked) -> list[ColumnElement[bool]]:
    found = [_g.c.kind == "goods"]
    text = asked_text(query.query.text)
    if text:
        carried = select(ledger.barcode.c.product_id).where(ledger.barcode.c.code == lookup_form(text))
        named = holds(_g.c.name, text)
        found.append(or_(_begins(_g.c.sku_key, text.upper()), named, _g.c.id.in_(carried)))
    return found


PRODUCTS = Listing(
    key=_g.c.id,
    sorts={"sku": _g.c.sku_key, "name": _g.c.name},
    sort="sku",
    where=_products,
    read=_read_products,
)
"""All goods, with what stands of them inside the walls."""


# ------------------------------------------------------------------------------------------------ by place

_FIXED = tuple(kind.value for kind in PlaceKind if kind not in OUTSIDE and kind is not PlaceKind.PARCEL)
_PLACE_ROWS = (
    select(_p.c.id, _p.c.warehouse, _p.c.code, _p.c.kind, func.coalesce(func.sum(_b.c.on_hand), 0))
    .add_columns(func.coalesce(func.sum(_b.c.held), 0), func.count(func.distinct(_i.c.sku)))
    .add_columns(func.coalesce(func.min(_i.c.sku), ""))
    .outerjoin(_b, and_(_b.c.place_id == _p.c.id, _b.c.on_hand > 0))
    .outerjoin(_i, _i.c.id == _b.c.item_id)
    .where(_p.c.id.in_(_IDS))
    .group_by(_p.c.id, _p.c.warehouse, _p.c.code, _p.c.kind)
)


def _read_places(desk: Desk, keys: list[int]) -> Mapping[int, PlaceRow]:
    return {
        at: PlaceRow(at, row[1], row[2], row[3], int(row[4]), int(row[5]), int(row[6]), row[7])
        for at, row in _rows(desk, _PLACE_ROWS, keys).items()
    }


def _places(query: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_p.c.kind.in_(_FIXED)]
    text = asked_text(query.query.text)
    if text:
        found.append(or_(_begins(_p.c.code, text), _begins(_p.c.code, text.upper())))
    if query.query.view == "filled":
        found.append(select(_b.c.item_id).where(_b.c.place_id == _p.c.id, _b.c.on_hand > 0).correlate(_p).exists())
    return found


PLACES = Listing(
    key=_p.c.id,
    sorts={"place": _p.c.code, "kind": _p.c.kind, "walk": func.coalesce(_p.c.walk_seq, 0)},
    sort="place",
    where=_places,
    read=_read_places,
    views=frozenset({"all", "filled"}),
)
"""All places inside the walls but parcels; those that hold something, or all."""


# ------------------------------------------------------------------------------------------------ by lot

_LOT_ROWS = (
    select(_i.c.id, _i.c.sku, func.coalesce(_g.c.name, ""), _i.c.lot, _i.c.grade)
    .add_columns(func.coalesce(func.sum(_b.c.on_hand * STANDS), 0), func.coalesce(func.sum(_b.c.held * STANDS), 0))
    .add_columns(func.coalesce(func.sum(STANDS), 0), func.coalesce(_lot.c.last_ship_day, ""))
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_lot, and_(_lot.c.sku == _i.c.sku, _lot.c.lot == _i.c.lot))
    .outerjoin(_b, and_(_b.c.item_id == _i.c.id, _b.c.on_hand > 0))
    .outerjoin(_p, _p.c.id == _b.c.place_id)
    .where(_i.c.id.in_(_IDS))
    .group_by(_i.c.id, _i.c.sku, _g.c.name, _i.c.lot, _i.c.grade, _lot.c.last_ship_day)
)


def _read_lots(desk: Desk, keys: list[int]) -> Mapping[int, LotRow]:
    return {
        at: LotRow(at, row[1], row[2], row[3], row[4], int(row[5]), int(row[6]), int(row[7]), row[8])
        for at, row in _rows(desk, _LOT_ROWS, keys).items()
    }


def _lots(query: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_i.c.lot != ""]
    text = asked_text(query.query.text)
    if text:
        lots = or_(_begins(_i.c.lot, text), _begins(_i.c.lot, text.upper()))
        found.append(or_(lots, _begins(_i.c.sku, text.upper())))
    return found


LOTS = Listing(
    key=_i.c.id,
    sorts={"lot": _i.c.lot, "sku": _i.c.sku},
    sort="lot",
    where=_lots,
    read=_read_lots,
)
"""All lots that ever were, each condition of one by itself."""


# ------------------------------------------------------------------------------------------------ one of them whole

_STANDING = Statement(
    select(_i.c.sku, func.coalesce(_g.c.name, ""), _i.c.lot, _i.c.serial, _i.c.grade, _b.c.on_hand, _b.c.held)
    .select_from(_b)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0)
    .order_by(_i.c.sku, _i.c.lot, _i.c.serial)
    .limit(NEWEST * 20),
)
_from, _to = _p.alias(), _p.alias()
_MOVED = (
    select(_e.c.at, _e.c.kind, _from.c.code, _to.c.code, _leg.c.qty, func.coalesce(office.person.c.name, ""))
    .add_columns(func.coalesce(_o.c.code, ""), _e.c.why, _i.c.sku)
    .select_from(_leg)
    .join(_i, _i.c.id == _leg.c.item_id)
    .join(_e, _e.c.seq == _leg.c.entry_seq)
    .join(_from, _from.c.id == _leg.c.source)
    .join(_to, _to.c.id == _leg.c.target)
    .outerjoin(_l, _l.c.id == _leg.c.line_id)
    .outerjoin(_o, _o.c.id == _l.c.order_id)
    .outerjoin(office.person, office.person.c.id == _e.c.who)
    .order_by(_e.c.seq.desc(), _leg.c.n)
    .limit(NEWEST)
)
_UNTIL = _e.c.at <= bindparam("until")
_INTO = Statement(_MOVED.where(_leg.c.target == bindparam("place_is"), _UNTIL))
_OUT_OF = Statement(_MOVED.where(_leg.c.source == bindparam("place_is"), _UNTIL))
_OF_ITEM = Statement(_MOVED.where(_leg.c.item_id == bindparam("item_is"), _UNTIL))
_WHERE = Statement(
    select(_p.c.warehouse, _p.c.code, _p.c.kind, _i.c.lot, _i.c.serial, _i.c.grade, _b.c.on_hand, _b.c.held)
    .select_from(_b)
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_b.c.item_id == bindparam("item_is"), _b.c.on_hand > 0, INSIDE)
    .order_by(_p.c.kind, _p.c.code),
)
_PLACE_OF = Statement(
    select(_p.c.id).where(_p.c.code == bindparam("code_is"), or_(*(_p.c.kind == kind for kind in _FIXED))),
)


def _told(rows: list[Any], *, product: bool) -> tuple[StockEvent, ...]:
    """Return movements, newest first; `product` puts the SKU before the reason, where several move."""
    told = []
    for row in rows:
        at, kind, source, target, qty, who, order, why, sku = row
        told.append(StockEvent(at, kind, source, target, qty, who, order, f"{sku} {why}".strip() if product else why))
    return tuple(told)


def place_detail(desk: Desk, place_id: int) -> PlaceDetail | None:
    """Return what stands in a place and its newest movements."""
    row = _read_places(desk, [place_id]).get(place_id)
    if row is None:
        return None
    standing = tuple(Standing(*each) for each in _STANDING.all(desk.connection, place_is=place_id))
    return PlaceDetail(row, standing, story_of_place(desk, place_id))


def story_of_place(desk: Desk, place_id: int, until: str = EVER) -> tuple[StockEvent, ...]:
    """Return the newest movements into and out of a place up to a moment, newest first."""
    moved = [each for way in (_INTO, _OUT_OF) for each in way.all(desk.connection, place_is=place_id, until=until)]
    return _told(sorted(moved, key=lambda each: str(each[0]), reverse=True)[:NEWEST], product=True)


def story_of_lot(desk: Desk, item_id: int, until: str = EVER) -> tuple[StockEvent, ...]:
    """Return the newest movements of a lot up to a moment, newest first."""
    return _told(_OF_ITEM.all(desk.connection, item_is=item_id, until=until), product=False)


def place_of(desk: Desk, code: str) -> int:
    """Return the row of a place by its code, 0 for none."""
    row = _PLACE_OF.one(desk.connection, code_is=code) or _PLACE_OF.one(desk.connection, code_is=code.upper())
    return 0 if row is None else int(row[0])


def lot_detail(desk: Desk, item_id: int) -> LotDetail | None:
    """Return where a lot stands and its newest movements."""
    row = _read_lots(desk, [item_id]).get(item_id)
    if row is None or not row.lot:
        return None
    places = tuple(StockPlace(*each) for each in _WHERE.all(desk.connection, item_is=item_id))
    return LotDetail(row, places, story_of_lot(desk, item_id))


_MAP = Statement(
    select(_p.c.code, _p.c.x_mm, _p.c.y_mm, func.coalesce(_p.c.level, 0))
    .where(promisable(_p.c.kind), _p.c.x_mm.is_not(None), _p.c.y_mm.is_not(None))
    .order_by(_p.c.id)
    .limit(MOST_MAPPED),
)


def map_places(desk: Desk) -> tuple[MapPlace, ...]:
    """Return the bins and docks whose place on the floor is known."""
    return tuple(MapPlace(row[0], int(row[1]), int(row[2]), int(row[3])) for row in _MAP.all(desk.connection))


# ------------------------------------------------------------------------------------------------ held stock


class LineOf(NamedTuple):
    """A line and the order it belongs to."""

    id: int
    n: int
    order_id: int
    order: str
    sku: str


_LINE = Statement(
    select(_l.c.id, _l.c.n, _o.c.id, _o.c.code, _l.c.sku)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.id == bindparam("line_is")),
)
_PICKED_IN = Statement(
    select(floor.batch.c.code)
    .join(floor.task, floor.task.c.batch_id == floor.batch.c.id)
    .where(
        floor.task.c.promise_id == bindparam("promise_is"),
        or_(floor.task.c.state == "open", floor.task.c.state == "started"),
    )
    .limit(1),
)
_PROMISES_OF = Statement(
    select(_r.c.id)
    .join(_l, and_(_l.c.id == _r.c.ref, _r.c.purpose == Purpose.LINE.value))
    .where(
        _l.c.order_id == bindparam("order_is"),
        _r.c.sku == bindparam("sku_is"),
        or_(bindparam("any_line") == 1, _l.c.n == bindparam("line_is")),
    )
    .order_by(_r.c.id),
)


def line_of(desk: Desk, line_id: int) -> LineOf:
    """Return a line that exists; a missing one is a bug."""
    row = _LINE.one(desk.connection, line_is=line_id)
    assert row is not None, f"no line {line_id}"
    return LineOf(*row)


def picked_in(desk: Desk, promise_id: int) -> str:
    """Return the batch in which somebody is sent to pick what a promise holds, "" for none."""
    row = _PICKED_IN.one(desk.connection, promise_is=promise_id)
    return "" if row is None else str(row[0])


def promises_of(desk: Desk, order_id: int, sku: str, line: int) -> tuple[int, ...]:
    """Return the promises by which an order holds a product; `line` 0 means all its lines."""
    rows = _PROMISES_OF.all(
        desk.connection, order_is=order_id, sku_is=sku.strip().upper(), any_line=int(line == 0), line_is=line
    )
    return tuple(int(row[0]) for row in rows)
