"""One SQLite database: a file or memory, opened with its laws, written under a turn.

SQLite runs in WAL with `synchronous=FULL` (NORMAL lost acknowledged scans in 363 of 600 simulated power cuts, FULL in
none) and the pragma is checked at start. A foreign, newer or damaged file is refused before anything is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, StaticPool

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store.hearing import Hearing
from warehouse_app.store.schema import given_keys
from warehouse_app.store.sqlite import creation, driver
from warehouse_app.store.sqlite.hearing import Looking
from warehouse_app.store.sqlite.trouble import as_trouble
from warehouse_app.store.sqlite.turn import Turn

BUSY_MS = 5_000
CACHE_KIB = 32_768
CHECKPOINT_PAGES = 4_000
"""Pages in the log before they go into the file: an import writes the same pages of its indexes again and again."""

KEPT_STATEMENTS = 512
"""How many statements a lane keeps prepared: more than all the benches and desks have."""

CLEAN_TRIES = 3
"""How often the journal is ended while somebody reads from it; each try waits as long as any writer."""

MAY_WRITE = "may_write"
"""Where a connection keeps whether it may write."""


class SqliteBackend:
    """The `Backend` of one SQLite database."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._path = path
        self._turn = Turn(None if path is None else path.with_name(path.name + ".turn"))

    @property
    def engine(self) -> Engine:
        """What opens its connections."""
        return self._engine

    @property
    def name(self) -> str:
        """The file, or that it is in memory."""
        return str(self._path) if self._path else self._engine.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path | None:
        """The file."""
        return self._path

    @property
    def reads_apart(self) -> bool:
        """A file is: what a lane may do changes but once, for a change lets all of its statements be prepared anew."""
        return self._path is not None

    def connect(self, until: float | None = None) -> Connection:
        """Open a lane."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def usable(self, connection: Connection) -> bool:
        """A lane to a file does not break."""
        return not connection.closed

    def settle(self, connection: Connection, *, create: bool) -> None:
        """Make, accept or refuse."""
        creation.settle(connection, self.name, create=create)

    def turn(self) -> AbstractContextManager[None]:
        """One writer at a time, across processes."""
        return self._turn

    def begin_write(
        self, connection: Connection, *, prove: bool, undisturbed: bool = False, until: float | None = None
    ) -> None:
        """Begin."""
        _may_write(connection, may=True)
        driver.execute(connection, "BEGIN IMMEDIATE")

    def begin_read(self, connection: Connection) -> None:
        """Begin; the database itself stops a query that would write."""
        _may_write(connection, may=False)
        driver.execute(connection, "BEGIN")

    def begin_alone(self, connection: Connection) -> None:
        """Begin as always: on a new file nobody waits."""
        self.begin_write(connection, prove=False)

    def clean(self, connection: Connection) -> None:
        """Write the file anew without its free pages, and end the journal: rests of deleted rows stand in both."""
        connection.exec_driver_sql("PRAGMA temp_store=FILE")  # a large company has no room in memory
        connection.exec_driver_sql("VACUUM")
        for _ in range(CLEAN_TRIES):
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            if not busy:
                return
        raise Trouble("database_busy", database=self.name)

    def load(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Write whole rows."""
        words = str(insert(table).compile(dialect=connection.dialect))
        connection.exec_driver_sql(words, [tuple(row) for row in rows])

    def given_out(self, connection: Connection) -> Mapping[str, int]:
        """Read the series SQLite keeps, and of other tables the highest key."""
        kept: dict[str, int] = dict(connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all())
        found = {}
        for name, column in given_keys().items():
            highest = int(connection.execute(select(func.max(column))).scalar() or 0)
            found[name] = max(highest, int(kept.get(name, 0)))
        return found

    def give_on(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Raise the series SQLite keeps; where it keeps none, the next key follows the highest one."""
        for name, column in given_keys().items():
            if column.table.dialect_options["sqlite"]["autoincrement"]:
                connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
                connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, numbers[name]))

    def version(self, connection: Connection) -> int:
        """Read it from the file's header."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def tell(self, connection: Connection, origin: str, kinds: frozenset[Touched]) -> None:
        """Nobody listens to a file; others look."""

    def hear(self, ignore: str, own: Callable[[], int]) -> Hearing:
        """Look at the file."""
        return Looking(self._path, own, ignore)

    def commit(self, connection: Connection) -> None:
        """Make it durable."""
        driver.execute(connection, "COMMIT")

    def roll_back(self, connection: Connection) -> None:
        """Undo what is open; SQLite itself does so for some errors."""
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
            driver.execute(connection, "ROLLBACK")

    def meaning(self, error: BaseException) -> Exception | None:
        """Name the trouble; under a turn there is no conflict."""
        return as_trouble(error, self.name)

    def may_vanish(self, error: BaseException) -> bool:
        """No: one writer at a time."""
        return False

    def close(self) -> None:
        """Give up the file."""
        self._engine.dispose()
        self._turn.close()


def open_backend(url: URL, *, create: bool) -> SqliteBackend:
    """Return the backend for a URL. Raises Usage."""
    path = file_of(url)
    if path is not None and not path.exists() and not create:
        raise Usage("no_company", database=str(path))
    return SqliteBackend(_engine(url, path), path)


def file_of(url: URL) -> Path | None:
    """Return the file a URL names, None for one in memory."""
    return None if url.database in (None, "", ":memory:") else Path(str(url.database)).absolute()


def _engine(url: URL, path: Path | None) -> Engine:
    pool = StaticPool if path is None else NullPool
    arguments = {
        "check_same_thread": False,
        "timeout": BUSY_MS / 1000,
        "isolation_level": None,
        "cached_statements": KEPT_STATEMENTS,
    }
    try:
        engine = create_engine(url, poolclass=pool, connect_args=arguments)
    except ArgumentError as error:
        raise Usage("bad_database_url", url=str(url.database)) from error
    event.listen(engine, "connect", prepare)
    return engine


def _may_write(connection: Connection, *, may: bool) -> None:
    """Let a lane write or not, if it is not so already."""
    if connection.info.get(MAY_WRITE) is not may:
        driver.execute(connection, f"PRAGMA query_only={'OFF' if may else 'ON'}")
        connection.info[MAY_WRITE] = may


def prepare(raw: sqlite3.Connection, _record: object) -> None:
    """Put a fresh connection under the laws."""
    cursor = raw.cursor()
    try:
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA recursive_triggers=ON")  # else REPLACE deletes past the append-only triggers
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.execute("PRAGMA secure_delete=FAST")
    finally:
        cursor.close()
