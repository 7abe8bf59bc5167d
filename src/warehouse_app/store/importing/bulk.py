"""Many rows by one statement, and looking up many codes at once, in steps that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, insert

from warehouse_app.store.sqlite import driver
from warehouse_app.store.statement import Compiled, Row, Statement, link_at

WIDTHS = (8, 64, 400)
"""How many codes are asked for at once: few, those of a small transaction, many."""


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
            words = self._for(connection).text
            if link_at(connection) is None:
                driver.execute_many(connection, words, rows)
            else:
                connection.exec_driver_sql(words, list(rows))

    def _for(self, connection: Connection) -> Compiled:
        name = connection.dialect.name
        if name not in self._texts:
            compiled = Compiled(self._statement.compile(dialect=connection.dialect))
            assert compiled.names == self._columns, f"name the columns in the order of the table: {compiled.names}"
            self._texts[name] = compiled
        return self._texts[name]


class Ask:
    """A question for many codes at once: `IN` lists of a few fixed lengths, so that it is compiled once for each."""

    __slots__ = ("_statements",)

    def __init__(self, question: Select[Any], column: ColumnElement[Any]) -> None:
        self._statements = [
            (Statement(question.where(column.in_([bindparam(name) for name in names]))), names)
            for names in ([f"code_{n}" for n in range(width)] for width in WIDTHS)
        ]

    def of(self, connection: Connection, codes: Iterable[object], **also: object) -> Iterator[Row]:
        """Ask for all codes, some hundreds at a time; an `IN` list is filled up with its last code.

        `also` are the question's other parameters.
        """
        asked = list(dict.fromkeys(codes))
        at = 0
        while at < len(asked):
            statement, names = next(
                each for each in self._statements if len(each[1]) >= min(len(asked) - at, WIDTHS[-1])
            )
            part = asked[at : at + len(names)]
            at += len(names)
            part += part[-1:] * (len(names) - len(part))
            yield from statement.all(connection, **dict(zip(names, part, strict=True)), **also)
