"""Orders that left before the books began: found, and written down as gone."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select, update

from warehouse_app.domain.items import ProductKind, Tracking
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.places import Place
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _k, _g = trade.orders, trade.order_line, floor.parcel, ledger.product
_GOODS = _l.c.kind == ProductKind.GOODS.value
_AFTER = Statement(
    select(_o.c.id, _o.c.code, _o.c.warehouse, _o.c.placed_at)
    .where(_o.c.state == OrderState.CONFIRMED.value, _o.c.id > bindparam("after"))
    .where(_o.c.placed_at < bindparam("before"))
    .where(or_(_o.c.channel == bindparam("channel_is"), bindparam("channel_is") == ""))
    .order_by(_o.c.id)
    .limit(bindparam("most"))
)
_LINES = Statement(
    select(_l.c.id, _g.c.sku, _l.c.qty - _l.c.cancelled - _l.c.shipped)
    .join(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"), _GOODS, _l.c.qty - _l.c.cancelled > _l.c.shipped)
    .order_by(_l.c.id)
    .limit(bindparam("most"))
)
_UNKNOWN = Statement(
    select(_l.c.id).where(_l.c.order_id == bindparam("order_is"), _GOODS, _l.c.product_id.is_(None)).limit(1)
)
_TRACKED = Statement(
    select(_l.c.id)
    .join(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"), _GOODS, _g.c.tracking != Tracking.NONE.value)
    .limit(1)
)
_BEGUN = Statement(select(_l.c.id).where(_l.c.order_id == bindparam("order_is"), _l.c.picked > _l.c.shipped).limit(1))
_PLANNED = Statement(
    select(floor.batch_order.c.batch_id)
    .join(floor.batch, floor.batch.c.id == floor.batch_order.c.batch_id)
    .where(floor.batch_order.c.order_id == bindparam("order_is"))
    .where(floor.batch.c.state != "closed", floor.batch.c.state != "discarded")
    .limit(1)
)
_BOX = Statement(
    select(_k.c.id, _k.c.place_id)
    .where(_k.c.order_id == bindparam("order_is"), _k.c.state == ParcelState.BEFORE.value)
    .order_by(_k.c.id)
    .limit(1)
)
_GONE = Statement(
    update(_l)
    .where(_l.c.id == bindparam("id_is"))
    .values(
        picked=_l.c.picked + bindparam("more"), packed=_l.c.packed + bindparam("more"),
        shipped=_l.c.shipped + bindparam("more"),
    )
)  # fmt: skip
_NUMBER = Statement(select(func.coalesce(func.max(_k.c.n), 0)).where(_k.c.order_id == bindparam("order_is")))
_PUT = Statement(
    insert(_k).values({name: bindparam(name) for name in ("code", "order_id", "place_id", "state", "n", "handed_at")})
)


class Past(NamedTuple):
    """An order that may have left before."""

    id: int
    code: str
    warehouse: str
    placed_at: str


class PastLine(NamedTuple):
    """What of a line left."""

    id: int
    sku: str
    qty: int


def after(desk: Desk, before: str, channel: str, order_id: int, most: int) -> tuple[Past, ...]:
    """Return confirmed orders placed before a moment, behind an order, by their rows."""
    rows = _AFTER.all(desk.connection, before=before, channel_is=channel, after=order_id, most=most)
    return tuple(Past(*row) for row in rows)


def hindrance(desk: Desk, order_id: int) -> str:
    """Return why an order cannot simply be said to be gone: begun, unknown, tracked; "" for nothing."""
    questions = (("begun", _BEGUN), ("begun", _PLANNED), ("unknown", _UNKNOWN), ("tracked", _TRACKED))
    return next((name for name, asked in questions if asked.one(desk.connection, order_is=order_id) is not None), "")


def lines(desk: Desk, order_id: int, most: int) -> tuple[PastLine, ...]:
    """Return lines of goods of which something is still to be said."""
    return tuple(PastLine(*row) for row in _LINES.all(desk.connection, order_is=order_id, most=most))


def box(desk: Desk, order_id: int) -> int | None:
    """Return the place of the parcel in which a part of the order was said to have left already."""
    row = _BOX.one(desk.connection, order_is=order_id)
    return None if row is None else int(row[1])


def put_box(desk: Desk, order: Past, place: Place) -> None:
    """Write the parcel in which an order left; when is not known better than that it was placed then."""
    n = int(_NUMBER.scalar(desk.connection, order_is=order.id)) + 1
    _PUT.run(
        desk.connection, code=place.code, order_id=order.id, place_id=int(place.id), state=ParcelState.BEFORE.value,
        n=n, handed_at=order.placed_at,
    )  # fmt: skip


def count(desk: Desk, line: PastLine) -> None:
    """Count what of a line left."""
    _GONE.run(desk.connection, id_is=line.id, more=line.qty)
