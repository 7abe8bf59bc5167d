"""PostgreSQL's error codes as trouble with a name, or as a conflict after which the unit of work is run again."""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import DBAPIError

from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.trouble import Conflict

LOCKED = "55P03"
"""Another unit of work held what was wanted for longer than it is waited for."""

TOO_SLOW = "57014"
"""A statement took longer than others may be kept waiting: mostly it waited itself, for one after the other."""

TOO_LONG_SILENT = "25P03"
"""The server ended a session that said nothing within its unit of work."""

_CONFLICTS = frozenset({"40001", "40P01", LOCKED, "26000"})
"""Serialisation failure, deadlock, a lock not given in time; and a statement that is not there, because an error cut
the burst short that was to prepare it: run again, it is prepared anew.
"""

_BY_CODE = {
    "53100": "disk_full",
    "53200": "database_busy",
    "53300": "database_busy",
    "25006": "database_read_only",
    "58030": "database_io",
    "3D000": "database_missing",
    "42501": "database_no_right",
    "42883": "database_no_right",  # a station has no gate for what the office does
    "42P01": "database_damaged",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
}
_LOGIN = ("28",)
_LOST = ("08", "57P", "25P03", "25P04")
"""Codes that begin so come with the end of the connection."""

_UNIQUE = "23505"


def cause_of(error: BaseException) -> psycopg.Error | None:
    """Return the driver's error behind an error, if there is one."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cause if isinstance(cause, psycopg.Error) else None


def is_lost(cause: psycopg.Error) -> bool:
    """Tell whether the connection ended with this error, so that nobody knows what the server did last."""
    if cause.sqlstate is None:  # libpq's own words; as a result of a burst they come as a plain DatabaseError
        return (
            isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) or type(cause) is psycopg.DatabaseError
        )
    return cause.sqlstate.startswith(_LOST)


def is_taken(error: BaseException) -> bool:
    """Tell whether a unique key was taken: perhaps by another writer, in the same moment."""
    cause = cause_of(error)
    return cause is not None and cause.sqlstate == _UNIQUE


def meaning(error: BaseException, where: str) -> Exception | None:
    """Return what an error before COMMIT stands for, or None when it is no error of the database.

    What is a bug of ours (or a rule of the tables) has one type on both databases: SQLAlchemy's.
    """
    cause = cause_of(error)
    if cause is None:
        return None
    code = cause.sqlstate or ""
    if code in _CONFLICTS:
        return Conflict(Trouble("database_busy", database=where))
    if code == TOO_SLOW:
        return Conflict(Trouble("database_slow", database=where))
    name = _BY_CODE.get(code) or ("database_login" if code.startswith(_LOGIN) else _refused_at_the_door(cause))
    if name:
        return Trouble(name, database=where)
    if is_lost(cause):
        return Conflict(Trouble("database_away", database=where))
    return DBAPIError.instance(None, None, cause, psycopg.Error) if error is cause else None


def _refused_at_the_door(cause: psycopg.Error) -> str:
    """Return what a server said when it let nobody in: such an error has no code, only libpq's words of it."""
    connection, words = getattr(cause, "pgconn", None), str(cause)
    if cause.sqlstate is not None or connection is None or "FATAL" not in words:
        return ""
    if "FATAL:  database " in words:
        return "database_missing"
    return "database_login" if connection.needs_password or connection.used_password else ""
