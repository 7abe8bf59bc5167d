"""People with what the database knows of their last deed and of where they stay signed on."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.people import Role
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office
from warehouse_app.store.statement import Statement

_p, _t, _a = office.person, office.sign_on, ledger.audit


class StaffRow(NamedTuple):
    """One person, in the order `application.staff.Person` has its fields."""

    code: str
    name: str
    role: Role
    locked: bool
    since: str
    seen_at: str
    seen_where: str
    homes: int
    tries: int
    language: str


# The index on (who, at) ends with the newest deed of each person: one step down, however long the trail is.
_LAST = select(_a.c.at).where(_a.c.who == _p.c.id).order_by(_a.c.at.desc()).limit(1).correlate(_p).scalar_subquery()
_WHERE = (
    select(_a.c.station).where(_a.c.who == _p.c.id).order_by(_a.c.at.desc()).limit(1).correlate(_p).scalar_subquery()
)
_HOMES = (
    select(func.count())
    .where(_t.c.person == _p.c.id, func.coalesce(_t.c.ended_at, "") == "")
    .correlate(_p)
    .scalar_subquery()
)
_EVERYBODY = Statement(
    select(
        *(_p.c.code, _p.c.name, _p.c.role, _p.c.locked, _p.c.created_at),
        *(func.coalesce(_LAST, ""), func.coalesce(_WHERE, ""), _HOMES, _p.c.failures, _p.c.language),
    )
    .order_by(_p.c.name, _p.c.code)
    .limit(bindparam("limit"))
)


def everybody(desk: Desk, limit: int) -> tuple[StaffRow, ...]:
    """Return all people by name, at most `limit`."""
    return tuple(
        StaffRow(row[0], row[1], Role(row[2]), bool(row[3]), *row[4:])
        for row in _EVERYBODY.all(desk.connection, limit=limit)
    )
