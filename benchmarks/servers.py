"""The database of a benchmark: SQLite in a file, or PostgreSQL on a server of its own, near or a little way off.

Which one is asked for by `--database=postgresql` or in BENCH_DATABASE. The server's files lie in the folder of the
benchmark, as a real server's lie on a disk; it ends with the benchmark.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from tests import postgres
from warehouse_app.store.database import Store
from warehouse_app.store.desk import Desk

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_NAMED = "--database="


def wanted(words: Sequence[str] = tuple(sys.argv)) -> str:
    """Return the kind of database that a benchmark is asked to run on."""
    named = next((word.removeprefix(_NAMED) for word in words if word.startswith(_NAMED)), "")
    kind = named or os.environ.get("BENCH_DATABASE", "") or SQLITE
    if kind not in (SQLITE, POSTGRESQL):
        raise SystemExit(f"--database is {SQLITE} or {POSTGRESQL}, not {kind}")
    return kind


class Databases:
    """Gives out empty databases; "" is SQLite in a file."""

    def __init__(self, server: postgres.Server | None) -> None:
        self.server = server

    @contextmanager
    def empty(self, away_ms: float = 0.0) -> Iterator[str]:
        """Yield the address of a new one; a server seems so many milliseconds away for each round trip."""
        if self.server is None:
            yield ""
            return
        with self.server.database() as address:
            if not away_ms:
                yield address
                return
            with away(self.server.host, away_ms) as port:
                name = address.partition("@/")[2].partition("?")[0]
                yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/{name}?sslmode=disable"

    def rested(self, address: str) -> None:
        """Let a server know its rows, as its own worker does sooner or later; there is none on SQLite."""
        if self.server is not None:
            with self.server.connect(address.partition("@/")[2].partition("?")[0]) as plain:
                plain.execute("VACUUM ANALYZE")


@contextmanager
def databases(folder: Path, kind: str) -> Iterator[Databases]:
    """Yield databases of a kind; a server is started in the folder and ended afterwards."""
    if kind == SQLITE:
        yield Databases(None)
        return
    folder.chmod(0o755)  # a server never runs as root, and must reach its files
    server = postgres.start(Path(tempfile.mkdtemp(prefix="server-", dir=folder)))
    try:
        yield Databases(server)
    finally:
        server.stop()


def processor(desk: Desk) -> Callable[[], float]:
    """Return what tells the seconds that this process, and the server's own for this lane, have worked so far."""
    if desk.connection.dialect.name != "postgresql":
        return time.process_time
    served = Path(f"/proc/{desk.connection.execute(text('SELECT pg_backend_pid()')).scalar_one()}/schedstat")
    if not served.exists():
        return time.process_time
    return lambda: time.process_time() + int(served.read_text().split()[0]) / 1e9


def processors(store: Store) -> Callable[[], float]:
    """Return what tells the seconds that this process, and all of a server's that serve its database, have worked."""
    if store.path is not None:
        return time.process_time
    with store.read() as desk:
        asked = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        paths = [Path(f"/proc/{row[0]}/schedstat") for row in desk.connection.execute(asked)]
    served = [path for path in paths if path.exists()]
    return lambda: time.process_time() + sum(int(path.read_text().split()[0]) for path in served) / 1e9


@contextmanager
def away(host: Path, milliseconds: float) -> Iterator[int]:
    """Yield a port of the loopback from which a server's socket is some milliseconds away, in a process of its own."""
    socket = next(host.glob(".s.PGSQL.*[0-9]"))
    words = [sys.executable, "-m", "benchmarks.delaying", str(socket), str(milliseconds)]
    proxy = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert proxy.stdout is not None
        yield int(proxy.stdout.readline())
    finally:
        proxy.terminate()
        proxy.communicate()
