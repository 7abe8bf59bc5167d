"""The ears of a window: one thread that hears what others changed at the same company."""

from __future__ import annotations

import threading
from collections.abc import Callable

from warehouse_app.ports.changes import Hear, Hearing

PERIOD_S = 0.5
"""How long one wait lasts; a window that closes waits for it once."""


class Ears:
    """The `ChangeSource` of an open company. `begin` begins to listen, `fault` is told of a bug."""

    def __init__(self, begin: Callable[[], Hearing], fault: Callable[[BaseException], None]) -> None:
        self._begin, self._fault = begin, fault
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, hear: Hear) -> None:
        """Begin to listen."""
        self._thread = threading.Thread(target=self._listen, args=(hear,), name="ears", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(PERIOD_S * 4)
            self._thread = None

    def _listen(self, hear: Hear) -> None:
        try:
            self._hear(self._begin(), hear)
        except Exception as error:  # noqa: BLE001 - a bug here must end no bench's work
            self._fault(error)

    def _hear(self, hearing: Hearing, hear: Hear) -> None:
        try:
            while not self._stop.is_set():
                touched = hearing.wait(PERIOD_S)
                if touched and not self._stop.is_set():
                    hear(frozenset(each.value for each in touched))
        finally:
            hearing.close()
            hearing.wait(0)
