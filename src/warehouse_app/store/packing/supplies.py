"""Where a bench finds one of what is put into parcels: promised to nobody, at hand first."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import and_, bindparam, case, or_, select

from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_b, _i, _p, _pool = ledger.balance, ledger.item, ledger.place, ledger.pool
_HERE = and_(_p.c.kind == PlaceKind.BENCH.value, _p.c.code == bindparam("station_is"))
_FREE = (
    select(_pool.c.sku)
    .where(
        *(_pool.c.sku == _i.c.sku, _pool.c.warehouse == _p.c.warehouse, _pool.c.owner == _i.c.owner),
        *(_pool.c.grade == _i.c.grade, or_(_pool.c.lot == _i.c.lot, _pool.c.lot == "*")),
        _pool.c.on_hand <= _pool.c.promised,
    )
    .exists()
)
_SPARE = Statement(
    select(_b.c.place_id, _b.c.item_id)
    .join_from(_b, _i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_i.c.sku == bindparam("sku_is"), _i.c.grade == "A", _b.c.on_hand > _b.c.held)
    .where(_p.c.warehouse == bindparam("warehouse_is"), or_(_HERE, and_(_p.c.kind == PlaceKind.BIN.value, ~_FREE)))
    .order_by(case((_HERE, 0), else_=1), (_b.c.on_hand - _b.c.held).desc(), _b.c.place_id)
    .limit(1)
)


class Cell(NamedTuple):
    """One of an item, in a place."""

    place_id: int
    item_id: int


def spare(desk: Desk, sku: str, warehouse: str, station: str) -> Cell | None:
    """Return where one of a product lies that nobody is promised; None where there is none."""
    row = _SPARE.one(desk.connection, sku_is=sku, warehouse_is=warehouse, station_is=station)
    return None if row is None else Cell(row[0], row[1])
