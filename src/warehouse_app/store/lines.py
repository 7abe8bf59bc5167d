"""How far each order line is: picked, packed, shipped. Changed only with the entry that moves the goods.

The sums of an order that is being packed (`order_sum`) follow what is packed; other changes let them go.
"""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, case, delete, select, update

from warehouse_app.domain.items import ProductKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Statement

_l = trade.order_line
_PICKED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(picked=_l.c.picked + bindparam("more")))
_PACKED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(packed=_l.c.packed + bindparam("more")))
_s = trade.order_sum
_MORE: BindParameter[int] = bindparam("more")
_LINE = (_l.c.id == bindparam("id_is"), _l.c.kind == ProductKind.GOODS.value)
_wanted = _l.c.qty - _l.c.cancelled
_left = case((_l.c.picked < _wanted, _l.c.picked), else_=_wanted) - _l.c.packed
_fewer = case((_left > _MORE, _left - _MORE), else_=0) - case((_left > 0, _left), else_=0)
_ORDER = select(_l.c.order_id).where(*_LINE).scalar_subquery()
_SUMS = Statement(
    update(_s)
    .where(_s.c.order_id == _ORDER)
    .values(
        packed=_s.c.packed + _MORE,
        to_pack=_s.c.to_pack + select(_fewer).where(*_LINE).scalar_subquery(),
    ),
)
_LET_GO = Statement(delete(_s).where(_s.c.order_id == _ORDER))
_SHIPPED = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(shipped=_l.c.shipped + bindparam("more")))


def add_picked(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` (below zero when undone) units of a line as picked into a tote."""
    _LET_GO.do(desk.connection, id_is=line_id)
    _PICKED.do(desk.connection, id_is=line_id, more=more)


def add_packed(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` units of a line as packed into a parcel."""
    _SUMS.do(desk.connection, id_is=line_id, more=more)  # while the line is as it was
    _PACKED.do(desk.connection, id_is=line_id, more=more)


def add_shipped(desk: Desk, line_id: int, more: int) -> None:
    """Count `more` units of a line as handed over."""
    _SHIPPED.do(desk.connection, id_is=line_id, more=more)
