"""Every error of the database becomes trouble with a name, a conflict that is retried, or stays a bug."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from warehouse_app.domain.refusals import Trouble


class Conflict(Exception):  # noqa: N818 - not an error: the whole unit of work is run again
    """Another writer was faster (serialisation failure, deadlock): run the unit of work again."""


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


def as_trouble(error: BaseException, where: str) -> Trouble | None:
    """Return the trouble that a database error stands for, or None when it is a bug of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
    name = _BY_CODE.get(code)
    return Trouble(name, database=where) if name else None


def is_constraint(error: BaseException) -> bool:
    """Tell whether the database refused by a CHECK, UNIQUE or key constraint."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.IntegrityError)
