"""The print ledger as a list: its views, filters and sorts as conditions; each job's steps; what each printer has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, cast, exists, func, literal, or_, select

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.printing.lists import PrintView
from warehouse_app.domain.printing.states import CONFIRMED, NEEDS_A_PERSON, UNFINISHED, PrintState
from warehouse_app.domain.printing.values import PaperVoided, PrintHop, PrintJobRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing
from warehouse_app.store.patterns import holds
from warehouse_app.store.printing import CODED, ROWS, as_row
from warehouse_app.store.schema import floor, office
from warehouse_app.store.schema.base import WORDS
from warehouse_app.store.statement import Statement

_j, _h, _p = floor.print_job, floor.print_hop, office.person
_LATER = _j.alias("later")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_KEYS = ROWS.where(_j.c.id.in_(_IDS))
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


def _is_one(states: frozenset[PrintState], asked: Asked) -> ColumnElement[bool]:
    """True of jobs in one of the states; in a wide list said so that no index of the state is used."""
    state = func.coalesce(_j.c.state, "") if asked.wide else _j.c.state
    return or_(*(state == each.value for each in sorted(states)))


def _needs_you(asked: Asked) -> ColumnElement[bool]:
    same = and_(_LATER.c.document == _j.c.document, _LATER.c.ref == _j.c.ref, _LATER.c.copy > _j.c.copy)
    done = or_(*(_LATER.c.state == state.value for state in sorted(CONFIRMED)))
    return and_(_is_one(NEEDS_A_PERSON, asked), _j.c.trouble != PaperVoided.code, ~exists().where(same, done))


VIEWS: Mapping[str, Callable[[Asked], ColumnElement[bool]]] = {
    PrintView.NEEDS_YOU: _needs_you,
    PrintView.WAITING: lambda asked: _is_one(UNFINISHED, asked),
    PrintView.PRINTED: lambda asked: _is_one(CONFIRMED, asked),
    PrintView.CANCELLED: lambda asked: _is_one(frozenset({PrintState.CANCELLED}), asked),
    PrintView.ALL: lambda _asked: literal(1) == 1,
}

_FILTERS: Mapping[str, ColumnElement[str]] = {"printer": _j.c.printer, "document": _j.c.document}


def _speaks_of(text: str) -> ColumnElement[bool]:
    """True of jobs that are of something whose code has this text in it."""
    return or_(
        *(
            and_(
                or_(*(_j.c.document == document.value for document in documents)),
                _j.c.ref.in_(select(cast(table.c.id, WORDS)).where(holds(code, text))),
            )
            for documents, table, code in CODED
        )
    )


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    view = VIEWS.get(query.view)
    found = [literal(1) == 0 if view is None else view(asked)]
    found += [_FILTERS[name] == value for name, value in query.filters if name in _FILTERS]
    text = query.text.strip()
    return [*found, _speaks_of(text)] if text else found


def _read(desk: Desk, keys: list[int]) -> Mapping[int, PrintJobRow]:
    return {row.id: row for row in map(as_row, desk.connection.execute(_OF_KEYS, {"ids": keys}))}


PRINTS = Listing(
    key=_j.c.id,
    sorts={"at": _j.c.id, "printer": _j.c.printer, "state": _j.c.state},
    sort="at",
    where=_where,
    read=_read,
    filters=frozenset(_FILTERS),
    views=frozenset(map(str, VIEWS)),
)
"""All print jobs. They are numbered in the order they were asked for, which is the order of `at`."""


def counts(desk: Desk, query: ListQuery) -> dict[str, int]:
    """Return for every view how many jobs it shows under the same filters."""
    asked = [ListQuery(view, query.text, query.filters) for view in VIEWS]
    each = [select(func.count()).select_from(_j).where(*_where(Asked(one, wide=False))) for one in asked]
    row = desk.connection.execute(select(*(one.scalar_subquery() for one in each))).one()
    return {name: int(value) for name, value in zip(VIEWS, row, strict=True)}


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
