"""The clock of a scanner that plays a keyboard: its keys come a millisecond apart, and whoever holds it rests between
two shots, however busy or quick the machine is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse_app.ui.runtime.scan_gate import ScanGate

REST_MS = 1000
"""Longer than any gap within a burst, and than any window in which a second reading is no second unit."""


class Scanner:
    """A clock for the scan gate. It goes as the machine's, but for the rests, which are taken without waiting for them;
    within a burst it goes a millisecond each time it is asked.
    """

    def __init__(self) -> None:
        self._begun, self._keys, self._rested = 0, 0, 0

    def __call__(self) -> int:
        """Return milliseconds."""
        if not self._begun:
            return time.monotonic_ns() // 1_000_000 + self._rested
        self._keys += 1
        return self._begun + self._keys

    def rest(self) -> None:
        """Let a moment pass: what comes now is meant anew, and no part of what came before."""
        self._rested += REST_MS

    @contextmanager
    def burst(self) -> Iterator[None]:
        """Send the keys of one shot, after a rest."""
        self.rest()
        self._begun, self._keys = self(), 0
        try:
            yield
        finally:
            self._begun = 0


SCANNER = Scanner()
"""The one scanner of a test's process."""


def by_hand(gate: ScanGate) -> None:
    """Let the moment pass after which a key was no scanner's: what the gate holds back arrives where it was pressed."""
    SCANNER.rest()
    gate._hand_out(gate._wedge.tick(SCANNER()))
