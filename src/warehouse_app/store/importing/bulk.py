"""Many rows by one statement, and looking up many codes at once, in steps that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, insert

from warehouse_app.store.statement import Row

ASKED_AT_ONCE = 500


class Bulk:
    """Writes rows of one table. Values come in the order of the columns named here; other columns get their default."""

    __slots__ = ("_columns", "_statement", "_texts")

    def __init__(self, table: Table, *columns: str) -> None:
        self._columns = columns
        self._statement = insert(table).values({name: bindparam(name) for name in columns})
        self._texts: dict[str, str] = {}

    def put(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> None:
        """Write the rows (one executemany)."""
        if rows:
            connection.exec_driver_sql(self._text(connection), list(rows))

    def _text(self, connection: Connection) -> str:
        name = connection.dialect.name
        if name not in self._texts:
            compiled: Any = self._statement.compile(dialect=connection.dialect)
            order = tuple(compiled.positiontup or ())
            assert order == self._columns, f"name the columns in the order of the table: {order}"
            self._texts[name] = str(compiled)
        return self._texts[name]


def ask_many(connection: Connection, question: Select[Any], codes: Iterable[object]) -> Iterator[Row]:
    """Ask `question`, which has an expanding parameter `codes`, for all codes, some hundreds at a time."""
    asked = list(dict.fromkeys(codes))
    for at in range(0, len(asked), ASKED_AT_ONCE):
        yield from connection.execute(question, {"codes": asked[at : at + ASKED_AT_ONCE]})


def some() -> Any:  # noqa: ANN401 - an expression of Core
    """Return the expanding parameter that `ask_many` fills."""
    return bindparam("codes", expanding=True)
