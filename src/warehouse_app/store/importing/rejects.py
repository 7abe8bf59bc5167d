"""Rejected records as they were written: personal, kept beside the log, forgotten by import or by person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.schema import intake
from warehouse_app.store.statement import Statement

HEADER = 0
"""The number of the file's first line among its rejected records, so that they can be written out again."""

_x, _c = intake.import_rejected, intake.import_change
_NEW = Bulk(_x, *("import_id", "n", "line", "field", "value", "reason", "facts", "record"))
_PAGE = Statement(
    select(_x.c.n, _x.c.line, _x.c.field, _x.c.value, _x.c.reason, _x.c.facts, _x.c.record)
    .where(_x.c.import_id == bindparam("run_is"), _x.c.n > bindparam("after"))
    .order_by(_x.c.n)
    .limit(bindparam("most"))
)
_COUNT = Statement(select(func.count()).select_from(_x).where(_x.c.import_id == bindparam("run_is"), _x.c.n > HEADER))
_HEADER = Statement(select(_x.c.record).where(_x.c.import_id == bindparam("run_is"), _x.c.n == HEADER))
_FORGET = Statement(delete(_x).where(_x.c.import_id == bindparam("run_is")))
_FORGET_WORDS = Statement(
    delete(_x).where(_x.c.n > HEADER, func.lower(_x.c.record).like(bindparam("pattern"), escape="~"))
)
_FORGET_CHANGES = Statement(delete(_c).where(_c.c.kind == "customer", _c.c.ref == bindparam("ref_is")))


class RejectRow(NamedTuple):
    """One rejected record; `facts` and `record` are JSON."""

    n: int
    line: int
    field: str
    value: str
    reason: str
    facts: str
    record: str


def keep(desk: Desk, run: int, rows: Sequence[RejectRow]) -> None:
    """Keep records of one import."""
    _NEW.put(desk.connection, [(run, *row) for row in rows])


def page(desk: Desk, run: int, most: int, after: int = 0) -> tuple[RejectRow, ...]:
    """Return kept records in the order of the file."""
    return tuple(RejectRow(*row) for row in _PAGE.all(desk.connection, run_is=run, after=after, most=most))


def count(desk: Desk, run: int) -> int:
    """Return how many records are kept."""
    return int(_COUNT.scalar(desk.connection, run_is=run))


def header(desk: Desk, run: int) -> str:
    """Return the first line of the file (JSON), kept with its rejected records; "" where none are kept."""
    return str(_HEADER.scalar(desk.connection, run_is=run) or "")


def forget(desk: Desk, run: int) -> int:
    """Delete the records of one import; return how many there were."""
    kept = count(desk, run)
    _FORGET.run(desk.connection, run_is=run)
    return kept


def forget_person(desk: Desk, customer: int, words: Sequence[str]) -> int:
    """Delete what imports keep of a person: records in which one of these words stands (code, mail, name), and what
    an import changed of the customer. For erasure; returns how many rows are gone.
    """
    gone: int = _FORGET_CHANGES.run(desk.connection, ref_is=str(customer)).rowcount
    for each in words:
        if each.strip():
            plain = each.strip().lower().replace("~", "~~").replace("%", "~%").replace("_", "~_")
            gone += _FORGET_WORDS.run(desk.connection, pattern=f"%{plain}%").rowcount
    return gone
