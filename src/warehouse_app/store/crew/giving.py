"""Work taken from where it is: a cart that is being picked is fenced and rests; of a batch by zones each zone."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select, update

from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, picking
from warehouse_app.store.statement import Statement

MOST_PARTS = 1_000_000

_b, _q = floor.batch, picking.batch_part
_PICKING, _SUSPENDED = BatchState.PICKING.value, BatchState.SUSPENDED.value
_SUSPEND = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"), _b.c.state == _PICKING)
    .values(state=_SUSPENDED, claim=_b.c.claim + 1)
)
_SUSPEND_PARTS = Statement(
    update(_q)
    .where(
        _q.c.batch_id == bindparam("id_is"),
        _q.c.state == _PICKING,
        _q.c.trip >= bindparam("first"),
        _q.c.trip <= bindparam("last"),
        func.coalesce(_q.c.person, "") != bindparam("but"),
    )
    .values(state=_SUSPENDED, claim=_q.c.claim + 1)
)
_GIVE_PARTS = Statement(
    update(_q)
    .where(_q.c.batch_id == bindparam("id_is"), _q.c.state != BatchState.PICKED.value)
    .values(person=bindparam("person"))
)
_PARTS = Statement(select(func.count()).where(_q.c.batch_id == bindparam("id_is"), _q.c.state == _PICKING))


def suspend(desk: Desk, batch_id: int) -> None:
    """Let a cart rest that is being picked; its station's claim is worth nothing from now on."""
    _SUSPEND.run(desk.connection, id_is=batch_id)


def suspend_parts(desk: Desk, batch_id: int, trip: int = 0, but: str = "") -> int:
    """Let the zones of a batch rest that are being picked: one, or all but those of a person; return how many did.

    With the last of them the whole batch rests.
    """
    some = {"first": trip, "last": trip} if trip else {"first": 0, "last": MOST_PARTS}
    changed = _SUSPEND_PARTS.run(desk.connection, id_is=batch_id, but=but, **some).rowcount
    if changed and not int(_PARTS.scalar(desk.connection, id_is=batch_id) or 0):
        suspend(desk, batch_id)
    return changed


def give_parts(desk: Desk, batch_id: int, person: str) -> None:
    """Give the zones of a batch that are not picked yet to a person, or ("") back to all."""
    _GIVE_PARTS.run(desk.connection, id_is=batch_id, person=person or None)
