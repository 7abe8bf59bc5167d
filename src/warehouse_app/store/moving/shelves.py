"""Bins of one warehouse with what stands in them, for putting half-empty ones together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select

from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, storage
from warehouse_app.store.statement import Statement

_h, _r, _p, _b, _i, _g = (
    storage.home_place, storage.place_rule, ledger.place, ledger.balance, ledger.item, ledger.product,
)  # fmt: skip
_CELLS = Statement(
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand, _b.c.held, _i.c.product_id, func.coalesce(_p.c.walk_seq, 0))
    .add_columns(_r.c.most_units, _r.c.volume_mm3, _g.c.length_mm * _g.c.width_mm * _g.c.height_mm)
    .add_columns(func.coalesce(_r.c.use, "pick"))
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_r, _r.c.place_id == _b.c.place_id)
    .where(_p.c.warehouse == bindparam("warehouse_is"), _p.c.kind == PlaceKind.BIN.value, _p.c.active == 1)
    .where(_b.c.on_hand > 0, func.coalesce(_r.c.locked, 0) == 0)
)
_HOMES = Statement(
    select(_h.c.place_id, _h.c.product_id, _h.c.most).join(
        _p, and_(_p.c.id == _h.c.place_id, _p.c.warehouse == bindparam("warehouse_is"))
    )
)


class Cell(NamedTuple):
    """`qty` of an item in a bin. `most` is what the bin can take of it, None where nothing says so."""

    place: int
    item: int
    qty: int
    held: int
    walk: int
    use: str
    most: int | None
    alone: bool


def read(desk: Desk, warehouse: str) -> tuple[Cell, ...]:
    """Return every cell of the warehouse's open bins; a bin that is at home to its goods is never emptied."""
    homes = {(row[0], row[1]): row[2] for row in _HOMES.all(desk.connection, warehouse_is=warehouse)}
    rows = _CELLS.all(desk.connection, warehouse_is=warehouse)
    kinds: dict[int, int] = defaultdict(int)
    for row in rows:
        kinds[row[0]] += 1
    return tuple(_cell(row, homes, kinds[row[0]]) for row in rows if row[4] is not None)


def _cell(row: Any, homes: Mapping[tuple[int, int], int | None], kinds: int) -> Cell:  # noqa: ANN401 - a database row
    home = (row[0], row[4])
    most = homes.get(home) or _most(row[6], row[7], row[8])
    return Cell(row[0], row[1], row[2], row[3], row[5], row[9], most, kinds == 1 and home not in homes)


def _most(units: int | None, volume: int | None, each: int | None) -> int | None:
    by_volume = volume // each if volume and each else None
    known = [number for number in (units, by_volume) if number is not None]
    return min(known) if known else None
