"""What would become of every record of a file: one byte a line, so that millions of them are no burden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from warehouse_app.domain.importing.values import Fate

MOST_LINES = 50_000_000
"""Lines that are told apart; what a longer file says below is counted, not marked."""

_FATES = (Fate.UNKNOWN, Fate.CREATED, Fate.UPDATED, Fate.UNCHANGED, Fate.REJECTED)
_BYTES = {fate: n for n, fate in enumerate(_FATES)}
_MORE = 1 << 16


class Fates:
    """The fates of a file's records by line, filled by a dry run."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def mark(self, lines: Iterable[int], fate: Fate) -> None:
        """Say what becomes of the records that start on these lines."""
        byte = _BYTES[fate]
        for line in lines:
            if line <= 0 or line >= MOST_LINES:
                continue
            if line >= len(self._bytes):
                self._bytes.extend(bytes(line - len(self._bytes) + _MORE))
            self._bytes[line] = byte

    def of(self, line: int) -> Fate:
        """Return what becomes of the record that starts on a line."""
        return _FATES[self._bytes[line]] if 0 < line < len(self._bytes) else Fate.UNKNOWN

    def lines(self, fate: Fate, most: int) -> Iterator[int]:
        """Yield the lines of one fate, top to bottom, at most so many."""
        byte, at = _BYTES[fate], 0
        for _ in range(most):
            at = self._bytes.find(byte, at + 1)
            if at < 0:
                return
            yield at

    def count(self, fate: Fate) -> int:
        """Return how many records have one fate."""
        return self._bytes.count(_BYTES[fate])
