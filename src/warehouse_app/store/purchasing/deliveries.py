"""Deliveries that suppliers told of beforehand: found by code, note or pallet, read with their lines, and arrived."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, select, update

from warehouse_app.domain.purchasing.refusals import NoSuchDelivery
from warehouse_app.domain.purchasing.states import DeliveryState
from warehouse_app.domain.purchasing.values import DeliveryHead, DeliveryLine
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import purchasing
from warehouse_app.store.statement import Ahead, Statement, ahead

_d, _l, _s, _o = purchasing.delivery, purchasing.delivery_line, purchasing.supplier, purchasing.purchase_order
_HEAD = (
    select(_d.c.id, _d.c.code, _d.c.state, _d.c.supplier_id, _s.c.code, _s.c.name, _d.c.purchase_order_id)
    .add_columns(func.coalesce(_o.c.code, ""), _d.c.warehouse, _d.c.supplier_ref, _d.c.due_day)
    .join(_s, _s.c.id == _d.c.supplier_id)
    .outerjoin(_o, _o.c.id == _d.c.purchase_order_id)
)
_BY_ID = Statement(_HEAD.where(_d.c.id == bindparam("id_is")))
_BY_CODE = Statement(_HEAD.where(_d.c.code == bindparam("code_is")))
_BY_REF = Statement(_HEAD.where(_d.c.supplier_ref == bindparam("ref_is"), _d.c.supplier_ref != "").order_by(_d.c.id))
_BY_SSCC = Statement(
    _HEAD.where(
        _d.c.id.in_(select(_l.c.delivery_id).where(_l.c.sscc == bindparam("sscc_is"), _l.c.sscc != ""))
    ).order_by(_d.c.id)
)
_LINE = (_l.c.id, _l.c.delivery_id, _l.c.n, _l.c.sku, _l.c.qty, _l.c.sscc, _l.c.lot, _l.c.last_ship_day)
_LINES = Statement(
    select(*_LINE, _l.c.purchase_line_id, _l.c.received, _l.c.price_e4)
    .where(_l.c.delivery_id == bindparam("delivery_is"))
    .order_by(_l.c.n)
)
_OF_PURCHASE = Statement(_HEAD.where(_d.c.purchase_order_id == bindparam("order_is")).order_by(_d.c.id))
_RECEIVED = Statement(
    update(_l).where(_l.c.id == bindparam("line_is")).values(received=_l.c.received + bindparam("more"))
)
_STATE = Statement(update(_d).where(_d.c.id == bindparam("id_is")).values(state=bindparam("to")))


def head(desk: Desk, delivery_id: int) -> DeliveryHead:
    """Return the deciding facts of a delivery. Raises Refused(NoSuchDelivery)."""
    row = _BY_ID.one(desk.connection, id_is=delivery_id)
    if row is None:
        raise Refused(NoSuchDelivery(str(delivery_id)))
    return _head(row)


def ahead_of(delivery_id: int) -> Ahead:
    """Return the question for the deciding facts of a delivery."""
    return ahead(_BY_ID, id_is=delivery_id)


def ahead_of_lines(delivery_id: int) -> Ahead:
    """Return the question for the lines of a delivery."""
    return ahead(_LINES, delivery_is=delivery_id)


def by_code(desk: Desk, code: str) -> DeliveryHead | None:
    """Return the delivery of that code of ours."""
    row = _BY_CODE.one(desk.connection, code_is=code.strip().upper())
    return None if row is None else _head(row)


def by_ref(desk: Desk, supplier_ref: str) -> tuple[DeliveryHead, ...]:
    """Return the deliveries whose note has that number; several suppliers may use it."""
    return tuple(_head(row) for row in _BY_REF.all(desk.connection, ref_is=supplier_ref.strip()))


def by_sscc(desk: Desk, sscc: str) -> tuple[DeliveryHead, ...]:
    """Return the deliveries that hold the pallet of that number (18 digits)."""
    return tuple(_head(row) for row in _BY_SSCC.all(desk.connection, sscc_is=sscc))


def find(desk: Desk, text: str) -> tuple[DeliveryHead, ...]:
    """Return the deliveries of that code, delivery note or pallet, each once."""
    own = by_code(desk, text)
    found = ((own,) if own is not None else ()) + by_ref(desk, text) + by_sscc(desk, text.strip())
    return tuple({each.id: each for each in found}.values())


def lines(desk: Desk, delivery_id: int) -> tuple[DeliveryLine, ...]:
    """Return the lines of a delivery, in their order."""
    return tuple(DeliveryLine(*row) for row in _LINES.all(desk.connection, delivery_is=delivery_id))


def of_purchase(desk: Desk, purchase_id: int) -> tuple[DeliveryHead, ...]:
    """Return the deliveries told of a purchase order, oldest first."""
    return tuple(_head(row) for row in _OF_PURCHASE.all(desk.connection, order_is=purchase_id))


def add_received(desk: Desk, line_id: int, qty: int) -> None:
    """Let `qty` units more have come of a line; a negative number takes back what an undone scan brought."""
    _RECEIVED.do(desk.connection, line_is=line_id, more=qty)


def set_state(desk: Desk, delivery_id: int, state: DeliveryState) -> None:
    """Let a delivery go to `state`."""
    _STATE.run(desk.connection, id_is=delivery_id, to=state.value)


def _head(row: Any) -> DeliveryHead:  # noqa: ANN401 - a database row
    return DeliveryHead(row[0], row[1], DeliveryState(row[2]), *row[3:])
