"""The presenter of the stock health screen. Reads only. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from warehouse_app.application.health import health, stock_then
from warehouse_app.application.stock import minute_of
from warehouse_app.domain.health.values import Health
from warehouse_app.domain.people import Right
from warehouse_app.ports.clock import iso
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.health import state as screen
from warehouse_app.ui.screens.health.state import HealthScreen, Key
from warehouse_app.wording import tr


class HealthView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: HealthScreen) -> None: ...


class HealthPresenter(Presenter):
    """`go` shows another screen; `now` is UTC ISO text by the house's clock."""

    def __init__(self, view: HealthView, hands: Hands, now: Callable[[], str], go: Callable[[str, str], None]) -> None:
        self._view, self._hands, self._now, self._go = view, hands, now, go
        self._screen = HealthScreen()
        self._reading = False

    @property
    def state(self) -> HealthScreen:
        """Return what is shown."""
        return self._screen

    def shown(self) -> None:
        """Read the figures. What moves while they are looked at is read with the next look, or when it is asked for."""
        self._read()

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(replace(self._screen, view=view))

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self._screen, text=text.strip()))

    def chosen(self, key: Key) -> None:
        """Another product."""
        self._show(screen.chose(self._screen, key))

    def scanned(self, text: str, device: str) -> None:
        """A code is looked for."""
        self.sought(text)

    def look_back(self, text: str) -> None:
        """Ask for the stock of a moment: a local day and time, "2026-11-24 14:03"."""
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            told = tr("{text} is no moment. Write it as 2026-11-24 14:03").format(text=text[:40])
            self._show(replace(self._screen, refusal=told))
            return
        local = moment.astimezone() if moment.tzinfo is None else moment
        at = minute_of(iso(local))
        self._show(screen.looking_back(self._screen, at))
        self._hands.ask(
            lambda desk: stock_then(desk, at),
            lambda found: self._show(screen.looked_back(self._screen, found)),
            right=Right.EXPORT,
            failed=lambda _trouble: self._show(screen.back(self._screen)),
        )

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self._screen.row
        if name == "refresh":
            self._read()
        elif name in ("back", "show_all"):
            self._show(screen.back(self._screen))
        elif name == "stock" and row is not None:
            self._go("stock", f"product:{row.sku}")

    def _read(self) -> None:
        if self._reading:
            return
        self._reading = True
        now = self._now()
        self._hands.ask(
            lambda desk: health(desk, now), self._came, right=Right.EXPORT, failed=lambda _trouble: self._missed()
        )

    def _came(self, found: Health) -> None:
        self._reading = False
        self._show(screen.read(self._screen, found))

    def _missed(self) -> None:
        self._reading = False

    def _show(self, state: HealthScreen) -> None:
        self._screen = state
        self._view.render_state(state)
