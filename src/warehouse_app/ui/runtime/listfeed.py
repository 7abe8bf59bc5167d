"""Feeds one long list on the screen: asks the house for the slices in view, and puts answers where they belong. No Qt.

Promise: one slice is asked for at a time, always for where one looks now, so that a scroll bar flung across a million
rows asks for what it stops at; an answer to an older question is dropped; a list that others changed is read again
where it is looked at, once, however often it changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from warehouse_app.application.listing import ListOf
from warehouse_app.domain.listing import PAGE, Extent, ListQuery, Settled, Slice
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit.book import AHEAD, Book
from warehouse_app.ui.runtime.hands import Hands

Row = TypeVar("Row")


class ListView(Protocol):
    """What the feed asks of a table."""

    def show_list(self, book: Book[Any], query: ListQuery) -> None:
        """Another list: show it from its beginning."""

    def show_more(self) -> None:
        """More of the same list is here."""

    def show_again(self, book: Book[Any], shift: int) -> None:
        """The same list, read again; what was looked at stands `shift` rows further down now."""

    def choose(self, key: object) -> bool:
        """Choose the row with this key if it is here; says whether it is."""
        ...


@dataclass(frozen=True, slots=True)
class ListState:
    """What a presenter tells of its list: what is asked, how long it is, its sums, and whether an answer is out."""

    query: ListQuery = field(default_factory=ListQuery)
    extent: Extent | None = None
    read: int = 0
    waiting: bool = False
    gone: tuple[str, ...] = ()


class ListFeed(Generic[Row]):
    """`changed` is told whenever `state` did; `troubled` when no answer came (then nothing is asked until told to)."""

    def __init__(
        self,
        hands: Hands,
        source: ListOf[Row],
        view: ListView,
        key: Callable[[Row], object],
        changed: Callable[[], None],
        troubled: Callable[[Trouble], None] | None = None,
    ) -> None:
        self._hands, self.source, self._view, self._key = hands, source, view, key
        self._changed, self._troubled = changed, troubled
        self.book: Book[Row] = Book(key)
        self.state = ListState()
        self._turn, self._flying, self._again, self._resting = 0, False, False, False
        self._first, self._last = 0, PAGE // 4
        self._shown: ListQuery | None = None
        self._wished: tuple[int, Callable[[], None]] | None = None

    def open(self, query: ListQuery) -> None:
        """Ask for another list; what is shown stays until its first rows are here."""
        self._turn += 1
        self._flying, self._again, self._resting = True, False, False
        self.state = replace(self.state, query=query, waiting=True)
        turn, source = self._turn, self.source
        book: Book[Row] = Book(self._key)
        known = self.state.extent if _same_rows(query, self._shown) else None
        total = None if known is None else known.total
        if total is not None:
            book.count(total)
        self._ask(
            lambda desk: source.page(desk, query, 0, PAGE, None, total), lambda found: self._opened(turn, book, found)
        )
        if total is None:
            self._ask(lambda desk: source.extent(desk, query), lambda found: self._measured(turn, book, found))
        self._changed()

    def fetch(self, at: int, size: int, then: Callable[[tuple[Row, ...]], None]) -> None:
        """Hand over rows for a deed, whether they are here or not."""
        source, query, book = self.source, self.state.query, self.book
        near, total = book.near(at), book.total if book.counted else None
        self._ask(lambda desk: source.page(desk, query, at, size, near, total), lambda found: then(found.rows))

    def look(self, first: int, last: int) -> None:
        """These rows are in view; what is missing of them is asked for."""
        self._first, self._last = first, last
        if not self._flying and not self._resting:
            self._read_missing()

    def refresh(self, query: ListQuery | None = None) -> None:
        """Read the list again in place; `query` is the same question at a later moment."""
        if query is not None:
            self.state = replace(self.state, query=query)
        if self._shown != self.state.query and not self._flying:
            self.open(self.state.query)
            return
        if self._flying:
            self._again = True
            return
        self._flying, self._resting = True, False
        self._turn += 1
        mark = self.book.before(self._first)
        start = 0 if mark is None else mark.at
        size = min(PAGE * 3, self._last - start + AHEAD)
        turn, source, asked = self._turn, self.source, self.state.query
        self._ask(
            lambda desk: source.settle(desk, asked, mark, max(PAGE, size)),
            lambda found: self._settled(turn, start if mark is not None else None, found),
        )

    def reveal(self, key: int, missing: Callable[[], None] = lambda: None) -> None:
        """Let the row of this key be the chosen one, wherever in the list it is; else `missing` is called."""
        if self._flying or self._shown is None:
            self._wished = (key, missing)  # until the answer that is out has come
            return
        self._wished = None
        if self._view.choose(key):
            return
        turn, source, query = self._turn, self.source, self.state.query

        def then(found: Settled[Row] | None) -> None:
            if turn == self._turn and found is None:
                missing()
            elif turn == self._turn and found is not None:
                self._found(key, found)

        self._ask(lambda desk: source.seek(desk, query, key, PAGE), then)

    def _found(self, key: int, found: Settled[Row]) -> None:
        self.book.count(found.extent.total)
        self.book.take(found.slice)
        self._view.show_more()
        self._view.choose(key)

    def _opened(self, turn: int, book: Book[Row], found: Slice[Row]) -> None:
        if turn != self._turn:
            return
        self._flying = self._resting = False
        book.take(found)
        self.book, self._first, self._last = book, 0, PAGE // 4
        extent = self.state.extent if book.counted else None
        query = healed(self.state.query, found.gone)
        self.state = replace(
            self.state, query=query, read=len(found.rows), waiting=False, gone=found.gone, extent=extent
        )  # fmt: skip
        self._shown = query
        self._view.show_list(book, query)
        self._changed()
        self._go_on()

    def _measured(self, turn: int, book: Book[Row], found: Extent) -> None:
        if turn != self._turn:
            return
        book.count(found.total)
        self.state = replace(self.state, extent=found)
        if self.book is book:
            self._view.show_more()
        self._changed()

    def _settled(self, turn: int, start: int | None, found: Settled[Row]) -> None:
        if turn != self._turn:
            return
        self._flying = self._resting = False
        book: Book[Row] = Book(self._key)
        book.count(found.extent.total)
        book.take(found.slice)
        shift = found.at - start if start is not None else 0
        self.book = book
        self.state = replace(
            self.state, extent=found.extent, read=len(found.slice.rows), gone=found.slice.gone, waiting=False
        )  # fmt: skip
        self._first, self._last = max(0, self._first + shift), max(0, self._last + shift)
        self._view.show_again(book, shift)
        self._changed()
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self.refresh()
            return
        if self._wished is not None:
            self.reveal(*self._wished)
        if not self._flying:
            self._read_missing()

    def _read_missing(self) -> None:
        at = self.book.wanted(self._first, self._last)
        if at is None:
            return
        self._flying = True
        turn, source, query, book = self._turn, self.source, self.state.query, self.book
        near, total = book.near(at), book.total if book.counted else None
        self._ask(
            lambda desk: source.page(desk, query, at, PAGE, near, total), lambda found: self._came(turn, book, found)
        )

    def _came(self, turn: int, book: Book[Row], found: Slice[Row]) -> None:
        if turn != self._turn:
            return
        self._flying = self._resting = False
        book.take(found)
        if not found.rows:  # the list is shorter than it was: it is read again in place
            self._again = True
        self._view.show_more()
        self._go_on()

    def _ask(self, question: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        turn = self._turn
        self._hands.ask(question, then, right=self.source.right, failed=lambda caught: self._failed(turn, caught))

    def _failed(self, turn: int, caught: Trouble) -> None:
        if turn != self._turn:
            return
        self._flying, self._resting = False, True
        self.state = replace(self.state, waiting=False)
        self._changed()
        if self._troubled is not None:
            self._troubled(caught)


def _same_rows(query: ListQuery, other: ListQuery | None) -> bool:
    """Say whether two queries find the same rows at the same moment, in whatever order: they need no new count."""
    if other is None:
        return False
    return replace(query, sort=other.sort, descending=other.descending) == other and query.sort != other.sort


def healed(query: ListQuery, gone: tuple[str, ...]) -> ListQuery:
    """Return a query without what the list no longer has: sorted its own way, unless its sort is still there."""
    filters = tuple((name, value) for name, value in query.filters if name not in gone)
    if query.sort in gone:
        return replace(query, filters=filters, sort="", descending=False)
    return replace(query, filters=filters)
