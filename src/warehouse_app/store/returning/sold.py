"""What was sold, as returns see it: the lines of an order, how much of each left, is announced, back, refunded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, or_, select

from warehouse_app.domain.returning.states import COUNTS, OVER, UnitState
from warehouse_app.domain.returning.values import Sold
from warehouse_app.store import kitlines
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, returning, trade
from warehouse_app.store.statement import Statement

_l, _g, _o = trade.order_line, ledger.product, trade.orders
_r, _u = returning.returns, returning.return_unit
_f, _fl = returning.refund, returning.refund_line
_BACK = (UnitState.RECEIVED, UnitState.GRADED, UnitState.SETTLED)


def _units(*where: Any) -> Any:  # noqa: ANN401 - expressions of Core
    found = select(func.sum(_u.c.qty)).join(_r, _r.c.id == _u.c.return_id).where(_u.c.line_id == _l.c.id, *where)
    return func.coalesce(found.correlate(_l).scalar_subquery(), 0)


_ANNOUNCED = _units(
    _u.c.state == UnitState.EXPECTED.value, *(_r.c.state != each.value for each in sorted(OVER)),
    _r.c.state != "expired",
)  # fmt: skip
_RETURNED = _units(or_(*(_u.c.state == each.value for each in _BACK)), _u.c.back_id == "")
_REFUNDED = func.coalesce(
    select(func.sum(_fl.c.amount_minor))
    .join(_f, _f.c.id == _fl.c.refund_id)
    .where(_fl.c.line_id == _l.c.id, or_(*(_f.c.state == each.value for each in sorted(COUNTS))))
    .correlate(_l)
    .scalar_subquery(),
    0,
)
_LINES = (
    select(
        *(_l.c.id, _l.c.order_id, _l.c.n, _l.c.sku, func.coalesce(_g.c.name, _l.c.description), _l.c.kind, _l.c.qty),
        *(_l.c.shipped, _ANNOUNCED, _RETURNED, kitlines.worth_minor(_l), _REFUNDED),
    )
    .select_from(_l)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
)
_OF_ORDER = Statement(_LINES.where(_l.c.order_id == bindparam("order_is")).order_by(_l.c.n))
_LINE = Statement(_LINES.where(_l.c.id == bindparam("line_is")))
_ORDER_REFUNDED = Statement(
    select(func.coalesce(func.sum(_f.c.amount_minor), 0))
    .where(_f.c.order_id == bindparam("order_is"))
    .where(or_(*(_f.c.state == each.value for each in sorted(COUNTS))))
)


def of_order(desk: Desk, order_id: int) -> tuple[Sold, ...]:
    """Return the lines of an order, goods and others, in their order."""
    return tuple(Sold(*row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))


def line(desk: Desk, line_id: int) -> Sold:
    """Return one line that exists; a missing one is a bug."""
    row = _LINE.one(desk.connection, line_is=line_id)
    if row is None:
        message = f"no order line {line_id}"
        raise LookupError(message)
    return Sold(*row)


def refunded(desk: Desk, order_id: int) -> int:
    """Return what of an order was, or is being, paid back, in minor units of its currency."""
    return int(_ORDER_REFUNDED.scalar(desk.connection, order_is=order_id))
