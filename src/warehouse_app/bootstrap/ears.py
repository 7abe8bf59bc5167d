"""The ears of a window: one thread that hears what others changed at the same company."""

from __future__ import annotations

import threading
from collections.abc import Callable

from warehouse_app.ports.changes import Hear
from warehouse_app.store.database import Store
from warehouse_app.store.hearing import Hearing

PERIOD_S = 0.5
"""How long one wait lasts; a window that closes waits for it once."""


class Ears:
    """The `ChangeSource` of an open company. `own` is whose changes are not told: this window's."""

    def __init__(self, store: Store, own: str, fault: Callable[[BaseException], None]) -> None:
        self._store, self._own, self._fault = store, own, fault
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
            hearing = self._store.hear(self._own)
            self._hear(hearing, hear)
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
