"""Many rows by one statement, and looking up many codes at once, in steps that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, insert

from warehouse_app.store.statement import Compiled, Row, Statement

FEW, MANY = 24, 400
"""Codes asked for at once."""


class Bulk:
    """Writes rows of one table. Values come in the order of the columns named here; other columns get their default."""

    __slots__ = ("_columns", "_statement", "_texts")

    def __init__(self, table: Table, *columns: str) -> None:
        self._columns = columns
        self._statement = insert(table).values({name: bindparam(name) for name in columns})
        self._texts: dict[str, Compiled] = {}

    def put(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> None:
        """Write the rows (one executemany)."""
        if rows:
            compiled = self._for(connection)
            named = (dict(zip(self._columns, row, strict=True)) for row in rows)
            values = list(rows) if compiled.by_place else list(named)
            connection.exec_driver_sql(compiled.text, values)

    def _for(self, connection: Connection) -> Compiled:
        name = connection.dialect.name
        if name not in self._texts:
            compiled = Compiled(self._statement.compile(dialect=connection.dialect))
            assert compiled.names == self._columns, f"name the columns in the order of the table: {compiled.names}"
            self._texts[name] = compiled
        return self._texts[name]


class Ask:
    """A question for many codes at once: `IN` lists of two fixed lengths, so that it is compiled once for each."""

    __slots__ = ("_few", "_many")

    def __init__(self, question: Select[Any], column: ColumnElement[Any]) -> None:
        self._few, self._many = (
            Statement(question.where(column.in_([bindparam(f"code_{n}") for n in range(width)])))
            for width in (FEW, MANY)
        )

    def of(self, connection: Connection, codes: Iterable[object]) -> Iterator[Row]:
        """Ask for all codes, some hundreds at a time; an `IN` list is filled up with its last code."""
        asked = list(dict.fromkeys(codes))
        at = 0
        while at < len(asked):
            width, statement = (FEW, self._few) if len(asked) - at <= FEW else (MANY, self._many)
            part = asked[at : at + width]
            at += width
            part += part[-1:] * (width - len(part))
            yield from statement.all(connection, **{f"code_{n}": code for n, code in enumerate(part)})
