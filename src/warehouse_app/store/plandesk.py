"""What a supervisor reads of orders while planning: their numbers, when they came, when they must leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade

_o = trade.orders
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
