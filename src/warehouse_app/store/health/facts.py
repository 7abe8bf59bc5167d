"""What stock health is made of: cells now, homes of containers, what items are, pools, what comes, what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select

from warehouse_app.domain.items import CONTAINER_MARK, GRADE_A, HOUSE, container_item
from warehouse_app.domain.ledger.promises import WHOLE_POOL
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.places import MAX_NESTING, PlaceKind
from warehouse_app.store.allocation import NEEDS, PROMISED
from warehouse_app.store.desk import Desk
from warehouse_app.store.health.marks import AWAY, Cells, Fixed
from warehouse_app.store.schema import ledger, purchasing, trade
from warehouse_app.store.statement import Statement

AT_ONCE = 5_000
"""Items read in one question."""

OPEN = "confirmed"
"""The state of purchase orders from which goods are expected."""

_b, _i, _p, _o, _lot, _g = ledger.balance, ledger.item, ledger.place, ledger.pool, ledger.lot, ledger.product
_po, _pl, _l, _r = purchasing.purchase_order, purchasing.purchase_line, trade.order_line, trade.orders
_NOW = Statement(
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_b.c.on_hand != 0, and_(*(_p.c.kind != kind.value for kind in AWAY)))
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ITEMS = select(_i.c.id, _i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner).where(_i.c.id.in_(_IDS))
_POOLS = Statement(
    select(_o.c.warehouse, _o.c.sku, _o.c.on_hand, _o.c.promised).where(
        _o.c.lot == WHOLE_POOL, _o.c.grade == GRADE_A, _o.c.owner == HOUSE, or_(_o.c.on_hand > 0, _o.c.promised > 0)
    )
)
_LEFT = _pl.c.qty - _pl.c.received - _pl.c.cancelled
_DUE = func.coalesce(func.nullif(_pl.c.due_day, ""), _po.c.due_day)
_COMES = Statement(
    select(_po.c.warehouse, _pl.c.sku, _DUE, func.sum(_LEFT))
    .join(_po, _po.c.id == _pl.c.purchase_order_id)
    .where(_po.c.state == OPEN, _LEFT > 0)
    .group_by(_po.c.warehouse, _pl.c.sku, _DUE)
)
_SHORT = _l.c.qty - _l.c.cancelled - _l.c.picked - PROMISED
_DAY = func.substr(_r.c.ship_by, 1, 10)
_WAITS = Statement(
    select(_r.c.warehouse, _l.c.sku, _DAY, func.sum(_SHORT))
    .join(_r, _r.c.id == _l.c.order_id)
    .where(_r.c.state == OrderState.CONFIRMED.value, NEEDS)
    .group_by(_r.c.warehouse, _l.c.sku, _DAY)
)
_LOTS = Statement(select(_lot.c.sku, _lot.c.lot, _lot.c.last_ship_day).where(_lot.c.last_ship_day.is_not(None)))
_NAMES = Statement(select(_g.c.sku, _g.c.name))
_UNTRACED = Statement(
    select(_i.c.sku, func.coalesce(_g.c.name, ""), _i.c.lot, -_b.c.on_hand)
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_p.c.kind == PlaceKind.UNTRACED.value, _b.c.on_hand != 0)
    .order_by(_i.c.sku, _i.c.lot)
    .limit(bindparam("most"))
)


class Thing(NamedTuple):
    """What an item is."""

    sku: str
    lot: str
    serial: str
    grade: str
    owner: str


ByPool = Mapping[tuple[str, str], list[tuple[str, int]]]
"""By warehouse and product: days and units."""


def cells_now(desk: Desk) -> Cells:
    """Return what stands where now, of places in the house."""
    return {(row[0], row[1]): row[2] for row in _NOW.all(desk.connection)}


def things(desk: Desk, ids: Iterable[int]) -> Mapping[int, Thing]:
    """Return what the items of these numbers are."""
    wanted, found = sorted(set(ids)), {}
    for first in range(0, len(wanted), AT_ONCE):
        rows = desk.connection.execute(_ITEMS, {"ids": wanted[first : first + AT_ONCE]})
        found.update({row[0]: Thing(*row[1:]) for row in rows})
    return found


def homes(cells: Cells, here: Mapping[int, Fixed], items: Mapping[int, Thing]) -> Mapping[int, str]:
    """Return the warehouse that each place counts to: its own, or where the container stands by these very cells.

    A container that stands nowhere in the house counts to none.
    """
    known = {container_item(each.kind, each.code).serial + each.kind: at for at, each in here.items()}
    above: dict[int, int] = {}
    for place, item in cells:
        thing = items[item]
        if thing.sku.startswith(CONTAINER_MARK):
            inside = known.get(thing.serial + thing.sku.removeprefix(CONTAINER_MARK))
            if inside is not None:
                above[inside] = place
    found: dict[int, str] = {}
    for place in {place for place, _item in cells}:
        at, depth = place, 0
        while at in above and depth <= MAX_NESTING:
            at, depth = above[at], depth + 1
        fixed = here[at]
        found[place] = "" if PlaceKind(fixed.kind) in _CARRIED else fixed.warehouse
    return found


_CARRIED = frozenset({PlaceKind.LPN, PlaceKind.TOTE, PlaceKind.CART})


def pools(desk: Desk) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Return by warehouse and product what its pool holds and promised."""
    return {(row[0], row[1]): (row[2], row[3]) for row in _POOLS.all(desk.connection)}


def comes(desk: Desk) -> ByPool:
    """Return what was ordered and has not come, by the day it is due ("" is not known)."""
    return _by_pool(_COMES.all(desk.connection))


def waits(desk: Desk) -> ByPool:
    """Return what orders lack, by the day on which they must leave."""
    return _by_pool(_WAITS.all(desk.connection))


def _by_pool(rows: Iterable[Any]) -> ByPool:
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for warehouse, sku, day, qty in rows:
        found[warehouse, sku].append((day or "", int(qty)))
    return found


def lot_days(desk: Desk) -> Mapping[tuple[str, str], str]:
    """Return the last ship day of each lot that has one."""
    return {(row[0], row[1]): row[2] for row in _LOTS.all(desk.connection)}


def names(desk: Desk) -> Mapping[str, str]:
    """Return the name of every product."""
    return {row[0]: row[1] for row in _NAMES.all(desk.connection)}


def untraced(desk: Desk, most: int) -> list[Any]:
    """Return goods that came from nowhere known (above zero) or went there: SKU, name, lot, units."""
    return _UNTRACED.all(desk.connection, most=most)
