"""Hands of a screen for presenter tests: everything is done at once, on a real company, and what was heard is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.company import Company
from warehouse_app.application.run import Session
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ui.kit.book import Book
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.inline import InlinePerformer, SilentPlayer
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.presenter import Presenter


class Lost:
    """A runner whose next answers get lost after the commit, as with a cut wire; or that does nothing, as with none."""

    def __init__(self, company: Company) -> None:
        self._runner = company.runner
        self.losses, self.refuses, self.asked = 0, 0, 0

    def perform(self, command: Any, session: Session) -> Any:
        if self.refuses:
            self.refuses -= 1
            raise Trouble("database_away")
        outcome = self._runner.perform(command, session)
        if self.losses:
            self.losses -= 1
            raise Trouble("database_away")
        return outcome

    def ask(self, question: Any, session: Session, right: Any = None) -> Any:
        self.asked += 1
        return self._runner.ask(question, session) if right is None else self._runner.ask(question, session, right)


class ListTwin:
    """A table that keeps what it is shown, and says what is in view."""

    def __init__(self) -> None:
        self.book: Book[Any] = Book(lambda row: row)
        self.query, self.shifts, self.more = ListQuery(), [0], 0
        self.chosen: object = None

    def show_list(self, book: Book[Any], query: ListQuery) -> None:
        """Another list."""
        self.book, self.query = book, query

    def choose(self, key: object) -> bool:
        """The row that is chosen now."""
        here = self.book.find(key) >= 0
        self.chosen = key if here else self.chosen
        return here

    def show_more(self) -> None:
        """More of it."""
        self.more += 1

    def show_again(self, book: Book[Any], shift: int) -> None:
        """The same list, read again."""
        self.book = book
        self.shifts.append(shift)


class Screen:
    """What a presenter is given, and a view that keeps the states it was shown."""

    def __init__(self, company: Company, session: Session) -> None:
        self.company, self.session = company, session
        self.performer, self.sounds, self.notices = InlinePerformer(), SilentPlayer(), Notices()
        self.runner = Lost(company)
        self.refusals: list[Refusal] = []
        self.states: list[Any] = []
        self.working: list[bool] = []
        self.told: list[str] = []
        self.feed = ChangeFeed()

    def hands(self, origin: str = "screen") -> Hands:
        """Return the hands."""
        return Hands(
            self.performer,
            self.runner,
            lambda: self.session,
            self.feed,
            self.company.ids.new,
            origin,
            self.refusals.append,
        )

    @property
    def now(self) -> Callable[[], str]:
        """Return the house's clock."""
        return self.company.runner.now

    @property
    def state(self) -> Any:
        """Return what is shown."""
        return self.states[-1]

    def wire(self, presenter: Presenter, origin: str) -> None:
        """Tell a presenter of changes, as the window does."""
        self.feed.listen(lambda changes, by: presenter.touched(changes, mine=by == origin))

    def toast(self, words: str, _undo: bool) -> None:
        """Keep what is told of a finished deed."""
        self.told.append(words)

    def render_state(self, state: Any) -> None:
        """Keep what is shown."""
        self.states.append(state)

    def show_working(self, on: bool) -> None:
        """Keep whether a shot is on its way."""
        self.working.append(on)
