"""The presenter of the day's board: reads when something moved, rests between readings, opens what is behind a figure.

No Qt: the view wakes it when a rest is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Any, Protocol

from warehouse_app.application.today import board
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.today import Today
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today import state as screen
from warehouse_app.ui.screens.today.state import TodayScreen
from warehouse_app.ui.shell import dayboard

_WAKES = frozenset(
    {
        Touched.ORDER, Touched.STOCK, Touched.BATCH, Touched.PACK, Touched.PARCEL, Touched.MANIFEST, Touched.PRINT,
        Touched.COUNT,
    }
)  # fmt: skip


class TodayView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: TodayScreen) -> None: ...

    def wake_in(self, ms: int) -> None:
        """Call `rested` after so long; 0 takes it back."""


class TodayPresenter(Presenter):
    """`go` shows another screen, `day` returns the beginning of the local day for a moment; both UTC ISO text."""

    def __init__(
        self,
        view: TodayView,
        hands: Hands,
        go: Callable[[str, str], None],
        now: Callable[[], str],
        day: Callable[[str], str],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._view, self._hands, self._go, self._now, self._day, self._clock = view, hands, go, now, day, clock
        self._screen = TodayScreen(rights=hands.session().actor.rights)
        self._in_view = self._reading = self._resting = self._stale = False

    def shown(self) -> None:
        """Read the board."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view: nothing is read."""
        self._in_view, self._resting = False, False
        self._view.wake_in(0)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something moved, here or elsewhere; many changes in a row are one reading."""
        if not changes & _WAKES:
            return
        self._stale = True
        if self._in_view and not self._reading and not self._resting:
            self._read()

    def rested(self) -> None:
        """The rest is over."""
        self._resting = False
        if self._in_view and self._stale:
            self._read()

    def minute(self) -> None:
        """A minute went by: what was soon may be late now."""
        self._stale = True
        if self._in_view and not self._reading and not self._resting:
            self._read()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "refresh" and not self._reading:
            self._read()
        elif name in ("orders", "batches"):
            self._go(name, "")

    def stage_opened(self, name: str, code: str) -> None:
        """A stage, or one order of it."""
        order = dayboard.order_of(self._screen.board, name, code)
        if order is not None:
            self._go("orders", f"row:{order.id}")
        else:
            self._go(*dayboard.behind_stage(name))

    def tile_opened(self, name: str) -> None:
        """The figure of a tile: the rows behind it."""
        self._go(*shown.behind_tile(name))

    def need_opened(self, at: int) -> None:
        """The deed of a need."""
        board_ = self._screen.board
        if board_ is not None and at < len(board_.needs):
            self._go(*dayboard.behind_need(board_.needs[at]))

    def _read(self) -> None:
        self._reading, self._stale = True, False
        now = self._now()
        day, clock = self._day(now), self._clock

        def question(desk: Any) -> tuple[Today, int]:  # noqa: ANN401 - the application's desk
            begin = clock()
            found = board(desk, now, day)
            return found, round((clock() - begin) * 1000)

        self._hands.ask(question, lambda answer: self._came(*answer), failed=lambda _trouble: self._missed())

    def _missed(self) -> None:
        """It was not read: the page says why, and may ask again."""
        self._reading, self._stale = False, True

    def _came(self, found: Today, took_ms: int) -> None:
        self._reading, self._resting = False, True
        first = self._screen.board is None  # which paid for what is made once, and tells nothing of the next
        self._screen = replace(self._screen, board=found)
        self._view.render_state(self._screen)
        self._view.wake_in(screen.rest_after(0 if first else took_ms))
