"""Core statements compiled once for a dialect and run as plain driver SQL.

The speed of hand-written SQL with Core's safety.

Only integers and text pass through, so no type processing is lost by going around Core's execution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.expression import Executable

Row = Any
Params = Mapping[str, object]


class Statement:
    """A Core statement with named bind parameters, compiled at first use for each dialect. Say `or_`, not `in_`."""

    __slots__ = ("_compiled", "_keyed", "_source")

    def __init__(self, source: Executable) -> None:
        self._source = source
        self._compiled: dict[str, Compiled] = {}
        self._keyed: Statement | None = None

    def run(self, connection: Connection, **params: object) -> CursorResult[Any]:
        """Execute with `params` by name; a parameter not given keeps the literal of the statement."""
        compiled = self._for(connection)
        return connection.exec_driver_sql(compiled.text, compiled.values(params))

    def run_many(self, connection: Connection, rows: Iterable[Params]) -> None:
        """Execute once for each row of parameters (one executemany)."""
        compiled = self._for(connection)
        values = [compiled.values(row) for row in rows]
        if values:
            connection.exec_driver_sql(compiled.text, values)

    def key(self, connection: Connection, **params: object) -> int:
        """Insert one row and return the number that the database gave it."""
        if self._keyed is None:
            source: Any = self._source
            if not isinstance(source, Insert):
                message = "only an INSERT makes a key"
                raise TypeError(message)
            self._keyed = Statement(source.returning(*source.table.primary_key))
        return int(self._keyed.scalar(connection, **params))

    def one(self, connection: Connection, **params: object) -> Row | None:
        """Return the first row, or None."""
        return self.run(connection, **params).first()

    def all(self, connection: Connection, **params: object) -> list[Row]:
        """Return all rows."""
        return list(self.run(connection, **params).all())

    def scalar(self, connection: Connection, **params: object) -> Any:  # noqa: ANN401 - a database value
        """Return the first column of the first row, or None."""
        return self.run(connection, **params).scalar()

    def _for(self, connection: Connection) -> Compiled:
        name = connection.dialect.name
        found = self._compiled.get(name)
        if found is None:
            compiled: Any = self._source.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
            found = self._compiled[name] = Compiled(compiled)
        return found


class Compiled:
    """A statement's text for one dialect, and how its parameters are handed over: by place or by name."""

    __slots__ = ("_fixed", "by_place", "names", "text")

    def __init__(self, compiled: Any) -> None:  # noqa: ANN401 - what Core compiles to
        self.text = str(compiled)
        self.by_place = compiled.positiontup is not None
        self.names = tuple(compiled.positiontup if self.by_place else compiled.params)
        self._fixed: dict[str, Any] = dict(compiled.params)

    def values(self, params: Params) -> Any:  # noqa: ANN401 - a tuple or a dict, as the driver wants it
        """Return the parameters of one execution."""
        fixed = self._fixed
        if self.by_place:
            return tuple([params[n] if n in params else fixed[n] for n in self.names])
        return {n: params[n] if n in params else fixed[n] for n in self.names}
