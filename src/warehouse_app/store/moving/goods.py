"""What stands in a place and what the place may take, for whoever moves goods; one place a question."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.items import Item
from warehouse_app.domain.moving.judge import Room
from warehouse_app.domain.places import Place
from warehouse_app.store import items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, storage
from warehouse_app.store.statement import Statement

MAX_CELLS = 500
"""Kinds of goods in one place that are moved together; a larger deed is done in parts."""

_b, _i, _g, _r = ledger.balance, ledger.item, ledger.product, storage.place_rule
_CELLS = Statement(
    select(_b.c.item_id, _b.c.on_hand, _b.c.held, func.coalesce(_g.c.name, ""), func.coalesce(_g.c.picture, ""))
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0)
    .order_by(_i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _b.c.item_id)
    .limit(MAX_CELLS + 1)
)
_RULE = Statement(
    select(_r.c.most_units, _r.c.most_g, _r.c.mixes_products, _r.c.mixes_lots, _r.c.locked, _r.c.locked_why).where(
        _r.c.place_id == bindparam("place_is")
    )
)
_WEIGHT = Statement(
    select(func.coalesce(func.sum(_b.c.on_hand * func.coalesce(_g.c.weight_g, 0)), 0))
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_g, _g.c.id == _i.c.product_id)
    .where(_b.c.place_id == bindparam("place_is"))
)


class Lying(NamedTuple):
    """One kind of goods (or one container) in a place."""

    item_id: int
    item: Item
    on_hand: int
    held: int
    name: str
    picture: str

    @property
    def free(self) -> int:
        """Return what nobody is promised right here."""
        return self.on_hand - self.held


def lying(desk: Desk, place_id: int) -> tuple[Lying, ...]:
    """Return what stands directly in a place, containers as well; at most one more than can be moved together."""
    rows = _CELLS.all(desk.connection, place_is=place_id)
    return tuple(Lying(row[0], items.get(desk, row[0]), row[1], row[2], row[3], row[4]) for row in rows)


def room(desk: Desk, place_id: int) -> Room:
    """Return what a place may take; one without a rule takes anything."""
    row = _RULE.one(desk.connection, place_is=place_id)
    if row is None:
        return Room()
    weight = 0 if row[1] is None else int(_WEIGHT.scalar(desk.connection, place_is=place_id) or 0)
    return Room(row[0], row[1], weight, bool(row[2]), bool(row[3]), row[5] or "" if row[4] else None)


def house(desk: Desk, place: Place) -> str:
    """Return the warehouse in which something stands; a container that was never put anywhere knows its own."""
    top = places.chain_upward(desk, place)[-1]
    return place.warehouse if top.is_outside else top.warehouse
