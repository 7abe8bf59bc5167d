"""Lists as screens, exports and the command line ask for them: one value for each, answered on a read lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from warehouse_app.domain.listing import Extent, ListQuery, Mark, Settled, Slice
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.savedviews import Known
from warehouse_app.store import listing as store
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Listing

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class NotInList(Refusal):
    """A list was asked for something it does not have: `part` is view, sort or filter, `names` are those there are."""

    code: ClassVar[str] = "not_in_list"
    list: str
    part: str
    asked: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf(Generic[Row]):
    """One list: its name, the right to read it, the view it opens with, and its questions."""

    name: str
    listing: Listing[Row]
    right: Right = Right.VIEW
    home: str = "all"

    @property
    def sorts(self) -> frozenset[str]:
        """Return the columns it can be sorted by."""
        return frozenset(self.listing.sorts)

    @property
    def sort(self) -> str:
        """Return the column it is sorted by where nobody chose another."""
        return self.listing.sort

    @property
    def known(self) -> Known:
        """Return what a query of it may name."""
        return Known(self.listing.views, self.sorts, self.listing.filters, self.home)

    def check(self, query: ListQuery) -> ListQuery:
        """Return a query whose every name the list has. Raises Refused(NotInList)."""
        known = self.known
        asked = [("view", query.view, known.views), ("sort", query.sort or self.sort, known.sorts)]
        asked += [("filter", name, known.filters) for name, _value in query.filters]
        for part, name, names in asked:
            if name not in names:
                raise Refused(NotInList(self.name, part, name[:40], tuple(sorted(names))))
        return query

    def page(
        self, desk: Desk, query: ListQuery, at: int, size: int, near: Mark | None = None, total: int | None = None
    ) -> Slice[Row]:
        """Return the rows at a position; `near` is the nearest mark known, `total` the length if known."""
        return store.page(desk, self.listing, query, at, size, near, total)

    def extent(self, desk: Desk, query: ListQuery) -> Extent:
        """Return how long the list is, and its sums."""
        return store.extent(desk, self.listing, query)

    def settle(self, desk: Desk, query: ListQuery, mark: Mark | None, size: int) -> Settled[Row]:
        """Read the list again where it was looked at."""
        return store.settle(desk, self.listing, query, mark, size)

    def seek(self, desk: Desk, query: ListQuery, key: int, size: int) -> Settled[Row] | None:
        """Read the list about the row of this key; None where it is not in it."""
        return store.seek(desk, self.listing, query, key, size)

    def walk(self, desk: Desk, query: ListQuery) -> Iterator[Row]:
        """Yield all rows in order."""
        return store.walk(desk, self.listing, query)
