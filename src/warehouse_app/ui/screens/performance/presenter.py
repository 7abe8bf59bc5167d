"""The presenter of the page of performance. Reads only: one's own figures, and those of all by right. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from warehouse_app.application.performance import day_of, of_all, of_person
from warehouse_app.application.returning.causes import lessons_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.performance.values import By, Report
from warehouse_app.domain.returning.evidence import Cause
from warehouse_app.ports.clock import iso
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.performance import state as screen
from warehouse_app.ui.screens.performance.state import ME, WEEK_DAYS, PerformanceScreen


class PerformanceView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: PerformanceScreen) -> None: ...


class PerformancePresenter(Presenter):
    """`now` is UTC ISO text by the house's clock."""

    def __init__(self, view: PerformanceView, hands: Hands, now: Callable[[], str]) -> None:
        self._view, self._hands, self._now = view, hands, now
        self._turn = 0
        self.state = PerformanceScreen(may_see_all=Right.PERFORMANCE in hands.session().actor.rights)

    def shown(self) -> None:
        """Read the figures; what moves while they are looked at is read with the next look, or when it is asked for."""
        self._read()

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(screen.viewed(self.state, view, week=self.state.week))
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
        if name == "week":
            self._show(screen.viewed(self.state, self.state.view, week=not self.state.week))
            self._read()
        elif name == "refresh":
            self._read()
        elif name in ("back", "show_all"):
            self.sought("")

    def _read(self) -> None:
        self._turn += 1
        turn, view, since = self._turn, self.state.view, day_of(self._now())
        if self.state.week:
            since = iso(datetime.fromisoformat(since) - timedelta(days=WEEK_DAYS - 1))
        person = self._hands.session().actor.person
        if view == ME or not self.state.may_see_all:
            self._hands.ask(
                lambda desk: (of_person(desk, person, since), lessons_of(desk, person, since)),
                lambda found: self._mine(found, turn),
            )
            return
        by = By(view)
        self._hands.ask(
            lambda desk: of_all(desk, by, since), lambda found: self._came(found, turn), right=Right.PERFORMANCE
        )

    def _mine(self, found: tuple[Report, tuple[Cause, ...]], turn: int) -> None:
        if turn == self._turn:
            self._show(screen.read(self.state, *found))

    def _came(self, found: Report, turn: int) -> None:
        if turn == self._turn:
            self._show(screen.read(self.state, found))

    def _show(self, state: PerformanceScreen) -> None:
        self.state = state
        self._view.render_state(state)
