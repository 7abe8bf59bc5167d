"""The company's own versions of templates, and the numbers of shipping units (SSCC)."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

_t, _person, _u = office.template, office.person, floor.shipping_unit
_HERE = _t.c.name == bindparam("name_is")
_ALL = Statement(
    select(_t.c.name, _t.c.content, _t.c.at, func.coalesce(_person.c.name, _t.c.who))
    .outerjoin(_person, _person.c.id == _t.c.who)
    .order_by(_t.c.name)
)
_ONE = Statement(select(_t.c.content).where(_HERE))
_CHANGE = Statement(update(_t).where(_HERE).values({name: bindparam(name) for name in ("content", "at", "who")}))
_NEW = Statement(insert(_t).values({column.name: bindparam(column.name) for column in _t.c}))
_FORGET = Statement(delete(_t).where(_HERE))
_UNIT = Statement(select(_u.c.code).where(_u.c.what == bindparam("what_is"), _u.c.ref == bindparam("ref_is")))
_UNIT_ID = Statement(select(_u.c.id).where(_u.c.what == bindparam("what_is"), _u.c.ref == bindparam("ref_is")))
_UNIT_BY_ID = Statement(select(_u.c.code, _u.c.what, _u.c.ref).where(_u.c.id == bindparam("id_is")))
_NEW_UNIT = Statement(insert(_u).values({name: bindparam(name) for name in ("code", "what", "ref", "at", "who")}))


class OwnTemplate(NamedTuple):
    """The company's version of one template: its text, when it was saved and by whom (a name)."""

    name: str
    content: str
    at: str
    who: str


def every(desk: Desk) -> tuple[OwnTemplate, ...]:
    """Return all templates the company changed."""
    return tuple(OwnTemplate(*row) for row in _ALL.all(desk.connection))


def own(desk: Desk, name: str) -> str:
    """Return the text of the company's version; nothing where it has none."""
    return str(_ONE.scalar(desk.connection, name_is=name) or "")


def keep(desk: Desk, name: str, content: str) -> None:
    """Keep the company's version."""
    told = {"content": content, "at": desk.at, "who": desk.who}
    if _CHANGE.run(desk.connection, name_is=name, **told).rowcount == 0:
        _NEW.run(desk.connection, name=name, **told)


def forget(desk: Desk, name: str) -> bool:
    """Forget the company's version; tell whether there was one."""
    return _FORGET.run(desk.connection, name_is=name).rowcount > 0


def unit(desk: Desk, what: str, ref: str) -> str:
    """Return the number of the shipping unit of a thing; nothing where it has none yet."""
    return str(_UNIT.scalar(desk.connection, what_is=what, ref_is=ref) or "")


def unit_id(desk: Desk, what: str, ref: str) -> int | None:
    """Return the row of the shipping unit of a thing; None where it has no number yet."""
    found = _UNIT_ID.scalar(desk.connection, what_is=what, ref_is=ref)
    return None if found is None else int(found)


def unit_by_id(desk: Desk, row_id: int) -> tuple[str, str, str] | None:
    """Return the number of a shipping unit, and of what it is: "manifest" or "container", and its code."""
    row = _UNIT_BY_ID.one(desk.connection, id_is=row_id)
    return None if row is None else (str(row[0]), str(row[1]), str(row[2]))


def keep_unit(desk: Desk, code: str, what: str, ref: str) -> None:
    """Keep a number that was given out: it is that thing's for good."""
    _NEW_UNIT.run(desk.connection, code=code, what=what, ref=ref, at=desk.at, who=desk.who)
