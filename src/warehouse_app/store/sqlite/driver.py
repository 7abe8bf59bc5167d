"""Statements handed to SQLite's own driver: an engine's execution costs thirty microseconds more, each time.

Errors come out as SQLAlchemy's, as if the engine had run the statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_OWN = "warehouse_app_driver"
"""Where a lane keeps its driver's connection: SQLAlchemy's way to it is four properties long."""


def execute(connection: Connection, words: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run one statement with its parameters by place."""
    try:
        found: sqlite3.Cursor = own(connection).execute(words, values)
    except sqlite3.Error as error:
        raise _as_engine(connection, words, values, error) from error
    return found


def execute_many(connection: Connection, words: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters."""
    try:
        own(connection).executemany(words, rows)
    except sqlite3.Error as error:
        raise _as_engine(connection, words, rows, error) from error


def changed(connection: Connection) -> int:
    """Return how many rows the connection changed since it was opened, undone ones as well."""
    return int(own(connection).total_changes)


def own(connection: Connection) -> Any:  # noqa: ANN401 - each driver has a type of its own
    """Return the driver's connection of a lane, the same as long as the lane lives."""
    kept = connection.__dict__.get(_OWN)
    if kept is None:
        kept = connection.__dict__[_OWN] = connection.connection.driver_connection
    return kept


def _as_engine(connection: Connection, words: str, values: Any, error: sqlite3.Error) -> Exception:  # noqa: ANN401
    made: Any = DBAPIError.instance(words, values, error, sqlite3.Error, dialect=connection.dialect)
    return made  # type: ignore[no-any-return]
