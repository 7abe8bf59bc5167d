"""The record of each import: begun before the first row, with its report when it is done. Nothing in it is personal."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Statement

_r = trade.import_run
_BEGIN = Statement(
    insert(_r).values({name: bindparam(name) for name in ("kind", "format", "file_name", "channel", "at", "who")})
)
_FINISH = Statement(update(_r).where(_r.c.id == bindparam("id_is")).values(report=bindparam("to_report")))


def begin(desk: Desk, kind: str, format_: str, file_name: str, channel: str) -> int:
    """Write that an import begins; return its number. Its report stays empty until it is done."""
    facts = {"kind": kind, "format": format_, "file_name": file_name, "channel": channel}
    return int(_BEGIN.run(desk.connection, **facts, at=desk.at, who=desk.who).lastrowid)


def finish(desk: Desk, run: int, report: str) -> None:
    """Write the report (JSON) of an import."""
    _FINISH.run(desk.connection, id_is=run, to_report=report)
