"""Overrides in the database: who let whom do which one deed, why, until when, and by which command it was used."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Statement

_p = office.permit
_NEW = Statement(
    insert(_p).values({column.name: bindparam(column.name) for column in _p.c if column.name != "used_by"})
)
_FIND = Statement(
    select(_p.c.id)
    .where(
        _p.c.person == bindparam("person_is"), _p.c.deed == bindparam("deed_is"), _p.c.right_ == bindparam("right_is")
    )
    .where(_p.c.used_by.is_(None), _p.c.until > bindparam("now"))
    .order_by(_p.c.until)
    .limit(1)
)
_USE = Statement(
    update(_p).where(_p.c.id == bindparam("id_is"), _p.c.used_by.is_(None)).values(used_by=bindparam("command"))
)


def give(desk: Desk, person: str, right: str, deed: str, name: str, reason: str, until: str) -> None:
    """Let a person do one deed, once, until then; the command at hand is who says so."""
    _NEW.run(
        desk.connection, id=desk.command_id, given_by=desk.who, person=person, right_=right, deed=deed, name=name,
        reason=reason, at=desk.at, until=until,
    )  # fmt: skip


def find(desk: Desk, person: str, right: str, deed: str) -> str | None:
    """Return the override by which a person may do a deed now, None where there is none."""
    found = _FIND.scalar(desk.connection, person_is=person, right_is=right, deed_is=deed, now=desk.at)
    return None if found is None else str(found)


def use(desk: Desk, permit: str) -> bool:
    """Use an override up for the command at hand; False where another was faster."""
    return _USE.run(desk.connection, id_is=permit, command=desk.command_id).rowcount == 1
