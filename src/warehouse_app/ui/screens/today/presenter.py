"""The presenter of the day's board: reads when something moved, rests between readings, opens what is behind a figure.

No Qt: the view wakes it when a rest is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Protocol

from warehouse_app.application.today import board
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.today import Today
from warehouse_app.ui.runtime.boardreader import BoardReader, BoardView
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today.state import PACE, TodayScreen
from warehouse_app.ui.shell import dayboard

_WAKES = frozenset(
    {
        Touched.ORDER, Touched.STOCK, Touched.BATCH, Touched.PACK, Touched.PARCEL, Touched.MANIFEST, Touched.PRINT,
        Touched.COUNT, Touched.RETURN, Touched.REFUND, Touched.CLAIM,
    }
)  # fmt: skip


class TodayView(BoardView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: TodayScreen) -> None: ...


class TodayPresenter(BoardReader):
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
        super().__init__(view, hands, _WAKES, PACE, clock)
        self._view, self._go, self._now, self._day = view, go, now, day
        self._screen = TodayScreen(rights=hands.session().actor.rights)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "refresh":
            self.again()
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

    def read(self) -> None:
        """Read the day."""
        now = self._now()
        day = self._day(now)
        self.ask(lambda desk: board(desk, now, day), self._came_in)

    def _came_in(self, found: Today) -> None:
        self._screen = replace(self._screen, board=found)
        self._view.render_state(self._screen)
