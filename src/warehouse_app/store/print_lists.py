"""The print ledger as lists: by view, printer, document and code, newest first, page by page; and each job's steps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from warehouse_app.domain.printing.lists import PrintFilter, PrintView
from warehouse_app.domain.printing.states import CONFIRMED, NEEDS_A_PERSON, UNFINISHED, PrintState
from warehouse_app.domain.printing.values import PaperVoided, PrintHop, PrintJobRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.printing import CODE, ROWS, TABLES, as_row
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

_j, _h, _p = floor.print_job, floor.print_hop, office.person
_LATER = _j.alias("later")
_HOPS = Statement(
    select(_h.c.state, _h.c.at, _h.c.printer, _h.c.trouble, func.coalesce(_p.c.name, ""))
    .select_from(_h.outerjoin(_p, _p.c.id == _h.c.who))
    .where(_h.c.job_id == bindparam("job_is"))
    .order_by(_h.c.id)
    .limit(bindparam("most"))
)
_WAITING_AT = Statement(
    select(_j.c.printer, _j.c.state, func.count())
    .where(or_(*(_j.c.state == state.value for state in sorted((*UNFINISHED, PrintState.UNKNOWN)))))
    .group_by(_j.c.printer, _j.c.state)
)
_AT_PRINTER = Statement(
    select(_j.c.id)
    .where(_j.c.state == PrintState.WANTED.value, _j.c.printer == bindparam("printer_is"))
    .order_by(_j.c.id)
    .limit(bindparam("most"))
)
MOST_HOPS = 500


def _is_one(states: frozenset[PrintState]) -> ColumnElement[bool]:
    return or_(*(_j.c.state == state.value for state in sorted(states)))


def _confirmed_later() -> ColumnElement[bool]:
    same = and_(_LATER.c.document == _j.c.document, _LATER.c.ref == _j.c.ref, _LATER.c.copy > _j.c.copy)
    done = or_(*(_LATER.c.state == state.value for state in sorted(CONFIRMED)))
    return exists().where(same, done)


def _of_view(view: PrintView) -> tuple[ColumnElement[bool], ...]:
    if view is PrintView.NEEDS_YOU:
        return (_is_one(NEEDS_A_PERSON), _j.c.trouble != PaperVoided.code, ~_confirmed_later())
    if view is PrintView.WAITING:
        return (_is_one(UNFINISHED),)
    if view is PrintView.PRINTED:
        return (_is_one(CONFIRMED),)
    if view is PrintView.CANCELLED:
        return (_is_one(frozenset({PrintState.CANCELLED})),)
    return ()


def _narrowed(question: Select[Any], asked: PrintFilter) -> Select[Any]:
    question = question.where(*_of_view(asked.view))
    if asked.printer:
        question = question.where(_j.c.printer == asked.printer)
    if asked.document:
        question = question.where(_j.c.document == asked.document)
    if asked.text:
        pattern = asked.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        question = question.where(CODE.ilike(f"%{pattern}%", escape="\\"))
    return question


_SORTS = {
    "at": _j.c.id,
    "changed": _j.c.changed_at,
    "printer": _j.c.printer,
    "state": _j.c.state,
    "document": _j.c.document,
    "code": CODE,
}


def find(desk: Desk, asked: PrintFilter, limit: int, offset: int) -> tuple[PrintJobRow, ...]:
    """Return one page of the jobs asked for."""
    column = _SORTS.get(asked.sort.removeprefix("-"), _j.c.id)
    down = asked.sort.startswith("-")
    order = (column.desc(), _j.c.id.desc()) if down else (column.asc(), _j.c.id.asc())
    question = _narrowed(ROWS, asked).order_by(*order).limit(limit).offset(offset)
    return tuple(as_row(row) for row in desk.connection.execute(question))


def count(desk: Desk, asked: PrintFilter) -> int:
    """Return how many jobs the whole list has."""
    table = TABLES if asked.text else _j
    question = _narrowed(select(func.count()).select_from(table), asked)
    return int(desk.connection.execute(question).scalar() or 0)


def hops(desk: Desk, job_id: int) -> tuple[PrintHop, ...]:
    """Return a job's steps, oldest first."""
    found = []
    for state, at, printer, trouble, who in _HOPS.all(desk.connection, job_is=job_id, most=MOST_HOPS):
        code, _, detail = str(trouble).partition(" ")
        found.append(PrintHop(state, at, printer, code, detail, who))
    return tuple(found)


def loads(desk: Desk) -> dict[str, tuple[int, int]]:
    """Return for each printer how many jobs wait for it, and how many have an end nobody knows."""
    found: dict[str, tuple[int, int]] = {}
    for printer, state, jobs in _WAITING_AT.all(desk.connection):
        waiting, unknown = found.get(printer, (0, 0))
        is_unknown = state == PrintState.UNKNOWN.value
        found[printer] = (waiting, unknown + jobs) if is_unknown else (waiting + jobs, unknown)
    return found


def waiting_at(desk: Desk, printer: str, most: int) -> tuple[int, ...]:
    """Return the jobs that wait for a printer and of which nothing has left, oldest first."""
    return tuple(int(row[0]) for row in _AT_PRINTER.all(desk.connection, printer_is=printer, most=most))
