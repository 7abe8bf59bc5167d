"""Item numbers: each thing that ever stood anywhere has one row, so that legs and balances stay small."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select

from warehouse_app.domain.items import Item, sku_key
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_i = ledger.item
_FIND = Statement(
    select(_i.c.id).where(
        _i.c.sku == bindparam("sku_is"),
        _i.c.lot == bindparam("lot_is"),
        _i.c.serial == bindparam("serial_is"),
        _i.c.grade == bindparam("grade_is"),
        _i.c.owner == bindparam("owner_is"),
    ),
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_MANY = select(_i.c.id, _i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner).where(_i.c.id.in_(_IDS))
GET = Statement(select(_i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner).where(_i.c.id == bindparam("id_is")))
_INSERT = Statement(
    insert(_i).values(
        sku=bindparam("sku"),
        lot=bindparam("lot"),
        serial=bindparam("serial"),
        grade=bindparam("grade"),
        owner=bindparam("owner"),
        product_id=bindparam("product_id"),
    ),
)
_PRODUCT = Statement(select(ledger.product.c.id).where(ledger.product.c.sku_key == bindparam("key_is")))


def find(desk: Desk, item: Item) -> int | None:
    """Return the row number of an item, or None when it never stood anywhere: for queries, which write nothing."""
    found = desk.memory.item_ids.get(item)
    if found is None:
        found = _FIND.scalar(desk.connection, **_where(item))
        if found is not None:
            desk.memory.know_item(int(found), item)
    return None if found is None else int(found)


def _where(item: Item) -> dict[str, str]:
    return {
        "sku_is": item.sku,
        "lot_is": item.lot,
        "serial_is": item.serial,
        "grade_is": item.grade,
        "owner_is": item.owner,
    }


def number(desk: Desk, item: Item) -> int:
    """Return the row number of an item, made now if it is new (never on a read lane)."""
    found = find(desk, item)
    if found is not None:
        return found
    product = None if item.is_container else _PRODUCT.scalar(desk.connection, key_is=sku_key(item.sku))
    values = {"sku": item.sku, "lot": item.lot, "serial": item.serial, "grade": item.grade, "owner": item.owner}
    made = _INSERT.key(desk.connection, **values, product_id=product)
    desk.memory.know_item(made, item)
    return made


def get(desk: Desk, item_id: int) -> Item:
    """Return the item of a row number; a missing one is a bug."""
    found = desk.memory.items.get(item_id)
    if found is None:
        row = GET.one(desk.connection, id_is=item_id)
        if row is None:
            message = f"no item {item_id}"
            raise LookupError(message)
        found = Item(row[0], row[1], row[2], row[3], row[4])
        desk.memory.know_item(item_id, found)
    return found


def learn(desk: Desk, item_ids: Collection[int]) -> None:
    """Read the items of many row numbers at once, so that `get` knows them."""
    unknown = [item_id for item_id in item_ids if item_id not in desk.memory.items]
    if unknown:
        for row in desk.connection.execute(_MANY, {"ids": unknown}):
            desk.memory.know_item(row[0], Item(*row[1:]))
