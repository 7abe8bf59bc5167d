"""Lots of one product in one place, for a picker who scanned another one than was promised."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.items import Item
from warehouse_app.store import items
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_b, _i = ledger.balance, ledger.item
_IN_PLACE = Statement(
    select(_b.c.item_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_b.c.place_id == bindparam("place_is"), _i.c.sku == bindparam("sku_is"))
    .where(func.lower(_i.c.lot) == bindparam("lot_is"), _i.c.serial == "", _b.c.on_hand > _b.c.held)
    .where(_i.c.grade == bindparam("grade_is"), _i.c.owner == bindparam("owner_is"))
    .order_by(_b.c.item_id)
    .limit(1),
)


class LotHere(NamedTuple):
    """The item of a lot that stands in the place."""

    item_id: int
    item: Item


def in_place(desk: Desk, place_id: int, like: Item, lot: str) -> LotHere | None:
    """Return the goods of a lot, else like those given, that stand free in a place."""
    asked = {"sku_is": like.sku, "lot_is": lot.lower(), "grade_is": like.grade, "owner_is": like.owner}
    found = _IN_PLACE.scalar(desk.connection, place_is=place_id, **asked)
    return None if found is None else LotHere(int(found), items.get(desk, int(found)))
