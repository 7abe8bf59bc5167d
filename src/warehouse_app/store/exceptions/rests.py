"""What rests in the queue: set aside with a reason, and taken up again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from warehouse_app.domain.exceptions.values import Rest
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import exceptions
from warehouse_app.store.statement import Statement, upsert

MOST_RESTS = 2_000
"""Those set aside that are remembered, the newest."""

_r = exceptions.exception_rest
_WRITE = upsert(_r)
_DROP = Statement(delete(_r).where(_r.c.name == bindparam("name_is")))
_OLD = Statement(delete(_r).where(_r.c.at < bindparam("before")))
_ALL = Statement(
    select(_r.c.name, _r.c.mark, _r.c.reason, _r.c.until, _r.c.at, _r.c.who)
    .order_by(_r.c.at.desc())
    .limit(bindparam("many"))
)


def everything(desk: Desk) -> Mapping[str, tuple[str, Rest]]:
    """Return by name what was set aside, with the mark it had then."""
    rows = _ALL.all(desk.connection, many=MOST_RESTS)
    return {row[0]: (row[1], Rest(row[2], row[3], row[4], row[5])) for row in rows}


def lay(desk: Desk, name: str, mark: str, reason: str, until: str) -> None:
    """Set one aside."""
    values = {"mark": mark, "reason": reason, "until": until, "at": desk.at, "who": desk.who}
    _WRITE.run(desk.connection, name=name, **values)


def wake(desk: Desk, name: str) -> bool:
    """Take one up again; False where it did not rest."""
    return _DROP.run(desk.connection, name_is=name).rowcount == 1


def forget(desk: Desk, before: str) -> None:
    """Forget what was set aside before a moment: by now it is over, or is to be seen again."""
    _OLD.run(desk.connection, before=before)
