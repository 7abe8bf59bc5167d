"""A database of an older version is brought up to this one: alone, after a backup beside it, step by step.

Each step is a transaction with its version number, so a road that was cut (power, disk, a bug of ours) leaves the
version before whole, and the next opening goes on from there.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.migrations.step import Step, Upgraded
from warehouse_app.store.schema import APPLICATION_ID, SCHEMA_VERSION
from warehouse_app.store.sqlite.trouble import as_trouble
from warehouse_app.store.sqlite.turn import Turn

ALONE_WAIT_S = 2.0
"""How long an older database may be busy before it counts as open elsewhere; others who open it look for a moment."""

ALONE_PAUSE_S = 0.05
LOOK_WAIT_S = 10.0
"""How long a look at the version waits for one who is bringing the database up just now."""

OLDEST = 1
"""Databases of this version and newer can be brought up."""


def bring_up(path: Path, steps: Sequence[Step] | None = None) -> Upgraded | None:
    """Bring a SQLite database of ours up to this version; None where there is nothing to do.

    A file that is not ours, newer or unreadable is left to whoever opens it. Raises Trouble: open elsewhere, no room.
    """
    road = _steps() if steps is None else tuple(steps)
    target = road[-1].version if road else SCHEMA_VERSION
    if not _is_older(path, target):
        return None
    turn = Turn(path.with_name(path.name + ".turn"))
    try:
        with turn:
            return _walk(path, road, target) if _is_older(path, target) else None
    except sqlite3.Error as error:
        raise as_trouble(error, str(path)) or error from error
    except OSError as error:
        raise Trouble("upgrade_no_backup", database=str(path), why=error.strerror or str(error)) from error
    finally:
        turn.close()


def run_steps(connection: Connection, steps: Sequence[Step], version: int) -> None:
    """Run the steps after `version` on an open database, each with its version number in one transaction."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    for step in steps:
        if step.version <= version:
            continue
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            step.upgrade(Operations(MigrationContext.configure(connection)))
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                message = f"after step {step.version} a row of {broken[0]} refers to nothing"
                raise AssertionError(message)
            connection.exec_driver_sql(f"PRAGMA user_version={step.version}")
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
            raise


def _steps() -> tuple[Step, ...]:
    from warehouse_app.store.migrations import STEPS

    return STEPS


def _is_older(path: Path, target: int) -> bool:
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=LOOK_WAIT_S)
    except sqlite3.Error:
        return False
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return False  # foreign, damaged or locked: the opener says so in its own words
    finally:
        connection.close()
    return ours and OLDEST <= version < target


def _walk(path: Path, steps: Sequence[Step], target: int) -> Upgraded:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": ALONE_PAUSE_S})
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _be_alone(connection, path)
            before = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            copy = _back_up(connection, path, target)
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # tables are put in others' places
            try:
                run_steps(connection, steps, before)
            finally:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            return Upgraded(before, target, str(copy))
    finally:
        engine.dispose()


def _be_alone(connection: Connection, path: Path) -> None:
    """Leaving WAL needs the file alone: nobody works on tables that change under his hands."""
    deadline = time.monotonic() + ALONE_WAIT_S
    while not _is_alone(connection, path):
        if time.monotonic() > deadline:
            raise Trouble("company_open", database=str(path))
        time.sleep(ALONE_PAUSE_S)


def _is_alone(connection: Connection, path: Path) -> bool:
    try:
        return str(connection.exec_driver_sql("PRAGMA journal_mode=DELETE").scalar()).lower() == "delete"
    except OperationalError as error:
        trouble = as_trouble(error, str(path))
        if trouble is None or trouble.code != "database_busy":
            raise trouble or error from error
        return False


def _back_up(connection: Connection, path: Path, target: int) -> Path:
    """Copy the whole database beside itself under a free name, on the disk before the first step begins."""
    copy = _free_name(path, target)
    part = copy.with_name(f".{copy.name}.{os.getpid()}.part")
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    try:
        to = sqlite3.connect(part)
        try:
            source.backup(to)
        finally:
            to.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(copy)
    finally:
        for each in (part, part.with_name(f"{part.name}-journal")):
            each.unlink(missing_ok=True)
    return copy


def _free_name(path: Path, target: int) -> Path:
    name = path.with_name(f"{path.stem}-before-version-{target}{path.suffix}")
    n = 2
    while name.exists():
        name = path.with_name(f"{path.stem}-before-version-{target}-{n}{path.suffix}")
        n += 1
    return name
