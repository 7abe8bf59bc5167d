"""What is told of each hit: a few facts of its row, read for the hits that are shown and for no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, select

from warehouse_app.domain.ledger.promises import WHOLE_POOL
from warehouse_app.domain.search import Hit, HitKind, Rank
from warehouse_app.store import orderlist
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, purchasing, trade

Ids = Sequence[int]
Ranks = dict[int, Rank]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_g, _o, _p, _i, _b, _k = ledger.product, ledger.pool, ledger.place, ledger.item, ledger.balance, floor.parcel
_c, _person = trade.customer, trade.customer_personal

_PRODUCTS = (
    select(_g.c.id, _g.c.sku, _g.c.name, func.coalesce(func.sum(_o.c.on_hand - _o.c.promised), 0))
    .add_columns(func.coalesce(func.sum(_o.c.on_hand), 0))
    .outerjoin(_o, and_(_o.c.sku == _g.c.sku, _o.c.lot == WHOLE_POOL))
    .where(_g.c.id.in_(_IDS))
    .group_by(_g.c.id, _g.c.sku, _g.c.name)
)
_CUSTOMERS = (
    select(_c.c.id, _c.c.code, _person.c.name, _person.c.company, _c.c.country)
    .outerjoin(_person, _person.c.customer_id == _c.c.id)
    .where(_c.c.id.in_(_IDS))
)
_PLACES = (
    select(_p.c.id, _p.c.code, _p.c.kind, _p.c.warehouse, func.coalesce(func.sum(_b.c.on_hand), 0))
    .add_columns(func.count(func.distinct(_i.c.sku)), func.coalesce(func.min(_i.c.sku), ""))
    .outerjoin(_b, and_(_b.c.place_id == _p.c.id, _b.c.on_hand > 0))
    .outerjoin(_i, _i.c.id == _b.c.item_id)
    .where(_p.c.id.in_(_IDS))
    .group_by(_p.c.id, _p.c.code, _p.c.kind, _p.c.warehouse)
)
_PARCELS = (
    select(_k.c.id, _k.c.code, _k.c.state, _k.c.tracking, trade.orders.c.code, trade.orders.c.id)
    .join(trade.orders, trade.orders.c.id == _k.c.order_id)
    .where(_k.c.id.in_(_IDS))
)
_ITEMS = (
    select(_i.c.id, _i.c.sku, _i.c.lot, _i.c.serial, func.coalesce(_g.c.name, ""), ledger.place.c.code)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(ledger.serial_at, and_(ledger.serial_at.c.sku == _i.c.sku, ledger.serial_at.c.serial == _i.c.serial))
    .outerjoin(ledger.place, ledger.place.c.id == ledger.serial_at.c.place_id)
    .where(_i.c.id.in_(_IDS))
)
_f = floor.batch
_BATCHES = (
    select(_f.c.id, _f.c.code, _f.c.state, func.count(func.distinct(floor.batch_order.c.order_id)))
    .outerjoin(floor.batch_order, floor.batch_order.c.batch_id == _f.c.id)
    .where(_f.c.id.in_(_IDS))
    .group_by(_f.c.id, _f.c.code, _f.c.state)
)
_m = floor.manifest
_MANIFESTS = (
    select(_m.c.id, _m.c.code, _m.c.state, _m.c.carrier, func.count(floor.manifest_parcel.c.parcel_id))
    .outerjoin(floor.manifest_parcel, floor.manifest_parcel.c.manifest_id == _m.c.id)
    .where(_m.c.id.in_(_IDS))
    .group_by(_m.c.id, _m.c.code, _m.c.state, _m.c.carrier)
)

_po, _s = purchasing.purchase_order, purchasing.supplier
_PURCHASES = (
    select(_po.c.id, _po.c.code, _po.c.state, _s.c.name, _po.c.due_day)
    .join(_s, _s.c.id == _po.c.supplier_id)
    .where(_po.c.id.in_(_IDS))
)
_SUPPLIERS = select(_s.c.id, _s.c.code, _s.c.name, _s.c.country).where(_s.c.id.in_(_IDS))


def _rows(desk: Desk, question: Any, ids: Ids) -> dict[int, Any]:  # noqa: ANN401 - an expression of Core
    return {int(row[0]): row for row in desk.connection.execute(question, {"ids": list(ids)})}


def _orders(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = orderlist.rows(desk, list(ids))
    return [
        Hit(HitKind.ORDER, str(at), row.code, ranks[at], row.customer,
            {"country": row.country, "lines": row.lines, "stage": row.stage.value, "ship_by": row.ship_by})
        for at in ids if (row := found.get(at)) is not None
    ]  # fmt: skip


def _products(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _PRODUCTS, ids)
    return [
        Hit(HitKind.PRODUCT, row[1], row[1], ranks[at], row[2], {"free": int(row[3]), "on_hand": int(row[4])})
        for at in ids
        if (row := found.get(at)) is not None
    ]


def _customers(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _CUSTOMERS, ids)
    return [
        Hit(HitKind.CUSTOMER, str(at), row[1], ranks[at], row[2] or row[3] or "", {"country": row[4]})
        for at in ids
        if (row := found.get(at)) is not None
    ]


def _places(desk: Desk, ids: Ids, ranks: Ranks, kind: HitKind) -> list[Hit]:
    found = _rows(desk, _PLACES, ids)
    hits = []
    for at in ids:
        if (row := found.get(at)) is not None:
            facts = {"kind": row[2], "warehouse": row[3], "units": int(row[4]), "skus": int(row[5]), "sku": row[6]}
            hits.append(Hit(kind, str(at), row[1], ranks[at], "", facts))
    return hits


def _parcels(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _PARCELS, ids)
    return [
        Hit(HitKind.PARCEL, str(at), row[1], ranks[at], "",
            {"order": row[4], "order_id": row[5], "state": row[2], "tracking": row[3]})
        for at in ids if (row := found.get(at)) is not None
    ]  # fmt: skip


def _items(desk: Desk, ids: Ids, ranks: Ranks, kind: HitKind) -> list[Hit]:
    """Return lots and serials, each once whatever grades and owners it has."""
    found, hits = _rows(desk, _ITEMS, ids), dict[tuple[str, str], Hit]()
    for at in ids:
        if (row := found.get(at)) is not None:
            code = row[3] if kind is HitKind.SERIAL else row[2]
            facts = {"sku": row[1], "lot": row[2], "place": row[5] or ""}
            hits.setdefault((row[1], code), Hit(kind, row[1], code, ranks[at], row[4], facts))
    return list(hits.values())


def _batches(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _BATCHES, ids)
    return [
        Hit(HitKind.BATCH, str(at), row[1], ranks[at], "", {"state": row[2], "orders": int(row[3])})
        for at in ids
        if (row := found.get(at)) is not None
    ]


def _manifests(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _MANIFESTS, ids)
    return [
        Hit(HitKind.MANIFEST, str(at), row[1], ranks[at], "",
            {"state": row[2], "carrier": row[3], "parcels": int(row[4])})
        for at in ids if (row := found.get(at)) is not None
    ]  # fmt: skip


def _purchases(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _PURCHASES, ids)
    return [
        Hit(HitKind.PURCHASE, str(at), row[1], ranks[at], row[3], {"state": row[2], "due": row[4]})
        for at in ids
        if (row := found.get(at)) is not None
    ]


def _suppliers(desk: Desk, ids: Ids, ranks: Ranks) -> list[Hit]:
    found = _rows(desk, _SUPPLIERS, ids)
    return [
        Hit(HitKind.SUPPLIER, str(at), row[1], ranks[at], row[2], {"country": row[3]})
        for at in ids
        if (row := found.get(at)) is not None
    ]


_TELL: dict[HitKind, Callable[[Desk, Ids, Ranks], list[Hit]]] = {
    HitKind.ORDER: _orders,
    HitKind.PRODUCT: _products,
    HitKind.CUSTOMER: _customers,
    HitKind.PLACE: lambda desk, ids, ranks: _places(desk, ids, ranks, HitKind.PLACE),
    HitKind.TOTE: lambda desk, ids, ranks: _places(desk, ids, ranks, HitKind.TOTE),
    HitKind.CART: lambda desk, ids, ranks: _places(desk, ids, ranks, HitKind.CART),
    HitKind.PARCEL: _parcels,
    HitKind.SERIAL: lambda desk, ids, ranks: _items(desk, ids, ranks, HitKind.SERIAL),
    HitKind.LOT: lambda desk, ids, ranks: _items(desk, ids, ranks, HitKind.LOT),
    HitKind.BATCH: _batches,
    HitKind.MANIFEST: _manifests,
    HitKind.PURCHASE: _purchases,
    HitKind.SUPPLIER: _suppliers,
}


def tell(desk: Desk, kind: HitKind, ranks: Ranks) -> list[Hit]:
    """Return the hits of a kind by their rows, in the order given."""
    return _TELL[kind](desk, list(ranks), ranks)
