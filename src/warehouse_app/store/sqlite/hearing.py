"""On SQLite nobody tells: the file's `data_version` is looked at, which changes with others' commits and costs nothing.

It does not say whose commit it was. Where this process wrote as well since the last look, the audit is asked, in which
every command of everybody stands with its writer; what stands in none is heard every few seconds, so that a busy bench
does not refresh itself for its own scans.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from warehouse_app.domain.changes import Touched
from warehouse_app.store.hearing import EVERYTHING, NOTHING

LOOK_EVERY_S = 0.25
QUIET_S = 5.0
"""How seldom commits that nobody's command made are heard while this process writes itself."""

BUSY_S = 0.5
"""How seldom others' commands are heard meanwhile."""

_NEWEST = "SELECT MAX(seq) FROM audit"
"""Where hearing begins: at the index's end, for the audit of years is not read to hear what comes."""

_NEWER = "SELECT MAX(seq), MAX(CASE WHEN writer <> ? THEN seq END) FROM audit WHERE seq > ?"


class Looking:
    """The `Hearing` of a file. `own` counts this process's commits, `ignore` is the writer of its commands."""

    def __init__(self, path: Path | None, own: Callable[[], int], ignore: str = "") -> None:
        self._path, self._own, self._ignore = path, own, ignore
        self._seen, self._owed = 0, False
        self._connection: sqlite3.Connection | None = None
        self._version, self._mine, self._told = -1, own(), time.monotonic()
        self._closed = threading.Event()

    def wait(self, seconds: float) -> frozenset[Touched]:
        """Look now and then, for so long."""
        until = time.monotonic() + seconds
        if self._closed.is_set() and self._connection is not None:
            self._connection.close()
            self._connection = None
        while not self._closed.is_set():
            if self._changed():
                return EVERYTHING
            left = until - time.monotonic()
            if left <= 0:
                break
            self._closed.wait(min(LOOK_EVERY_S, left))
        return NOTHING

    def close(self) -> None:
        """Give up the file; the thread that waits closes it."""
        self._closed.set()

    def _changed(self) -> bool:
        version = self._look()
        if version == self._version:
            return False
        if self._version < 0:
            self._version = version
            self._begin()
            return False
        self._owed = self._audited() or self._owed
        mine = self._own()
        rest = BUSY_S if self._owed else QUIET_S
        if mine != self._mine and time.monotonic() - self._told < rest:
            return False  # perhaps nobody else's: looked at again, later
        self._owed = False
        self._version, self._mine, self._told = version, mine, time.monotonic()
        return True

    def _begin(self) -> None:
        """Take what stands in the audit now as heard."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._seen = self._connection.execute(_NEWEST).fetchone()[0] or 0

    def _audited(self) -> bool:
        """Say whether others gave a command since the last time."""
        if self._connection is None:
            return False
        try:
            newest, others = self._connection.execute(_NEWER, (self._ignore, self._seen)).fetchone()
        except sqlite3.Error:
            return False
        self._seen = newest or self._seen
        return others is not None

    def _look(self) -> int:
        if self._path is None:
            return 0
        try:
            if self._connection is None:
                uri = f"{self._path.as_uri()}?mode=ro"
                self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return self._version
