"""A code that a scanner read twice in one shot, told from two units: by time, for each device. Pure, without a clock.

A second reading is never dropped: it is marked, told and logged, and not counted. Who scans two equal things takes
longer than the window, and both count.
"""

from __future__ import annotations

DEFAULT_MS = 120


class Blanking:
    """The window of one device, in milliseconds; 0 takes every reading for a unit."""

    def __init__(self, window_ms: int = DEFAULT_MS) -> None:
        self.window_ms = window_ms
        self._last: tuple[bytes | str, int] | None = None

    def repeated(self, code: bytes | str, at_ms: int) -> bool:
        """Say whether this reading repeats the last one. The window runs from the last reading, counted or not."""
        before, self._last = self._last, (code, at_ms)
        return bool(code) and before is not None and before[0] == code and at_ms - before[1] < self.window_ms
