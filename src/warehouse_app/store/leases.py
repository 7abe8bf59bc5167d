"""Leases: who may do a thing that one process at a time does. A dead holder's lease simply runs out."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Statement

_l = office.lease
_READ = Statement(select(_l.c.holder, _l.c.token, _l.c.until).where(_l.c.name == bindparam("name_is")))
_FIRST = Statement(
    insert(_l).values(name=bindparam("name"), holder=bindparam("holder"), token=1, until=bindparam("until"))
)
_TAKE = Statement(
    update(_l)
    .where(_l.c.name == bindparam("name_is"))
    .values(holder=bindparam("holder"), token=_l.c.token + 1, until=bindparam("until"))
)
_RENEW = Statement(
    update(_l)
    .where(_l.c.name == bindparam("name_is"), _l.c.token == bindparam("token_is"))
    .values(until=bindparam("until"))
)


def take(desk: Desk, name: str, holder: str, until: str, latest: str) -> int | None:
    """Take the lease until `until`; return its fresh token, or None while another holds it.

    A lease that runs beyond `latest` was written by a clock that has been set back since, and counts as run out.
    """
    row = _READ.one(desk.connection, name_is=name)
    if row is None:
        _FIRST.run(desk.connection, name=name, holder=holder, until=until)
        return 1
    if row[0] != holder and desk.at < row[2] <= latest:
        return None
    _TAKE.run(desk.connection, name_is=name, holder=holder, until=until)
    return int(row[1]) + 1


def renew(desk: Desk, name: str, token: int, until: str) -> bool:
    """Hold on until `until`; False where the lease has been taken by another since (their token is another)."""
    return _RENEW.run(desk.connection, name_is=name, token_is=token, until=until).rowcount == 1


def release(desk: Desk, name: str, token: int) -> None:
    """Give the lease back, where it is still ours."""
    _RENEW.run(desk.connection, name_is=name, token_is=token, until="")


def holder_of(desk: Desk, name: str, now: str) -> str | None:
    """Return who holds the lease now, or None."""
    row = _READ.one(desk.connection, name_is=name)
    return str(row[0]) if row is not None and row[2] > now else None
