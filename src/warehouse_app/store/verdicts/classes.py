"""The classes of refusals that are other here than the program's own."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office, verdicts
from warehouse_app.store.statement import Statement, upsert

_c = verdicts.verdict_class
_OF = Statement(select(_c.c.klass).where(_c.c.code == bindparam("code_is")))
_KEEP = upsert(_c)
_DROP = Statement(delete(_c).where(_c.c.code == bindparam("code_is")))
_ALL = Statement(
    select(_c.c.code, _c.c.klass, _c.c.why, _c.c.at, func.coalesce(office.person.c.code, ""))
    .outerjoin(office.person, office.person.c.id == _c.c.who)
    .order_by(_c.c.code)
)


class Kept(NamedTuple):
    """One class of this site: since when, whose, why."""

    code: str
    klass: str
    why: str
    at: str
    who: str


def of(desk: Desk, code: str) -> str | None:
    """Return the site's class of a refusal, None where it is the program's."""
    found = _OF.scalar(desk.connection, code_is=code)
    return None if found is None else str(found)


def keep(desk: Desk, code: str, klass: str, why: str) -> None:
    """Let a refusal be of this class from now on."""
    _KEEP.do(desk.connection, code=code, klass=klass, why=why, at=desk.at, who=desk.who)


def drop(desk: Desk, code: str) -> None:
    """Let a refusal be of the program's class again."""
    _DROP.run(desk.connection, code_is=code)


def everything(desk: Desk) -> tuple[Kept, ...]:
    """Return all classes of this site."""
    return tuple(Kept(*row) for row in _ALL.all(desk.connection))
