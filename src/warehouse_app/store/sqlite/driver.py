"""Statements handed to SQLite's own driver: an engine's execution costs thirty microseconds more, each time.

Errors come out as SQLAlchemy's, as if the engine had run the statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def execute(connection: Connection, words: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run one statement with its parameters by place."""
    try:
        return _raw(connection).execute(words, values)
    except sqlite3.Error as error:
        raise _as_engine(connection, words, values, error) from error


def execute_many(connection: Connection, words: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters."""
    try:
        _raw(connection).executemany(words, rows)
    except sqlite3.Error as error:
        raise _as_engine(connection, words, rows, error) from error


def changed(connection: Connection) -> int:
    """Return how many rows the connection changed since it was opened, undone ones as well."""
    return _raw(connection).total_changes


def _raw(connection: Connection) -> sqlite3.Connection:
    raw: Any = connection.connection.driver_connection
    return raw  # type: ignore[no-any-return]


def _as_engine(connection: Connection, words: str, values: Any, error: sqlite3.Error) -> Exception:  # noqa: ANN401
    made: Any = DBAPIError.instance(words, values, error, sqlite3.Error, dialect=connection.dialect)
    return made  # type: ignore[no-any-return]
