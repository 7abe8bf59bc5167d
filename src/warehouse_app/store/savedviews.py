"""Saved views as kept: one for each list, owner and name."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Statement

_v = office.saved_view
_COLUMNS = tuple(_v.c[name] for name in ("list", "owner", "name", "query", "columns", "at", "who"))
_OF = (_v.c.list == bindparam("list_is"), _v.c.owner == bindparam("owner_is"))
_HERE = (*_OF, _v.c.name == bindparam("name_is"))
_ALL = Statement(
    select(*_COLUMNS)
    .where(or_(_v.c.owner == bindparam("owner_is"), _v.c.owner == ""))
    .order_by(_v.c.list, _v.c.owner.desc(), _v.c.name)
)
_ONE = Statement(select(*_COLUMNS).where(*_HERE))
_COUNT = Statement(select(func.count()).select_from(_v).where(*_OF))
_PUT = ("query", "columns", "at", "who")
_CHANGE = Statement(update(_v).where(*_HERE).values({name: bindparam(name) for name in _PUT}))
_NEW = Statement(insert(_v).values({column.name: bindparam(column.name) for column in _COLUMNS}))
_RENAME = Statement(update(_v).where(*_HERE).values(name=bindparam("to")))
_REMOVE = Statement(delete(_v).where(*_HERE))


class ViewRow(NamedTuple):
    """One kept view; `owner` "" is everybody's."""

    list: str
    owner: str
    name: str
    query: str
    columns: str
    at: str
    who: str


def every(desk: Desk, owner: str) -> tuple[ViewRow, ...]:
    """Return a person's own views, then everybody's, by list and name."""
    return tuple(ViewRow(*row) for row in _ALL.all(desk.connection, owner_is=owner))


def one(desk: Desk, listed: str, owner: str, name: str) -> ViewRow | None:
    """Return one view."""
    row = _ONE.one(desk.connection, list_is=listed, owner_is=owner, name_is=name)
    return None if row is None else ViewRow(*row)


def count(desk: Desk, listed: str, owner: str) -> int:
    """Return how many views of a list an owner has."""
    return int(_COUNT.scalar(desk.connection, list_is=listed, owner_is=owner) or 0)


def keep(desk: Desk, listed: str, owner: str, name: str, query: str, columns: str) -> None:
    """Keep a view in the place of the one before."""
    told = {"query": query, "columns": columns, "at": desk.at, "who": desk.who}
    if _CHANGE.run(desk.connection, list_is=listed, owner_is=owner, name_is=name, **told).rowcount == 0:
        _NEW.run(desk.connection, list=listed, owner=owner, name=name, **told)


def rename(desk: Desk, listed: str, owner: str, name: str, to: str) -> bool:
    """Give a view another name; tell whether there was one."""
    return _RENAME.run(desk.connection, list_is=listed, owner_is=owner, name_is=name, to=to).rowcount > 0


def remove(desk: Desk, listed: str, owner: str, name: str) -> bool:
    """Forget a view; tell whether there was one."""
    return _REMOVE.run(desk.connection, list_is=listed, owner_is=owner, name_is=name).rowcount > 0
