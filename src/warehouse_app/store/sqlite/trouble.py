"""SQLite's error codes as trouble with a name."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from warehouse_app.domain.refusals import Trouble

_BY_CODE = {
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "database_io",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_NOTADB: "database_foreign",
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_CANTOPEN: "database_cannot_open",
    sqlite3.SQLITE_PERM: "database_read_only",
    sqlite3.SQLITE_AUTH: "database_read_only",
}
_PRIMARY = 0xFF
_NO_TEXT, _NO_SCHEMA = "Could not decode to UTF-8", b"malformed database schema"
"""How the driver begins to say, without any code, that bytes of a text are none: nobody wrote them, the file is bad."""


def as_trouble(error: BaseException, where: str) -> Trouble | None:
    """Return the trouble that a database error stands for, or None when it is a bug of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if _is_no_text(cause):
        return Trouble("database_damaged", database=where)
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
    name = _BY_CODE.get(code)
    return Trouble(name, database=where) if name else None


def _is_no_text(cause: BaseException | None) -> bool:
    """Tell whether the driver met bytes that are no text: in a row, or in what SQLite itself says of them."""
    if isinstance(cause, UnicodeDecodeError):
        return cause.object.startswith(_NO_SCHEMA)
    return isinstance(cause, sqlite3.Error) and str(cause).startswith(_NO_TEXT)
