"""How an order left: when, in which parcel, in which currency it was paid; of what kind the goods of a line are."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, instructions, trade
from warehouse_app.store.statement import Statement

_k, _o, _l, _y = floor.parcel, trade.orders, trade.order_line, instructions.product_care
_LEFT = Statement(
    select(func.coalesce(func.max(_k.c.handed_at), ""), func.count(), func.coalesce(func.max(_k.c.id), 0)).where(
        _k.c.order_id == bindparam("order_is"), _k.c.handed_at.is_not(None)
    )
)
_ORDER = Statement(
    select(func.coalesce(_o.c.closed_at, _o.c.placed_at), _o.c.currency).where(_o.c.id == bindparam("order_is"))
)
_LINE = Statement(
    select(_l.c.product_id, func.coalesce(_y.c.category, ""))
    .outerjoin(_y, _y.c.product_id == _l.c.product_id)
    .where(_l.c.id == bindparam("line_is"))
)


class Departure(NamedTuple):
    """When the last of an order left; `parcel_id` where it was one parcel only."""

    at: str
    parcel_id: int | None
    currency: str


def of_order(desk: Desk, order_id: int) -> Departure:
    """Return how an order left; one of which no parcel is known when it was closed, or placed."""
    at, many, parcel = _LEFT.all(desk.connection, order_is=order_id)[0]
    closed, currency = _ORDER.all(desk.connection, order_is=order_id)[0]
    return Departure(at or closed, int(parcel) if many == 1 else None, currency)


def product_id(desk: Desk, line_id: int) -> int | None:
    """Return the product of a line, None where it has none."""
    found = _LINE.all(desk.connection, line_is=line_id)[0][0]
    return None if found is None else int(found)


def category(desk: Desk, line_id: int) -> str:
    """Return the category of a line's product, "" where none is known."""
    return str(_LINE.all(desk.connection, line_is=line_id)[0][1])
