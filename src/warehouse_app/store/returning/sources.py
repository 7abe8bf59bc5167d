"""Where returned goods are in the books: in the parcels they were sent in; and whose else they may be."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import sold
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_p, _b, _i, _o, _l = floor.parcel, ledger.balance, ledger.item, trade.orders, trade.order_line
_LEFT = (
    *(ParcelState.HANDED_OVER, ParcelState.IN_TRANSIT, ParcelState.OUT_FOR_DELIVERY, ParcelState.DELIVERED),
    *(ParcelState.EXCEPTION, ParcelState.RETURNED, ParcelState.LOST, ParcelState.BEFORE),
)
_GONE = or_(*(_p.c.state == each.value for each in _LEFT))
"""Parcels that left the house: what lies in them in the books is at the customer."""

MOST_ORDERS = 7
"""Other orders of a customer that are offered; two answers stand behind them."""

_CELL = (
    select(_p.c.place_id, _i.c.id, _i.c.sku, _i.c.lot, _i.c.serial, _b.c.on_hand, _p.c.id, _p.c.order_id)
    .select_from(_p)
    .join(_b, _b.c.place_id == _p.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_b.c.on_hand > 0, _GONE)
)
_OF_ORDER = Statement(_CELL.where(_p.c.order_id == bindparam("order_is")).order_by(_p.c.id, _i.c.id))
_OF_PARCEL = Statement(_CELL.where(_p.c.id == bindparam("parcel_is")).order_by(_i.c.id))
_OF_SERIAL = Statement(
    _CELL.where(_i.c.sku == bindparam("sku_is"), _i.c.serial == bindparam("serial_is")).order_by(_p.c.id.desc())
)
_OTHERS = Statement(
    select(_o.c.id, _o.c.code, _o.c.placed_at)
    .join(_l, _l.c.order_id == _o.c.id)
    .where(_o.c.customer_id == bindparam("customer_is"), _o.c.id != bindparam("order_is"))
    .where(_l.c.sku == bindparam("sku_is"), _l.c.shipped > 0)
    .group_by(_o.c.id, _o.c.code, _o.c.placed_at)
    .order_by(_o.c.placed_at.desc(), _o.c.id.desc())
    .limit(3 * MOST_ORDERS)
)
_ORDER = Statement(
    select(_o.c.id, _o.c.code, _o.c.channel, _o.c.state, _o.c.customer_id, _o.c.currency).where(
        _o.c.id == bindparam("id_is")
    )
)
_CUSTOMER = Statement(select(trade.customer.c.code).where(trade.customer.c.id == bindparam("id_is")))
_PARCEL = Statement(select(_p.c.code, _p.c.carrier, _p.c.tracking, _p.c.order_id).where(_p.c.id == bindparam("id_is")))


class Cell(NamedTuple):
    """Goods in a parcel that left."""

    place_id: int
    item_id: int
    sku: str
    lot: str
    serial: str
    qty: int
    parcel_id: int
    order_id: int


class ParcelHead(NamedTuple):
    """A parcel as a return names it."""

    code: str
    carrier: str
    tracking: str
    order_id: int


class OrderFacts(NamedTuple):
    """An order as a return names it."""

    id: int
    code: str
    channel: str
    state: str
    customer_id: int | None
    currency: str


def order(desk: Desk, order_id: int) -> OrderFacts:
    """Return an order that exists."""
    return OrderFacts(*_ORDER.all(desk.connection, id_is=order_id)[0])


def of_order(desk: Desk, order_id: int) -> tuple[Cell, ...]:
    """Return what the books still have in the parcels of an order that left."""
    return tuple(Cell(*row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))


def of_parcel(desk: Desk, parcel_id: int) -> tuple[Cell, ...]:
    """Return what the books still have in one parcel that left."""
    return tuple(Cell(*row) for row in _OF_PARCEL.all(desk.connection, parcel_is=parcel_id))


def of_serial(desk: Desk, sku: str, serial: str) -> Cell | None:
    """Return the parcel in which a serial number left the house, whosesoever it was."""
    row = _OF_SERIAL.one(desk.connection, sku_is=sku, serial_is=serial)
    return None if row is None else Cell(*row)


def others_with(desk: Desk, customer_id: int, order_id: int, sku: str) -> tuple[tuple[int, str], ...]:
    """Return number and code of the customer's other orders of which units of a product may still come back."""
    rows = _OTHERS.all(desk.connection, customer_is=customer_id, order_is=order_id, sku_is=sku)
    found = ((int(row[0]), str(row[1])) for row in rows)
    held = (each for each in found if any(one.sku == sku and one.left for one in sold.of_order(desk, each[0])))
    return tuple(held)[:MOST_ORDERS]


def parcel(desk: Desk, parcel_id: int) -> ParcelHead:
    """Return a parcel that exists."""
    return ParcelHead(*_PARCEL.all(desk.connection, id_is=parcel_id)[0])


def customer(desk: Desk, customer_id: int) -> str:
    """Return the code of a customer, "" where it is known no more."""
    return str(_CUSTOMER.scalar(desk.connection, id_is=customer_id) or "")
