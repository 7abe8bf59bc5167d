"""The board of the day (mock-up 05): figures, stages as columns, what needs a person, packed by hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from warehouse_app.domain.today import STAGES
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardrows import StageRow, TileRow
from warehouse_app.ui.kit.charts import BarChart, Legend
from warehouse_app.ui.kit.labels import Label, card
from warehouse_app.ui.kit.needlist import NeedList
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today.presenter import TodayPresenter
from warehouse_app.ui.screens.today.state import TodayScreen
from warehouse_app.ui.shell import dayboard
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.boardpulse import BoardPulse
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TILES = ("leave", "done", "packed", "pace", "right")


def _actions() -> tuple[Action, ...]:
    return (
        Action("orders", tr("Orders"), "F2", "inbox", "bar"),
        Action("batches", tr("Batches"), "F3", "route", "bar"),
        Action("needs", tr("What needs you"), "F4", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
    )


class TodayView(Page):
    """Renders `TodayScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self.reading = tr("Reading the day")
        self.set_subtitle(figures.stamp_day(now()))
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._figures = TileRow(_TILES)
        column.addLayout(self._figures)
        self._flow = StageRow(stage.value for stage in STAGES)
        column.addLayout(self._flow, 4)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._plot(), 1)
        self._waits = NeedList()
        below.addWidget(self._waits)
        column.addLayout(below, 4)
        self._pulse = BoardPulse(self)
        self.sizes_changed()

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest."""
        self._pulse.wake_in(ms)

    def use(self, presenter: TodayPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._pulse.use(presenter)
        for name, tile in self._figures.tiles.items():
            tile.clicked.connect(lambda _on=False, one=name: presenter.tile_opened(one))
        for stage in self._flow.stages:
            stage.opened.connect(presenter.stage_opened)
        self._waits.chosen.connect(presenter.need_opened)
        self.chosen.connect(self._own)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        tip = tr("Packed by this time of day, beside yesterday by the same time")
        self._figures.tiles["packed"].setToolTip(tip)

    def _plot(self) -> QFrame:
        made, layout = card()
        head = QHBoxLayout()
        head.addWidget(Label(tr("Packed by hour"), "strong"))
        head.addStretch(1)
        head.addWidget(Legend(tr("today"), tr("yesterday")))
        layout.addLayout(head)
        self._chart = BarChart()
        layout.addWidget(self._chart, 1)
        return made

    def render_state(self, state: TodayScreen) -> None:
        """Show the state."""
        board = state.board
        if board is None:
            return
        self.set_subtitle(figures.stamp_day(board.now))
        self._figures.show_tiles(shown.tiles(board))
        for column, value in zip(self._flow.stages, dayboard.columns(board, dayboard.riskiest(board)), strict=True):
            column.show_value(value)
        self._chart.show_bars(shown.bars(board))
        self._waits.show_needs(dayboard.need_rows(board), dayboard.needs_words(board), dayboard.calm(board))

    def _own(self, name: str) -> None:
        if name == "needs":
            self._waits.enter()
