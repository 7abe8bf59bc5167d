"""Hearing that others changed something: a hint that a screen may be stale, never data."""

from __future__ import annotations

from typing import Protocol

from warehouse_app.domain.changes import Touched

EVERYTHING = frozenset(Touched)
"""Where nobody knows what it was."""

NOTHING: frozenset[Touched] = frozenset()


class Hearing(Protocol):
    """One listener, used by one thread. It never raises for a database that is away: then nothing is heard."""

    def wait(self, seconds: float) -> frozenset[Touched]:
        """Return what others touched, as soon as something is heard, or nothing after `seconds`."""
        ...

    def close(self) -> None:
        """Hear no more."""
        ...
