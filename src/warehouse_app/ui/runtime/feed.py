"""The change feed: who wrote tells what was touched, each listener decides whether it is stale. GUI thread only, no Qt.

Promise: a listener that raises does not keep the others from hearing; its exception goes to `on_bug`.
"""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[frozenset[str], str], None]


class ChangeFeed:
    """Publish and listen. `touched` names tables, capabilities or single things ("orders", "order:539953")."""

    def __init__(self, on_bug: Callable[[BaseException], None] | None = None) -> None:
        self._listeners: list[Listener] = []
        self._on_bug = on_bug

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every publication from now on; call what is returned to stop hearing."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def publish(self, touched: frozenset[str], origin: str = "") -> None:
        """Tell everyone what was touched, and by whom (a screen's name), so that it knows its own doing."""
        if not touched:
            return
        for listener in tuple(self._listeners):
            try:
                listener(touched, origin)
            except Exception as bug:
                if self._on_bug is None:
                    raise
                self._on_bug(bug)
