"""Hearing what others touched by LISTEN; where a server does not let listen, by looking whether anything was committed.

A notice travels with the commit it tells of: `origin kind kind ...`. After a broken connection everything counts as
touched, for nobody knows what was missed.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable

import psycopg

from warehouse_app.domain.changes import Touched
from warehouse_app.store.hearing import EVERYTHING, NOTHING
from warehouse_app.store.postgresql.link import Link

CHANNEL = "warehouse_app"
TELL = "SELECT pg_notify(%s, %s)"
LOOK_EVERY_S = 2.0
"""How often a server that lets nobody listen is asked."""

AGAIN_S = 1.0
"""How soon a broken connection is tried again."""

QUIET_S = 20.0
"""After so long a silence it is asked whether the server is still there: a line that loses all it carries is silent."""

_LISTEN = f"LISTEN {CHANNEL}"
_SEEN = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
"""All that came before it is committed and visible; it moves when something was (never the largest number seen)."""


def told(origin: str, kinds: Iterable[Touched]) -> str:
    """Return the words of a notice."""
    return " ".join((origin or "-", *sorted(kinds)))


class Listening:
    """The `Hearing` of a server. `ignore` is whose notices are not for this listener."""

    def __init__(self, connect: Callable[[], Link], ignore: str) -> None:
        self._connect, self._ignore = connect, ignore
        self._link: Link | None = None
        self._closed, self._missed, self._listens = False, False, False
        self._seen = ""
        self._silent_s = 0.0

    def wait(self, seconds: float) -> frozenset[Touched]:
        """Listen for so long."""
        try:
            if self._closed or not self._opened(seconds):
                return NOTHING
            if self._missed:
                self._missed = False
                return EVERYTHING
            return self._heard(seconds) if self._listens else self._looked(seconds)
        except psycopg.Error:
            self._drop()
            time.sleep(min(AGAIN_S, seconds))
            return NOTHING
        finally:
            if self._closed:
                self._drop()

    def close(self) -> None:
        """Hear no more; the thread that waits closes the connection."""
        self._closed = True

    def _opened(self, seconds: float) -> bool:
        if self._link is not None:
            return True
        try:
            self._link = self._connect()
        except psycopg.Error:
            time.sleep(min(AGAIN_S, seconds))
            return False
        try:
            self._link.execute(_LISTEN)
            self._listens = True
        except psycopg.errors.Error:
            self._listens = False
            self._seen = self._now()
        return True

    def _heard(self, seconds: float) -> frozenset[Touched]:
        assert self._link is not None
        touched: set[Touched] = set()
        self._silent_s += seconds
        if self._silent_s > QUIET_S:
            self._silent_s = 0.0
            self._now()
        until = time.monotonic() + seconds
        left = seconds
        while not touched and left >= 0 and not self._closed:  # one's own notices do not end the wait
            for notice in self._link.notifies(timeout=left, stop_after=1):
                self._silent_s = 0.0
                origin, _, kinds = notice.payload.partition(" ")
                if origin != self._ignore:
                    touched |= {Touched(each) for each in kinds.split() if each in EVERYTHING}
            left = until - time.monotonic()
        return frozenset(touched)

    def _looked(self, seconds: float) -> frozenset[Touched]:
        time.sleep(min(seconds, LOOK_EVERY_S))
        now = self._now()
        moved, self._seen = now != self._seen, now
        return EVERYTHING if moved else NOTHING

    def _now(self) -> str:
        assert self._link is not None
        row = self._link.execute(_SEEN).fetchone()
        return "" if row is None else str(row[0])

    def _drop(self) -> None:
        if self._link is not None:
            with contextlib.suppress(psycopg.Error):
                self._link.close()
            self._link, self._missed = None, True
