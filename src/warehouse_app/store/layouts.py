"""Drawings of warehouses as kept, the places they are compared with, and how often each place is picked from."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.jsonable import decode
from warehouse_app.domain.layouts.values import DrawnLayout, Layout
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, layouts, ledger, storage
from warehouse_app.store.statement import Statement

KEPT = 50
"""Versions of a drawing that are kept, so that as many changes can be undone."""

MOST_STOPS = 20_000
"""Stops of past tours that slotting looks at, the newest."""

_l, _p, _b, _t = layouts.layout, ledger.place, floor.batch, floor.task
_i, _c, _r, _h = ledger.item, ledger.balance, storage.place_rule, storage.home_place
_MINE = _l.c.warehouse == bindparam("warehouse_is")
_NEWEST = Statement(
    select(_l.c.id, _l.c.body, _l.c.at, _l.c.who).where(_MINE).order_by(_l.c.id.desc()).limit(bindparam("many"))
)
_NEW = Statement(insert(_l).values({name: bindparam(name) for name in ("warehouse", "body", "at", "who")}))
_DROP = Statement(delete(_l).where(_l.c.id == bindparam("id_is")))
_OLD = Statement(delete(_l).where(_MINE, _l.c.id < bindparam("least")))
_FIXED = or_(_p.c.kind == PlaceKind.BIN.value, _p.c.kind == PlaceKind.DOCK.value)
_PLACES = Statement(
    select(
        *(_p.c.id, _p.c.code, _p.c.kind, _p.c.walk_seq, _p.c.aisle, _p.c.bay, _p.c.level),
        *(_p.c.x_mm, _p.c.y_mm, _p.c.side),
    )
    .where(_p.c.warehouse == bindparam("warehouse_is"), _FIXED, _p.c.active == 1)
    .order_by(_p.c.id)
)
_ONE = Statement(
    select(_p.c.id, _p.c.kind, _p.c.walk_seq, _p.c.aisle, _p.c.bay, _p.c.level, _p.c.x_mm, _p.c.y_mm, _p.c.side).where(
        _p.c.warehouse == bindparam("warehouse_is"), _p.c.code == bindparam("code_is")
    )
)
_LAY = Statement(
    update(_p)
    .where(_p.c.id == bindparam("id_is"))
    .values({n: bindparam(f"new_{n}") for n in ("walk_seq", "aisle", "bay", "level", "x_mm", "y_mm", "side")})
)
_PICKED = and_(_b.c.warehouse == bindparam("warehouse_is"), _b.c.planned_at >= bindparam("since"), _t.c.picked > 0)
_HEAT = Statement(
    select(_p.c.code, func.count(), func.sum(_t.c.picked))
    .select_from(_t)
    .join(_b, _b.c.id == _t.c.batch_id)
    .join(_p, _p.c.id == _t.c.place_id)
    .where(_PICKED)
    .group_by(_p.c.code)
)
_STOPS = Statement(
    select(_t.c.batch_id, _t.c.trip, _p.c.code, _i.c.sku, _t.c.picked)
    .join(_b, _b.c.id == _t.c.batch_id)
    .join(_p, _p.c.id == _t.c.place_id)
    .join(_i, _i.c.id == _t.c.item_id)
    .where(_PICKED)
    .order_by(_t.c.batch_id.desc(), _t.c.id)
    .limit(MOST_STOPS)
)
_GOODS = Statement(
    select(_p.c.id, _p.c.code, _i.c.sku, _c.c.item_id, _c.c.on_hand, _c.c.held)
    .select_from(_p)
    .join(_c, and_(_c.c.place_id == _p.c.id, _c.c.on_hand > 0))
    .join(_i, _i.c.id == _c.c.item_id)
    .where(_p.c.warehouse == bindparam("warehouse_is"), _p.c.kind == PlaceKind.BIN.value, _p.c.active == 1)
    .order_by(_p.c.id, _c.c.item_id)
)
_BOUND = Statement(
    select(_p.c.code)
    .outerjoin(_r, _r.c.place_id == _p.c.id)
    .outerjoin(_h, _h.c.place_id == _p.c.id)
    .where(
        _p.c.warehouse == bindparam("warehouse_is"),
        or_(_h.c.product_id.is_not(None), _r.c.locked == 1, _r.c.use != "pick", _r.c.climate != "", _r.c.hazard != ""),
    )
)


class LaidPlace(NamedTuple):
    """A bin or dock in use and where it lies."""

    id: int
    code: str
    kind: str
    walk_seq: int | None
    aisle: int | None
    bay: int | None
    level: int | None
    x_mm: int | None
    y_mm: int | None
    side: str


class PickedStop(NamedTuple):
    """One stop of a past tour."""

    batch: int
    trip: int
    place: str
    sku: str
    units: int


class BinGoods(NamedTuple):
    """Goods in a bin."""

    place_id: int
    place: str
    sku: str
    item_id: int
    on_hand: int
    held: int


def newest(desk: Desk, warehouse: str) -> DrawnLayout | None:
    """Return the drawing in force; None where none was drawn."""
    row = _NEWEST.one(desk.connection, warehouse_is=warehouse, many=1)
    if row is None:
        return None
    return DrawnLayout(decode(Layout, json.loads(row[1])), int(row[0]), drawn=True, at=row[2], who=row[3])


def keep(desk: Desk, warehouse: str, body: str) -> None:
    """Keep a version of a drawing; the oldest beyond KEPT go."""
    _NEW.run(desk.connection, warehouse=warehouse, body=body, at=desk.at, who=desk.who)
    rows = _NEWEST.all(desk.connection, warehouse_is=warehouse, many=KEPT)
    _OLD.run(desk.connection, warehouse_is=warehouse, least=rows[-1][0])


def drop(desk: Desk, version: int) -> None:
    """Take one version away; the one before is in force again."""
    _DROP.run(desk.connection, id_is=version)


def places(desk: Desk, warehouse: str) -> tuple[LaidPlace, ...]:
    """Return the bins and docks of a warehouse that are in use."""
    return tuple(LaidPlace(*row) for row in _PLACES.all(desk.connection, warehouse_is=warehouse))


def place(desk: Desk, warehouse: str, code: str) -> LaidPlace | None:
    """Return one place of any kind."""
    row = _ONE.one(desk.connection, warehouse_is=warehouse, code_is=code)
    return None if row is None else LaidPlace(row[0], code, *row[1:])


def lay(desk: Desk, place_id: int, values: dict[str, int | str | None]) -> None:
    """Write where a place lies."""
    _LAY.run(desk.connection, id_is=place_id, **{f"new_{name}": value for name, value in values.items()})
    desk.memory.places.clear()


def heat(desk: Desk, warehouse: str, since: str) -> dict[str, tuple[int, int]]:
    """Return for each place how often goods were taken there in batches planned since, and how many units."""
    rows = _HEAT.all(desk.connection, warehouse_is=warehouse, since=since)
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def stops(desk: Desk, warehouse: str, since: str) -> tuple[PickedStop, ...]:
    """Return the stops of tours planned since, newest batch first."""
    rows = _STOPS.all(desk.connection, warehouse_is=warehouse, since=since)
    return tuple(PickedStop(int(row[0]), int(row[1]), row[2], row[3], int(row[4])) for row in rows)


def goods(desk: Desk, warehouse: str) -> tuple[BinGoods, ...]:
    """Return what stands in the bins of a warehouse."""
    return tuple(BinGoods(*row) for row in _GOODS.all(desk.connection, warehouse_is=warehouse))


def bound(desk: Desk, warehouse: str) -> frozenset[str]:
    """Return the places that are kept for something: homes, locked ones, the reserve, a climate, a hazard."""
    return frozenset(row[0] for row in _BOUND.all(desk.connection, warehouse_is=warehouse))
