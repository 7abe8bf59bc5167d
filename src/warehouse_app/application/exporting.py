"""Exports: every kind of the contract as rows, and as CSV, JSON Lines or a workbook, written row by row.

In CSV a text that a spreadsheet would run as a formula gets a `'` in front; numbers stay numbers; lists are JSON in a
cell.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import BinaryIO, Protocol, TypeVar

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.clock import iso
from warehouse_app.store import export_rows, exports
from warehouse_app.store.desk import Desk

KINDS = tuple(exports.EXPORTS)
FORMATS = ("csv", "jsonl", "xlsx")
LIST_FORMATS = ("xlsx", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WITHIN = re.compile(r"(?<=[;|\t\r\n])(?=[-=+@＝＋－＠])")
"""Where a program that parts cells by another mark than the comma would see a formula begin."""
_TOLD_EVERY = 500


Row = TypeVar("Row")
Told = Callable[[int], None] | None


class Sink(Protocol):
    """Where text is written to."""

    def write(self, text: str, /) -> object:
        """Take the next piece."""


def export(
    runner: Runner,
    session: Session,
    kind: str,
    form: str,
    sink: Sink,
    *,
    since: str | None = None,
    told: Told = None,
) -> int:
    """Write one kind to `sink` and return the number of rows, all of one moment; `told` hears how many so far.

    Raises Usage (no such kind, format or time), Refused(NoRight), Trouble.
    """
    moment = check(kind, form, since)

    def question(desk: Desk) -> int:
        wanted = exports.EXPORTS[kind]()
        found = export_rows.rows(desk, wanted, moment)
        if form == "jsonl":
            return _jsonl(found, sink, told)
        return _csv(wanted.columns, (row.values() for row in found), sink, told)

    return runner.ask(question, session, Right.EXPORT)


def export_book(
    runner: Runner,
    session: Session,
    kind: str,
    sink: BinaryIO,
    *,
    since: str | None = None,
    told: Told = None,
) -> int:
    """Write one kind as a workbook to `sink` and return the number of rows, like `export`."""
    moment = check(kind, "xlsx", since)

    def question(desk: Desk) -> int:
        wanted = exports.EXPORTS[kind]()
        rows = (row.values() for row in export_rows.rows(desk, wanted, moment))
        return _book(kind, wanted.columns, rows, sink, told)

    return runner.ask(question, session, Right.EXPORT)


def export_list(
    runner: Runner,
    session: Session,
    source: ListOf[Row],
    query: ListQuery,
    columns: tuple[tuple[str, Callable[[Row], object]], ...],
    form: str,
    file: BinaryIO,
    told: Told = None,
) -> int:
    """Write what a list shows, in its order and columns (title, value), as CSV or XLSX; return the number of rows.

    All rows are of one moment; `told` hears how many so far, and may raise to end it. Raises Refused(NoRight), Trouble.
    """
    titles, values = tuple(title for title, _of in columns), tuple(of for _title, of in columns)

    def question(desk: Desk) -> int:
        rows = ([of(row) for of in values] for row in source.walk(desk, query))
        if form == "xlsx":
            return _book(source.name, titles, rows, file, told)
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        count = _csv(titles, rows, text, told)
        text.detach()
        return count

    return runner.ask(question, session, Right.EXPORT)


def check(kind: str, form: str, since: str | None) -> str | None:
    """Return `since` as the store keeps times, before anything is opened. Raises Usage."""
    if kind not in exports.EXPORTS:
        raise Usage("no_such_export", kind=kind[:40], kinds=", ".join(KINDS))
    if form not in FORMATS:
        raise Usage("not_in_this_version", what=f"--format {form}")
    if since is None:
        return None
    if exports.EXPORTS[kind]().since is None:
        raise Usage("since_not_here", kind=kind)
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise Usage("since_invalid", text=since[:40]) from None
    return iso(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))


def _jsonl(rows: Iterable[dict[str, object]], sink: Sink, told: Told) -> int:
    count = 0
    for row in rows:
        sink.write(f"{json.dumps(row, ensure_ascii=False)}\n")
        count = _next(count, told)
    return count


def write_csv(columns: tuple[str, ...], rows: Iterable[Iterable[object]], sink: Sink) -> int:
    """Write rows as CSV in which nothing runs as a formula; return how many there were."""
    return _csv(columns, rows, sink, None)


def _csv(columns: tuple[str, ...], rows: Iterable[Iterable[object]], sink: Sink, told: Told) -> int:
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in row])
        count = _next(count, told)
    return count


def _book(title: str, columns: tuple[str, ...], rows: Iterable[Iterable[object]], sink: BinaryIO, told: Told) -> int:
    from warehouse_app.documents.workbook import Workbook

    count = 0
    with Workbook(sink, title, columns) as book:
        for row in rows:
            book.write([[plain(value) for value in row]])
            count = _next(count, told)
    return count


def _next(count: int, told: Told) -> int:
    """Count one more row, and tell of it now and then."""
    if told is not None and (count + 1) % _TOLD_EVERY == 0:
        told(count + 1)
    return count + 1


def plain(value: object) -> object:
    """Return a value as it stands in one cell; lists are a text."""
    if isinstance(value, (list, tuple, dict)):
        simple = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        return " ".join(value) if simple and value else json.dumps(value, ensure_ascii=False) if value else ""
    return value


def cell(value: object) -> object:
    """Return a value as it stands in a CSV cell; text that could run in a spreadsheet is made plain.

    A line break is one sign: the writer does not quote the other one, and readers would see a new row.
    """
    value = plain(value)
    if not isinstance(value, str):
        return value
    value = _WITHIN.sub("'", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{value}" if value.startswith(_FORMULA) else value
