"""Core statements compiled once for a dialect and run as plain driver SQL.

The speed of hand-written SQL with Core's safety.

Only integers and text pass through, so no type processing is lost by going around Core's execution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.expression import Executable

Row = Any
Params = Mapping[str, object]


class Statement:
    """A Core statement with named bind parameters, compiled at first use for each dialect. Say `or_`, not `in_`."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: Executable) -> None:
        self._source = source
        self._compiled: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {}

    def run(self, connection: Connection, **params: object) -> CursorResult[Any]:
        """Execute with `params` by name; a parameter not given keeps the literal of the statement."""
        text, names, fixed = self._for(connection)
        return connection.exec_driver_sql(text, tuple([params[n] if n in params else fixed[n] for n in names]))

    def run_many(self, connection: Connection, rows: Iterable[Params]) -> None:
        """Execute once for each row of parameters (one executemany)."""
        text, names, fixed = self._for(connection)
        values = [tuple([row[n] if n in row else fixed[n] for n in names]) for row in rows]
        if values:
            connection.exec_driver_sql(text, values)

    def one(self, connection: Connection, **params: object) -> Row | None:
        """Return the first row, or None."""
        return self.run(connection, **params).first()

    def all(self, connection: Connection, **params: object) -> list[Row]:
        """Return all rows."""
        return list(self.run(connection, **params).all())

    def scalar(self, connection: Connection, **params: object) -> Any:  # noqa: ANN401 - a database value
        """Return the first column of the first row, or None."""
        return self.run(connection, **params).scalar()

    def _for(self, connection: Connection) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        name = connection.dialect.name
        found = self._compiled.get(name)
        if found is None:
            compiled: Any = self._source.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
            names = tuple(compiled.positiontup or ())
            found = self._compiled[name] = (str(compiled), names, dict(compiled.params))
        return found
