"""What a list asks for and what comes back: a query as a value, slices of its rows, and marks to find the way by.

A list of a million rows is never a tuple. It is a query; its rows come in slices, and each slice tells the marks of its
ends, from which its neighbours are found without counting from the beginning.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE = 200
"""Rows of one slice."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows, in which order. `filters` are named values that all must hold; `sort` "" is the list's own order.

    `now` and `until` (the end of the local day) are UTC ISO text, for views that speak of time; the same question an
    hour later is still the same question.
    """

    view: str = "all"
    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    now: str = field(default="", compare=False)
    until: str = field(default="", compare=False)

    def value(self, name: str) -> str:
        """Return the value of a filter, or "" where it does not narrow."""
        return dict(self.filters).get(name, "")

    def narrowed(self, name: str, value: str) -> ListQuery:
        """Return the query with one filter set to another value; "" takes it away."""
        kept = {**dict(self.filters), name: value}
        return replace(self, filters=tuple(sorted((each, kept[each]) for each in kept if kept[each])))

    @property
    def narrowing(self) -> int:
        """Return how many filters narrow the view, the text among them."""
        return len(self.filters) + bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Mark:
    """A row's place in the order of a list: its position when it was read, what it was sorted by, and its key."""

    at: int
    value: str | int
    key: int


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Rows that follow each other, the first of them at position `at`, with the marks of both ends (None: empty).

    `gone` names what the query asked for and the list no longer has (a sort column, a filter); it was left out.
    """

    at: int
    rows: tuple[Row, ...]
    first: Mark | None = None
    last: Mark | None = None
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows a list has in all, and its sums by name. `more`: its text is spoken of by more than are shown."""

    total: int
    sums: tuple[tuple[str, int], ...] = ()
    more: bool = False

    def sum(self, name: str) -> int:
        """Return one sum; 0 where the list has none of that name."""
        return dict(self.sums).get(name, 0)


@dataclass(frozen=True, slots=True)
class Settled(Generic[Row]):
    """A list read again in place: how long it is, at which position the mark stands now, and the rows about it."""

    extent: Extent
    at: int
    slice: Slice[Row]
