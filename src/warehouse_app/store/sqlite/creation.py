"""A database made, recognised or refused: its application id, schema version, laws and append-only triggers."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, create_engine

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store.schema import APPLICATION_ID, METADATA, SCHEMA_VERSION
from warehouse_app.store.schema.ledger import APPEND_ONLY

LAWS = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
"""Pragmas the promises rest on; checked on each opening."""


def settle(connection: Connection, where: str, *, create: bool) -> None:
    """Make the tables in an empty file, accept ours, refuse any other. Raises Trouble or Usage."""
    application = _pragma(connection, "application_id")
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if not tables and create:
        _make(connection)
        application = _pragma(connection, "application_id")
    elif not tables:
        raise Usage("no_company", database=where)
    if application != APPLICATION_ID:
        raise Trouble("database_foreign", database=where)
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise Trouble("database_newer", database=where, version=version)
    if version < SCHEMA_VERSION:
        raise Trouble("database_older", database=where, version=version)
    for pragma, value in LAWS.items():
        if _pragma(connection, pragma) != value:
            raise Trouble("database_unsafe", database=where, pragma=pragma)
    if journal_mode(connection) not in ("wal", "memory"):
        raise Trouble("database_unsafe", database=where, pragma="journal_mode")


def journal_mode(connection: Connection) -> str:
    """Return how the database keeps its journal: `wal` in a file, `memory` without one."""
    return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())


def trigger_names() -> frozenset[str]:
    """Return the names of the triggers that keep facts append-only."""
    return frozenset(f"{table}_no_{deed}" for table in APPEND_ONLY for deed in ("update", "delete"))


@cache
def declared() -> dict[str, str]:
    """Return the words that make every table, index and trigger of this version, by name."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _make(connection)
            return found(connection)
    finally:
        engine.dispose()


def found(connection: Connection) -> dict[str, str]:
    """Return the words that made every table, index, view and trigger of an open database, by name."""
    asked = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    return {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(asked)}


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)


def _make(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        connection.exec_driver_sql("ROLLBACK")  # another process was faster
        return
    METADATA.create_all(connection)
    for table in APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            )
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.exec_driver_sql("COMMIT")
