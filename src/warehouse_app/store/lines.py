"""How far each order line is: picked, packed, shipped. Changed only with the entry that moves the goods."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Statement

_l = trade.order_line
_PICKED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(picked=_l.c.picked + bindparam("more")))
_PACKED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(packed=_l.c.packed + bindparam("more")))
_SHIPPED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(shipped=_l.c.shipped + bindparam("more")))


def add_picked(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` (below zero when undone) units of a line as picked into a tote."""
    _PICKED.do(desk.connection, id_is=line_id, more=more)


def add_packed(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` units of a line as packed into a parcel."""
    _PACKED.do(desk.connection, id_is=line_id, more=more)


def add_shipped(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` units of a line as handed over."""
    _SHIPPED.do(desk.connection, id_is=line_id, more=more)
