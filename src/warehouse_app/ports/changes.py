"""Who tells what others changed: other windows, stations, workers and imports at the same company."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Hear = Callable[[frozenset[str]], None]
"""Is told the kinds of thing that others touched: a hint what may be stale, never data."""


class ChangeSource(Protocol):
    """Tells of others' changes, from a thread of its own, until it is closed."""

    def start(self, hear: Hear) -> None:
        """Begin to tell."""
        ...

    def close(self) -> None:
        """Tell no more; returns when nobody is being told."""
        ...
