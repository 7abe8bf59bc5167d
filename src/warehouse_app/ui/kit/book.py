"""What is known of a long list now: its length, some of its rows by position, marks to find more by. No Qt.

Promise: it never grows past `MOST_ROWS`; what is farthest from where one looks is forgotten first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Generic, TypeVar

from warehouse_app.domain.listing import PAGE, Mark, Slice

Row = TypeVar("Row")

MOST_ROWS = 10_000
MOST_MARKS = 4_000
AHEAD = 80
"""Rows read ahead of what is in view."""


class Book(Generic[Row]):
    """Rows by position. `total` counts all of the list once `counted`; before, those that were read."""

    def __init__(self, key: Callable[[Row], object]) -> None:
        self._key = key
        self._rows: dict[int, Row] = {}
        self._at: dict[object, int] = {}
        self._marks: list[Mark] = []
        self.total = 0
        self.counted = False

    def take(self, found: Slice[Row]) -> None:
        """Put the rows of a slice where they belong."""
        for at, row in enumerate(found.rows, found.at):
            self._drop(at)
            self._rows[at] = row
            self._at[self._key(row)] = at
        for mark in (found.first, found.last):
            self._put(mark)
        if not self.counted:
            self.total = max(self.total, found.at + len(found.rows))
        if len(self._rows) > MOST_ROWS:
            self._forget(found.at)

    def count(self, total: int) -> None:
        """Learn how long the list is."""
        self.total, self.counted = total, True
        for at in [at for at in self._rows if at >= total]:
            self._drop(at)
        self._marks = [mark for mark in self._marks if mark.at < total]

    def row(self, at: int) -> Row | None:
        """Return the row at a position, None while it is not here."""
        return self._rows.get(at)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are here, in their order."""
        return tuple(self._rows[at] for at in sorted(self._rows))

    def find(self, key: object) -> int:
        """Return the position of a row that is here, or -1."""
        return self._at.get(key, -1)

    def key_of(self, at: int) -> object:
        """Return the key of a row that is here, else None."""
        row = self._rows.get(at)
        return None if row is None else self._key(row)

    def wanted(self, first: int, last: int) -> int | None:
        """Return from where a slice should be read for rows in view, or around them; None when all are here."""
        last = min(last, self.total - 1)
        for low, high in ((first, last), (first - AHEAD, first - 1), (last + 1, last + AHEAD)):
            missing = next((at for at in range(max(0, low), min(self.total, high + 1)) if at not in self._rows), None)
            if missing is not None:
                return self._start(missing)
        return None

    def near(self, at: int) -> Mark | None:
        """Return the known mark from which a position is reached soonest."""
        place = bisect_right(self._marks, at, key=lambda mark: mark.at)
        about = [self._marks[one] for one in (place - 1, place) if 0 <= one < len(self._marks)]
        return min(about, key=lambda mark: abs(mark.at - at), default=None)

    def before(self, at: int) -> Mark | None:
        """Return the last known mark at or before a position."""
        place = bisect_right(self._marks, at, key=lambda mark: mark.at)
        return self._marks[place - 1] if place else None

    def _start(self, missing: int) -> int:
        """Return where a slice begins that holds a missing row and as many others that are not here as it can."""
        run = 1
        while run < PAGE and missing + run < self.total and missing + run not in self._rows:
            run += 1
        return max(0, missing - (PAGE - run))

    def _put(self, mark: Mark | None) -> None:
        if mark is None:
            return
        place = bisect_right(self._marks, mark.at, key=lambda one: one.at)
        if place and self._marks[place - 1].at == mark.at:
            self._marks[place - 1] = mark
        else:
            self._marks.insert(place, mark)
        if len(self._marks) > MOST_MARKS:
            self._marks = self._marks[::2]

    def _drop(self, at: int) -> None:
        row = self._rows.pop(at, None)
        if row is not None and self._at.get(self._key(row)) == at:
            del self._at[self._key(row)]

    def _forget(self, here: int) -> None:
        far = sorted(self._rows, key=lambda at: -abs(at - here))
        for at in far[: len(self._rows) - MOST_ROWS + PAGE * 5]:
            self._drop(at)
