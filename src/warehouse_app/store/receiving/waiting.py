"""Orders that wait for a product: the lines that lack promises, the strongest first."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.readiness import rank_of
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.store.allocation import PROMISED
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Ahead, Statement, ahead

_o, _l = trade.orders, trade.order_line
_LATEST = "~"
"""Sorts after every day: an order without a day is served last."""

_SHORT = (_l.c.qty - _l.c.cancelled - _l.c.picked - PROMISED).label("short")
_STRENGTH = (
    _o.c.priority.desc(),
    case((_o.c.ship_by == "", _LATEST), else_=func.substr(_o.c.ship_by, 1, 16)),
    _o.c.placed_at,
    _l.c.id,
)
_WAITING = Statement(
    # `ix_order_line_waiting` holds just the lines of which something is still to be picked.
    select(_l.c.id, _o.c.id, _o.c.code, _o.c.priority, _o.c.ship_by, _o.c.placed_at, _SHORT)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.sku == bindparam("sku_is"), _l.c.qty > _l.c.cancelled + _l.c.picked)
    .where(_o.c.state == OrderState.CONFIRMED.value, _o.c.warehouse == bindparam("warehouse_is"))
    .where(_l.c.kind == ProductKind.GOODS.value, _l.c.qty - _l.c.cancelled - _l.c.picked > PROMISED)
    .order_by(*_STRENGTH)
    .limit(bindparam("most"))
)


class WaitingLine(NamedTuple):
    """A line that lacks `short` units."""

    line_id: int
    order_id: int
    order: str
    rank: int
    placed_at: str
    short: int


def ahead_of(sku: str, warehouse: str, most: int) -> Ahead:
    """Return the question for the lines that lack a product."""
    return ahead(_WAITING, sku_is=sku, warehouse_is=warehouse, most=most)


def lines(desk: Desk, sku: str, warehouse: str, most: int) -> tuple[WaitingLine, ...]:
    """Return the lines of confirmed orders that lack a product, by rank and then by when they were placed."""
    rows = _WAITING.all(desk.connection, sku_is=sku, warehouse_is=warehouse, most=most)
    found = [WaitingLine(row[0], row[1], row[2], rank_of(row[3], row[4]), row[5], int(row[6])) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.rank, each.placed_at, each.line_id)))
