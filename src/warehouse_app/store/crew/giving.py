"""Work taken from where it is: a cart that is being picked is fenced and rests."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor
from warehouse_app.store.statement import Statement

_b = floor.batch
_SUSPEND = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"), _b.c.state == BatchState.PICKING.value)
    .values(state=BatchState.SUSPENDED.value, claim=_b.c.claim + 1)
)


def suspend(desk: Desk, batch_id: int) -> bool:
    """Let a cart rest that is being picked; its station's claim is worth nothing from now on."""
    return _SUSPEND.run(desk.connection, id_is=batch_id).rowcount == 1
