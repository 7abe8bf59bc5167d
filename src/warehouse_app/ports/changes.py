"""Who tells what others changed: other windows, stations, workers and imports at the same company."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from warehouse_app.domain.changes import Touched

Hear = Callable[[frozenset[str]], None]
"""Is told the kinds of thing that others touched: a hint what may be stale, never data."""


class Hearing(Protocol):
    """One listener, used by one thread. It never raises for a database that is away: then nothing is heard."""

    def wait(self, seconds: float) -> frozenset[Touched]:
        """Return what others touched, as soon as something is heard, or nothing after `seconds`."""
        ...

    def close(self) -> None:
        """Hear no more; the thread that waits gives back what it holds with its next wait."""
        ...


class ChangeSource(Protocol):
    """Tells of others' changes, from a thread of its own, until it is closed."""

    def start(self, hear: Hear) -> None:
        """Begin to tell."""
        ...

    def close(self) -> None:
        """Tell no more; returns when nobody is being told."""
        ...
