"""Lists that the program knows without a table (its verdicts): short, read whole, sorted and sought in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from warehouse_app.application.listing import ListOf
from warehouse_app.domain.listing import Extent, ListQuery, Mark, Settled, Slice
from warehouse_app.store.desk import Desk

Row = TypeVar("Row")
Placed = tuple[str | int, int]
"""Where a row stands: what the list is sorted by, and the row's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList(ListOf[Row]):
    """A list of a few hundred rows at most. `rows` are those that a query finds, `by` what each sort compares."""

    rows: Callable[[Desk, ListQuery], tuple[Row, ...]]
    key: Callable[[Row], int]
    by: Mapping[str, Callable[[Row], str | int]]

    def page(
        self, desk: Desk, query: ListQuery, at: int, size: int, near: Mark | None = None, total: int | None = None
    ) -> Slice[Row]:
        """Return the rows at a position."""
        return self._slice(query, self._sorted(desk, query), at, size)

    def extent(self, desk: Desk, query: ListQuery) -> Extent:
        """Return how long the list is."""
        return Extent(len(self.rows(desk, query)))

    def settle(self, desk: Desk, query: ListQuery, mark: Mark | None, size: int) -> Settled[Row]:
        """Read the list again where it was looked at."""
        found = self._sorted(desk, query)
        at = 0 if mark is None else self._position(query, found, (mark.value, mark.key))
        first = min(at, max(0, len(found) - size))
        return Settled(Extent(len(found)), at, self._slice(query, found, first, size))

    def seek(self, desk: Desk, query: ListQuery, key: int, size: int) -> Settled[Row] | None:
        """Read the list about the row of this key; None where it is not in it."""
        row = next((each for each in self.rows(desk, query) if self.key(each) == key), None)
        return None if row is None else self.settle(desk, query, self._mark(query, 0, row), size)

    def walk(self, desk: Desk, query: ListQuery) -> Iterator[Row]:
        """Yield all rows in order."""
        yield from self._sorted(desk, query)

    def _placed(self, query: ListQuery, row: Row) -> Placed:
        return self.by.get(query.sort, self.by[self.sort])(row), self.key(row)

    def _sorted(self, desk: Desk, query: ListQuery) -> list[Row]:
        return sorted(
            self.rows(desk, query), key=lambda each: self._placed(query, each), reverse=query.descending
        )  # fmt: skip

    def _position(self, query: ListQuery, found: list[Row], mark: Placed) -> int:
        """Return how many rows stand before a mark."""
        places = [self._placed(query, each) for each in found]
        return sum((each > mark) if query.descending else (each < mark) for each in places)

    def _mark(self, query: ListQuery, at: int, row: Row) -> Mark:
        value, key = self._placed(query, row)
        return Mark(at, value, key)

    def _slice(self, query: ListQuery, found: list[Row], at: int, size: int) -> Slice[Row]:
        rows = tuple(found[at : at + size])
        if not rows:
            return Slice(at, ())
        return Slice(at, rows, self._mark(query, at, rows[0]), self._mark(query, at + len(rows) - 1, rows[-1]))
