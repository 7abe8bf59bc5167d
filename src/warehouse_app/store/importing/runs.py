"""The log of imports: who brought which file in, by which mapping, and what became of it.

Nothing in it is personal but the name of the file; rejected records stand in a table of their own (`rejects`).
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office, trade
from warehouse_app.store.statement import Statement

RUNNING, DONE, STOPPED, UNDOING, UNDONE = "running", "done", "stopped", "undoing", "undone"

_r, _p = trade.import_run, office.person
_BEGUN = ("kind", "format", "file_name", "channel", "at", "who", "size", "digest", "mapping", "mended")
_ROW = (
    *(_r.c.id, _r.c.kind, _r.c.format, _r.c.file_name, _r.c.channel, _r.c.at, _r.c.who, _p.c.name, _r.c.report),
    *(_r.c.size, _r.c.digest, _r.c.mapping, _r.c.mended, _r.c.state, _r.c.finished_at, _r.c.undone_at),
)
_BEGIN = Statement(
    insert(_r).values({**{name: bindparam(name) for name in _BEGUN}, "state": bindparam("state")}).returning(_r.c.id)
)
_FINISH = Statement(
    update(_r)
    .where(_r.c.id == bindparam("id_is"))
    .values(report=bindparam("to_report"), state=bindparam("to_state"), finished_at=bindparam("now"))
)
_MARK = Statement(
    update(_r)
    .where(_r.c.id == bindparam("id_is"), _r.c.state == bindparam("state_is"))
    .values(state=bindparam("to_state"), undone_at=bindparam("now"), undone_by=bindparam("by"))
)
_ROWS = select(*_ROW).outerjoin(_p, _p.c.id == _r.c.who)
_ONE = Statement(_ROWS.where(_r.c.id == bindparam("id_is")))
_PAGE = Statement(_ROWS.where(_r.c.id < bindparam("before")).order_by(_r.c.id.desc()).limit(bindparam("most")))
_NEWEST = 2**62


class RunRow(NamedTuple):
    """One import as kept. `report` is JSON, "" while it runs; `mapping` is text, "" without one."""

    id: int
    kind: str
    format: str
    file: str
    channel: str
    at: str
    who: str
    who_name: str | None
    report: str
    size: int
    digest: str
    mapping: str
    mended: int
    state: str
    finished_at: str | None
    undone_at: str | None


class Begun(NamedTuple):
    """What is known of an import before its first row."""

    kind: str
    format: str
    file_name: str
    channel: str
    size: int = 0
    digest: str = ""
    mapping: str = ""
    mended: int = 0


def begin(desk: Desk, begun: Begun) -> int:
    """Write that an import begins; return its number. Its report stays empty until it is done."""
    facts = {**begun._asdict(), "at": desk.at, "who": desk.who, "state": RUNNING}
    return int(_BEGIN.scalar(desk.connection, **facts))


def finish(desk: Desk, run: int, report: str, state: str) -> None:
    """Write the report (JSON) of an import and how it ended."""
    _FINISH.run(desk.connection, id_is=run, to_report=report, to_state=state, now=desk.at)


def mark(desk: Desk, run: int, before: str, after: str) -> bool:
    """Lead an import from one state to another; tell whether it was in the first."""
    told = {"now": desk.at if after == UNDONE else None, "by": desk.who if after == UNDONE else ""}
    return _MARK.run(desk.connection, id_is=run, state_is=before, to_state=after, **told).rowcount > 0


def one(desk: Desk, run: int) -> RunRow | None:
    """Return one import."""
    row = _ONE.one(desk.connection, id_is=run)
    return None if row is None else RunRow(*row)


def page(desk: Desk, most: int, before: int = 0) -> tuple[RunRow, ...]:
    """Return the newest imports, or those before one."""
    rows = _PAGE.all(desk.connection, before=before or _NEWEST, most=most)
    return tuple(RunRow(*row) for row in rows)
