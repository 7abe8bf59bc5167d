"""What waits at the pack bench, with what helps to choose: which order, how much, when it leaves. One question."""

from __future__ import annotations

from sqlalchemy import bindparam, distinct, func, select

from warehouse_app.domain.packing.values import Waiting
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.orders import ready
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _p = trade.orders, trade.order_line, ledger.place

_ready = ready(
    _p.c.code.label("tote"), _o.c.id.label("order_id"), _o.c.code.label("code"), _o.c.ship_by.label("ship_by")
).cte("ready")
_all = select(func.count(distinct(_ready.c.order_id))).scalar_subquery()
_first = (
    select(_ready)
    .order_by(_ready.c.ship_by, _ready.c.order_id, _ready.c.tote)
    .limit(bindparam("many"))
    .subquery("first_ones")
)
_here = (_l.c.order_id == _first.c.order_id, _l.c.picked > _l.c.packed)
# Lines and units of the few that are shown alone: the rest is counted, not added up.
_WAITING = Statement(
    select(
        _first.c.tote,
        _first.c.code,
        _first.c.ship_by,
        select(func.count()).where(*_here).scalar_subquery(),
        select(func.sum(_l.c.picked - _l.c.packed)).where(*_here).scalar_subquery(),
        _all,
    ).order_by(_first.c.ship_by, _first.c.order_id, _first.c.tote),
)


def waiting(desk: Desk, station: str, many: int) -> tuple[tuple[Waiting, ...], int]:
    """Return the first `many` totes that can be packed now, in the order of `orders.waiting`, and all their orders."""
    rows = _WAITING.all(desk.connection, station_is=station, many=many)
    found = tuple(Waiting(row[0], row[1], row[2], int(row[3] or 0), int(row[4] or 0)) for row in rows)
    return found, int(rows[0][5]) if rows else 0
