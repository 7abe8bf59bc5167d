"""Work taken from where it is: a cart that is being picked is fenced and rests."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, picking
from warehouse_app.store.statement import Statement

_b, _q = floor.batch, picking.batch_part
_SUSPEND = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"), _b.c.state == BatchState.PICKING.value)
    .values(state=BatchState.SUSPENDED.value, claim=_b.c.claim + 1)
)

_SUSPEND_ZONES = Statement(
    update(_q)
    .where(_q.c.batch_id == bindparam("id_is"), _q.c.state == BatchState.PICKING.value)
    .values(state=BatchState.SUSPENDED.value, claim=_q.c.claim + 1)
)


def suspend(desk: Desk, batch_id: int) -> bool:
    """Let a cart rest that is being picked; its station's claim is worth nothing from now on, nor any zone's."""
    _SUSPEND_ZONES.run(desk.connection, id_is=batch_id)
    return _SUSPEND.run(desk.connection, id_is=batch_id).rowcount == 1
