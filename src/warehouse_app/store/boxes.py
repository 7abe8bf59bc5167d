"""Boxes as rows: listed with their stock, read for the search, written by the office; and what a basket is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.domain.cartons.values import BoxKind, Goods, Size
from warehouse_app.domain.items import GRADE_A, HOUSE
from warehouse_app.domain.packing.states import PackStage
from warehouse_app.domain.purchasing.states import PurchaseState
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins, holds
from warehouse_app.store.schema import cartons, floor, ledger, purchasing, storage, trade
from warehouse_app.store.statement import Statement

_c, _m, _g, _b = cartons.carton, cartons.measured, ledger.product, ledger.barcode
_pool, _q, _k = ledger.pool, storage.product_rule, floor.pack
_po, _pl = purchasing.purchase_order, purchasing.purchase_line
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_MINE = _g.c.id == _c.c.product_id
_SKU = select(_g.c.sku).where(_MINE).correlate(_c).scalar_subquery()
_i, _n, _p = ledger.item, ledger.balance, ledger.place
_STANDS = (_i.c.grade == GRADE_A, _i.c.owner == HOUSE, or_(_p.c.kind == "BIN", _p.c.kind == "BENCH"))
"""A box of ours that can be taken: in a bin, or beside a bench."""


def _on_hand(*where: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Return the question how many of a box there are."""
    found = (
        select(func.coalesce(func.sum(_n.c.on_hand), 0))
        .join(_i, _i.c.id == _n.c.item_id)
        .join(_p, _p.c.id == _n.c.place_id)
        .where(_i.c.product_id == _c.c.product_id, *_STANDS, *where)
    )
    return found.correlate(_c).scalar_subquery()


_ON_HAND = _on_hand()
_REST = _pl.c.qty - _pl.c.cancelled - _pl.c.received
_EXPECTED = (
    select(func.coalesce(func.sum(_REST), 0))
    .join(_po, _po.c.id == _pl.c.purchase_order_id)
    .where(_pl.c.product_id == _c.c.product_id, _REST > 0)
    .where(or_(_po.c.state == PurchaseState.DRAFT.value, _po.c.state == PurchaseState.CONFIRMED.value))
    .correlate(_c)
    .scalar_subquery()
)
_LOW = (_c.c.active == 1) & (_c.c.counted == 1) & (_c.c.reorder_at.is_not(None))
_VOLUME = _c.c.inner_length_mm * _c.c.inner_width_mm * _c.c.inner_height_mm
VIEWS: Mapping[str, ColumnElement[bool]] = {
    "used": _c.c.active == 1,
    "low": _LOW & (_c.c.reorder_at >= _ON_HAND + _EXPECTED),
    "unused": _c.c.active == 0,
    "all": literal(1) == 1,
}
"""The views a list of boxes can be asked for, by name."""

_FACTS = (
    *(_g.c.id, _g.c.sku, _g.c.name, _c.c.kind, _c.c.inner_length_mm, _c.c.inner_width_mm, _c.c.inner_height_mm),
    *(_g.c.length_mm, _g.c.width_mm, _g.c.height_mm, _g.c.weight_g, _c.c.most_g, _c.c.cost_e4, _c.c.counted),
)
_REST_OF_ROW = (_EXPECTED, _c.c.reorder_at, _c.c.reorder_to, _c.c.active)
_BOXES = select(*_FACTS, _ON_HAND, *_REST_OF_ROW).join(_g, _MINE)
_IN_USE = Statement(_BOXES.where(_c.c.active == 1).order_by(_g.c.id))
_AT = Statement(
    select(*_FACTS, _on_hand(_p.c.warehouse == bindparam("warehouse_is")), *_REST_OF_ROW)
    .join(_g, _MINE)
    .where(_c.c.active == 1)
    .order_by(_g.c.id)
)
_BY_ID = Statement(_BOXES.where(_c.c.product_id == bindparam("id_is")))
_CODES = select(_b.c.product_id, _b.c.written, _b.c.code).where(_b.c.product_id.in_(_IDS)).order_by(_b.c.factor)
_USED = (
    select(_k.c.box_id, func.count())
    .where(_k.c.box_id.in_(_IDS), _k.c.state == PackStage.CLOSED.value)
    .group_by(_k.c.box_id)
)
_LEARN = Statement(insert(_m).values({column.name: bindparam(column.name) for column in _m.c}))
_FORGET = Statement(_m.delete().where(_m.c.product_id == bindparam("product_is")))


def _row(row: Any, codes: tuple[str, ...] = (), used: int = 0) -> BoxRow:  # noqa: ANN401 - a database row
    inner = Size(row[4], row[5], row[6])
    outer = Size(row[7] or inner.length, row[8] or inner.width, row[9] or inner.height)
    facts = (int(row[14]), int(row[15]), row[16], row[17], row[18] == 1, codes, used)
    return BoxRow(
        row[0], row[1], row[2], BoxKind(row[3]), inner, outer, row[10] or 0, row[11], row[12], row[13] == 1, *facts
    )


def in_use(desk: Desk) -> tuple[BoxRow, ...]:
    """Return the boxes that may be packed into, with how many of them there are anywhere."""
    return tuple(_row(row) for row in _IN_USE.all(desk.connection))


def at(desk: Desk, warehouse: str) -> tuple[BoxRow, ...]:
    """Return the boxes that may be packed into, with how many of them a warehouse has."""
    return tuple(_row(row) for row in _AT.all(desk.connection, warehouse_is=warehouse))


def get(desk: Desk, product_id: int) -> BoxRow | None:
    """Return the box that a product is, None where it is none."""
    row = _BY_ID.one(desk.connection, id_is=product_id)
    return None if row is None else _row(row)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, BoxRow]:
    """Return the boxes of these keys with their codes, and how many were used."""
    codes: dict[int, list[str]] = defaultdict(list)
    for product, written, code in desk.connection.execute(_CODES, {"ids": keys}):
        codes[product].append(written or code)
    used = {row[0]: int(row[1]) for row in desk.connection.execute(_USED, {"ids": keys})}
    found = desk.connection.execute(_BOXES.where(_c.c.product_id.in_(_IDS)), {"ids": keys})
    return {row[0]: _row(row, tuple(codes[row[0]]), used.get(row[0], 0)) for row in found}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many boxes it shows."""
    return count_views(desk, _c, VIEWS)


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [] if query.view == "all" else [VIEWS.get(query.view, literal(1) == 0)]
    text = query.text.strip()
    if not text:
        return found
    named = or_(begins(_g.c.sku_key, text.upper()), holds(_g.c.name, text))
    return [*found, _c.c.product_id.in_(select(_g.c.id).where(named))]


NO_BOX = "none"
"""What a parcel without a box of ours says."""

BOXES = Listing(
    key=_c.c.product_id,
    sorts={"code": _SKU, "volume": _VOLUME, "cost": _c.c.cost_e4, "on_hand": _ON_HAND},
    sort="volume",
    where=_where,
    read=rows,
    views=frozenset(VIEWS),
)
"""All boxes."""


def add(desk: Desk, product_id: int, values: Mapping[str, object]) -> None:
    """Let a product be a box."""
    desk.connection.execute(_c.insert().values(product_id=product_id, at=desk.at, who=desk.who, **values))


def change(desk: Desk, product_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a box."""
    desk.connection.execute(update(_c).where(_c.c.product_id == product_id).values(**values))


# -------------------------------------------------------------------------------------------------------- the basket

_l = trade.order_line
_in_parcel = (
    select(_i.c.product_id.label("product"), _n.c.on_hand.label("qty"))
    .join(_i, _i.c.id == _n.c.item_id)
    .where(_n.c.place_id == bindparam("place_is"), _n.c.on_hand > 0, _i.c.product_id.is_not(None))
)
_waiting = select(_l.c.product_id.label("product"), (_l.c.picked - _l.c.packed).label("qty")).where(
    _l.c.order_id == bindparam("order_is"), _l.c.picked > _l.c.packed, _l.c.product_id.is_not(None)
)


def _basket(source: Any) -> Statement:  # noqa: ANN401 - a subquery of Core
    return Statement(
        select(
            *(_g.c.sku, _g.c.name, func.sum(source.c.qty), func.max(_g.c.weight_g)),
            *(func.max(func.coalesce(_g.c.length_mm, _m.c.length_mm)),),
            *(func.max(func.coalesce(_g.c.width_mm, _m.c.width_mm)),),
            *(func.max(func.coalesce(_g.c.height_mm, _m.c.height_mm)),),
            *(func.max(func.coalesce(_q.c.upright, 0)), func.max(func.coalesce(_q.c.fragile, 0))),
            *(func.max(func.coalesce(_q.c.nest_mm, 0)), func.max(func.coalesce(_q.c.apart, "")), _g.c.id),
        )
        .select_from(source)
        .join(_g, _g.c.id == source.c.product)
        .outerjoin(_m, _m.c.product_id == _g.c.id)
        .outerjoin(_q, _q.c.product_id == _g.c.id)
        .group_by(_g.c.id, _g.c.sku, _g.c.name)
        .order_by(_g.c.sku)
    )


_WHOLE = _basket(union_all(_in_parcel, _waiting).subquery())
_PACKED = _basket(_in_parcel.subquery())


def basket(desk: Desk, order_id: int | None, place_id: int) -> tuple[tuple[Goods, ...], dict[str, str]]:
    """Return what a parcel holds, with what of an order still waits where one is given; and what the goods are called.

    What has no weight is reckoned with none.
    """
    if order_id is None:
        found = _PACKED.all(desk.connection, place_is=place_id)
    else:
        found = _WHOLE.all(desk.connection, place_is=place_id, order_is=order_id)
    return tuple(_goods(row) for row in found), {row[0]: row[1] for row in found}


def _goods(row: Any) -> Goods:  # noqa: ANN401 - a database row
    size = Size(row[4], row[5], row[6]) if row[4] and row[5] and row[6] else None
    return Goods(row[0], size, row[3] or 0, int(row[2]), row[7] == 1, row[8] == 1, row[9], row[10])


def learn(desk: Desk, product_id: int, size: Size) -> None:
    """Keep a size that was measured at a bench; a later one takes its place."""
    _FORGET.run(desk.connection, product_is=product_id)
    facts = {"length_mm": size.length, "width_mm": size.width, "height_mm": size.height}
    _LEARN.run(desk.connection, product_id=product_id, **facts, at=desk.at, who=desk.who, station=desk.station)


# ------------------------------------------------------------------------------------------------------ the box used

_CELL = Statement(
    select(_n.c.place_id, _n.c.item_id)
    .join(_i, _i.c.id == _n.c.item_id)
    .join(_p, _p.c.id == _n.c.place_id)
    .where(_i.c.product_id == bindparam("product_is"), _p.c.warehouse == bindparam("warehouse_is"))
    .where(*_STANDS, _n.c.on_hand > _n.c.held)
    .order_by(_n.c.on_hand.desc(), _n.c.place_id)
    .limit(1)
)
_FREE = Statement(
    select(_pool.c.on_hand - _pool.c.promised)
    .where(_pool.c.warehouse == bindparam("warehouse_is"), _pool.c.sku == bindparam("sku_is"), _pool.c.lot == "*")
    .where(_pool.c.grade == GRADE_A, _pool.c.owner == HOUSE)
)
_SET = Statement(
    update(_k).where(_k.c.id == bindparam("id_is")).values(box_id=bindparam("box_id"), box_entry=bindparam("box_entry"))
)
_NAME = Statement(update(floor.parcel).where(floor.parcel.c.id == bindparam("parcel_is")).values(box=bindparam("box")))
_OF_PACK = Statement(select(_k.c.box_id, _k.c.box_entry).where(_k.c.id == bindparam("id_is")))
_TARE = Statement(select(_g.c.weight_g).join(_k, _k.c.box_id == _g.c.id).where(_k.c.id == bindparam("id_is")))


def cell(desk: Desk, warehouse: str, product_id: int, sku: str) -> tuple[int, int] | None:
    """Return place and item of a box that stands free, where most of it stands; None where none does."""
    free = _FREE.scalar(desk.connection, warehouse_is=warehouse, sku_is=sku)
    if free is not None and int(free) <= 0:
        return None
    row = _CELL.one(desk.connection, product_is=product_id, warehouse_is=warehouse)
    return None if row is None else (int(row[0]), int(row[1]))


def put_box(desk: Desk, pack_id: int, parcel_id: int, row: BoxRow | None, entry_id: str = "") -> None:
    """Write which box a pack and its parcel are in, None for none, and the entry by which it was used up."""
    _SET.run(desk.connection, id_is=pack_id, box_id=None if row is None else row.id, box_entry=entry_id)
    _NAME.run(desk.connection, parcel_is=parcel_id, box=NO_BOX if row is None else row.sku)


def of_pack(desk: Desk, pack_id: int) -> tuple[int | None, str]:
    """Return the box a pack is in, and the entry by which it was used up."""
    row = _OF_PACK.one(desk.connection, id_is=pack_id)
    return (None, "") if row is None else (row[0], row[1])


def tare_of(desk: Desk, pack_id: int) -> int:
    """Return what the box of a pack weighs, in grams; 0 where none was chosen or its weight is not known."""
    return int(_TARE.scalar(desk.connection, id_is=pack_id) or 0)
