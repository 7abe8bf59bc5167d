"""The presenter of the page that tells why things come back. Reads only. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.returning.causes import look_alikes
from warehouse_app.application.returning.report import period, reason_names, return_report
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.evidence import Pair
from warehouse_app.domain.returning.report import By, ReturnReport
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.whyreturned import state as screen
from warehouse_app.ui.screens.whyreturned.state import ALIKE, PERIODS, Measure, WhyScreen
from warehouse_app.wording import language

Told = tuple[ReturnReport, tuple[tuple[str, str], ...]]
"""A report, and what its keys are called in the language in use."""


class WhyView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: WhyScreen) -> None: ...


class WhyPresenter(Presenter):
    """`now` is UTC ISO text by the house's clock."""

    def __init__(self, view: WhyView, hands: Hands, now: Callable[[], str]) -> None:
        self._view, self._hands, self._now = view, hands, now
        self._turn = 0
        self.state = WhyScreen()

    def shown(self) -> None:
        """Read the report; what changes while it is looked at is read with the next look, or when it is asked for."""
        self._read()

    def viewed(self, view: str) -> None:
        """Told by another thing."""
        self._show(screen.asked(self.state, view, self.state.days))
        self._read()

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self.state, text=text.strip()))

    def chosen(self, key: tuple[str, str]) -> None:
        """Another row."""
        self._show(replace(self.state, chosen=key))

    def scanned(self, text: str, device: str) -> None:
        """A code is looked for."""
        self.sought(text)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "period":
            days = PERIODS[(PERIODS.index(self.state.days) + 1) % len(PERIODS)]
            self._show(screen.asked(self.state, self.state.view, days))
            self._read()
        elif name == "measure":
            kinds = tuple(Measure)
            following = kinds[(kinds.index(self.state.measure) + 1) % len(kinds)]
            self._show(replace(self.state, measure=following))
        elif name == "refresh":
            self._read()
        elif name in ("back", "show_all"):
            self.sought("")

    def _read(self) -> None:
        self._turn += 1
        turn, view, since = self._turn, self.state.view, period(self._now(), self.state.days)
        if view == ALIKE:
            self._hands.ask(lambda desk: look_alikes(desk, since), lambda found: self._alike(found, turn))
            return
        by = By(view)
        self._hands.ask(
            lambda desk: _report(desk, by, since), lambda found: self._came(found, turn), right=Right.EXPORT
        )

    def _came(self, found: Told, turn: int) -> None:
        if turn == self._turn:
            self._show(replace(self.state, report=found[0], names=found[1]))

    def _alike(self, found: tuple[Pair, ...], turn: int) -> None:
        if turn == self._turn:
            self._show(replace(self.state, pairs=found))

    def _show(self, state: WhyScreen) -> None:
        self.state = state
        self._view.render_state(state)


def _report(desk: Any, by: By, since: str) -> Told:  # noqa: ANN401 - the application's desk
    found = return_report(desk, by, since)
    if by is not By.REASON:
        return found, ()
    return found, reason_names(desk, language())
