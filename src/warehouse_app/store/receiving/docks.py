"""Where a bench stands and where its goods go: its warehouse, its dock, and what a product asks for at the door."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.items import container_item, sku_key
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.store import items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office, storage
from warehouse_app.store.statement import Ahead, Statement, ahead, link_at

FIRST_DOCK = "DOCK"

_p, _w, _n, _u = ledger.place, ledger.warehouse, office.station, storage.product_rule
_e, _g, _product = ledger.entry, ledger.leg, ledger.product
_STATION = Statement(select(_n.c.warehouse).where(_n.c.code == bindparam("station_is")))
_WAREHOUSE = Statement(select(func.min(_w.c.code)))
_DOCK = Statement(
    select(_p.c.id)
    .where(_p.c.kind == PlaceKind.DOCK.value, _p.c.warehouse == bindparam("warehouse_is"), _p.c.active == 1)
    .order_by(_p.c.id)
    .limit(1)
)
_RULE = Statement(
    select(_u.c.shelf_days, _u.c.min_days, _u.c.inspect)
    .join(_product, _product.c.id == _u.c.product_id)
    .where(_product.c.sku_key == bindparam("key_is"))
)
_FIRST_SEEN = Statement(
    select(_e.c.at)
    .join(_g, _g.c.entry_seq == _e.c.seq)
    .where(_g.c.item_id == bindparam("item_is"))
    .order_by(_e.c.seq)
    .limit(1)
)


class Rule(NamedTuple):
    """What a product asks for when it comes in; `dated` says that its last day must be known."""

    dated: bool = False
    min_days: int = 0
    inspect: bool = False


NO_RULE = Rule()


def keeps_products(desk: Desk) -> bool:
    """Tell whether products can be made here: not by a station that has a role of its own."""
    link = link_at(desk.connection)
    return link is None or not link.gated


def warehouse_of(desk: Desk, station: str) -> str:
    """Return the warehouse where a station stands, "" where it is not set up."""
    return _STATION.scalar(desk.connection, station_is=station) or ""


def first_warehouse(desk: Desk) -> str:
    """Return the warehouse of a station that is not set up: the first by code, "" where there is none."""
    return _WAREHOUSE.scalar(desk.connection) or ""


def dock(desk: Desk, warehouse: str) -> Place:
    """Return the first dock of a warehouse, made where it has none."""
    found = _DOCK.scalar(desk.connection, warehouse_is=warehouse)
    if found is not None:
        return places.get(desk, PlaceId(found))
    return places.known(desk, warehouse, FIRST_DOCK, PlaceKind.DOCK)


def ahead_of(sku: str, warehouse: str) -> tuple[Ahead, ...]:
    """Return the questions for what a product asks for, and for the dock it comes in at."""
    return ahead(_RULE, key_is=sku_key(sku)), ahead(_DOCK, warehouse_is=warehouse)


def rule_of(desk: Desk, sku: str) -> Rule:
    """Return what a product asks for when it comes in."""
    row = _RULE.one(desk.connection, key_is=sku_key(sku))
    return NO_RULE if row is None else Rule(row[0] is not None or row[1] > 0, row[1], row[2] == 1)


def first_seen(desk: Desk, pallet: Place) -> str:
    """Return when a pallet first came in (UTC ISO text), "" where it never did."""
    number = items.find(desk, container_item(pallet.kind.value, pallet.code))
    return "" if number is None else str(_FIRST_SEEN.scalar(desk.connection, item_is=number) or "")
