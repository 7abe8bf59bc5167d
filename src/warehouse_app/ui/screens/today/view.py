"""The board of the day (mock-up 05): figures, stages as columns, what needs a person, packed by hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from warehouse_app.domain.today import STAGES
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.charts import BarChart, Legend
from warehouse_app.ui.kit.labels import Label, card
from warehouse_app.ui.kit.needlist import NeedList
from warehouse_app.ui.kit.stages import StageColumn
from warehouse_app.ui.kit.tiles import KpiTile
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today.presenter import TodayPresenter
from warehouse_app.ui.screens.today.state import TodayScreen
from warehouse_app.ui.shell import dayboard
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_MINUTE_MS = 60_000
_NEEDS, _NEEDS_WIDE, _DEED = 420, 520, 116
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
        column.addLayout(self._figures())
        column.addLayout(self._flow(), 4)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._plot(), 1)
        self._waits = NeedList()
        below.addWidget(self._waits)
        column.addLayout(below, 4)
        self._rest, self._minutes = QTimer(self), QTimer(self)
        self._rest.setSingleShot(True)
        self._minutes.setInterval(_MINUTE_MS)
        self.sizes_changed()

    def use(self, presenter: TodayPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._rest.timeout.connect(presenter.rested)
        self._minutes.timeout.connect(presenter.minute)
        for name, tile in self._tiles.items():
            tile.clicked.connect(lambda _on=False, one=name: presenter.tile_opened(one))
        for stage in self._stages:
            stage.opened.connect(presenter.stage_opened)
        self._waits.chosen.connect(presenter.need_opened)
        self.chosen.connect(self._own)

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest."""
        self._rest.stop()
        if ms:
            self._rest.start(ms)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        tip = tr("Packed by this time of day, beside yesterday by the same time")
        self._tiles["packed"].setToolTip(tip)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minutes.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minutes.stop()

    def _figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._tiles = {name: KpiTile("") for name in _TILES}
        for tile in self._tiles.values():
            row.addWidget(tile, 1)
        return row

    def _flow(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._stages = tuple(StageColumn(stage.value) for stage in STAGES)
        for stage in self._stages:
            row.addWidget(stage, 1)
        return row

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
        for tile in shown.tiles(board):
            widget = self._tiles[tile.name]
            if widget.words() != tile.label:
                widget.set_words(tile.label)
            widget.show_value(tile.value, tile.line, tile.mark)
        for column, value in zip(self._stages, dayboard.columns(board, dayboard.riskiest(board)), strict=True):
            column.show_value(value)
        self._chart.show_bars(shown.bars(board))
        self._waits.show_needs(dayboard.need_rows(board), dayboard.needs_words(board), dayboard.calm(board))

    def _own(self, name: str) -> None:
        if name == "needs":
            self._waits.enter()
