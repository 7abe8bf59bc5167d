"""Mappings as kept: one for each channel and kind, as text."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import intake
from warehouse_app.store.statement import Statement

_m = intake.import_mapping
_HERE = (_m.c.channel == bindparam("channel_is"), _m.c.kind == bindparam("kind_is"))
_COLUMNS = (_m.c.channel, _m.c.kind, _m.c.body, _m.c.at, _m.c.who)
_ALL = Statement(select(*_COLUMNS).order_by(_m.c.channel, _m.c.kind))
_ONE = Statement(select(*_COLUMNS).where(*_HERE))
_CHANGE = Statement(update(_m).where(*_HERE).values(body=bindparam("body"), at=bindparam("at"), who=bindparam("who")))
_NEW = Statement(insert(_m).values({name: bindparam(name) for name in ("channel", "kind", "body", "at", "who")}))
_REMOVE = Statement(delete(_m).where(*_HERE))


class MappingRow(NamedTuple):
    """One kept mapping."""

    channel: str
    kind: str
    body: str
    at: str
    who: str


def every(desk: Desk) -> tuple[MappingRow, ...]:
    """Return all mappings by channel and kind."""
    return tuple(MappingRow(*row) for row in _ALL.all(desk.connection))


def one(desk: Desk, channel: str, kind: str) -> MappingRow | None:
    """Return the mapping of a channel for a kind."""
    row = _ONE.one(desk.connection, channel_is=channel, kind_is=kind)
    return None if row is None else MappingRow(*row)


def keep(desk: Desk, channel: str, kind: str, body: str) -> None:
    """Keep a mapping in the place of the one before."""
    told = {"body": body, "at": desk.at, "who": desk.who}
    if _CHANGE.run(desk.connection, channel_is=channel, kind_is=kind, **told).rowcount == 0:
        _NEW.run(desk.connection, channel=channel, kind=kind, **told)


def remove(desk: Desk, channel: str, kind: str) -> bool:
    """Forget a mapping; tell whether there was one."""
    return _REMOVE.run(desk.connection, channel_is=channel, kind_is=kind).rowcount > 0
