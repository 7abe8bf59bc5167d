"""What a supervisor reads of orders and planned batches while planning, and how planned batches are written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.statement import Statement

_o, _b, _bo = trade.orders, floor.batch, floor.batch_order
AT_ONCE = 500
"""Orders that one question asks for."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HEADS = select(_o.c.id, _o.c.code, _o.c.placed_at, _o.c.ship_by, _o.c.service, _o.c.priority).where(_o.c.id.in_(_IDS))


class Head(NamedTuple):
    """What is told of an order beside its lines."""

    id: int
    code: str
    placed_at: str
    ship_by: str
    service: str
    priority: int


def heads(desk: Desk, orders: Sequence[int]) -> Mapping[int, Head]:
    """Return what is told of these orders, by row number."""
    found: dict[int, Head] = {}
    for start in range(0, len(orders), AT_ONCE):
        rows: Any = desk.connection.execute(_HEADS, {"ids": list(orders[start : start + AT_ONCE])})
        found |= {row[0]: Head(*row) for row in rows}
    return found


_PLANNED = Statement(
    select(_b.c.id, _b.c.code, _b.c.warehouse, _b.c.ship_day, _bo.c.order_id, _bo.c.slot)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_b.c.state == "planned", _bo.c.trip == 1)
    .order_by(_b.c.id),
)
CLEAR = Statement(delete(_bo).where(_bo.c.batch_id == bindparam("batch_is")))
FIGURES = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"))
    .values(trips=bindparam("trips"), distance_mm=bindparam("distance_mm"), method=bindparam("method")),
)
_DAY = Statement(select(_b.c.ship_day).where(_b.c.id == bindparam("id_is")))


class Planned(NamedTuple):
    """A batch that is planned and not released, with its orders in slot order."""

    id: int
    code: str
    warehouse: str
    ship_day: str
    orders: tuple[int, ...]


def planned(desk: Desk) -> tuple[Planned, ...]:
    """Return all planned batches, oldest first."""
    found: dict[int, tuple[str, str, str, list[tuple[int, str, int]]]] = {}
    for row in _PLANNED.all(desk.connection):
        kept = found.setdefault(row[0], (row[1], row[2], row[3], []))
        kept[3].append((len(row[5]), row[5], row[4]))  # S9 before S10, A1 before B1
    return tuple(
        Planned(number, code, warehouse, day, tuple(order for _, _, order in sorted(rows)))
        for number, (code, warehouse, day, rows) in found.items()
    )


def day_of(desk: Desk, batch_id: int) -> str:
    """Return the ship day of a batch."""
    return str(_DAY.scalar(desk.connection, id_is=batch_id))
