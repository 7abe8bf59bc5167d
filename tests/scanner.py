"""The clock of a scanner that plays a keyboard: however busy the machine is, its keys come a millisecond apart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Scanner:
    """A clock for the scan gate. It goes as the machine's, and within a burst a millisecond each time it is asked."""

    def __init__(self) -> None:
        self._begun, self._keys = 0, 0

    def __call__(self) -> int:
        """Return milliseconds."""
        if not self._begun:
            return time.monotonic_ns() // 1_000_000
        self._keys += 1
        return self._begun + self._keys

    @contextmanager
    def burst(self) -> Iterator[None]:
        """Send keys."""
        self._begun, self._keys = self(), 0
        try:
            yield
        finally:
            self._begun = 0


SCANNER = Scanner()
"""The one scanner of a test's process."""
