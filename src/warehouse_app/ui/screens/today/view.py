"""The board of the day (mock-up 05): figures, stages as columns, what needs a person, packed by hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.domain.today import STAGES
from warehouse_app.ui.kit import figures, fonts, theme
from warehouse_app.ui.kit.buttons import Button, KeyChip
from warehouse_app.ui.kit.cards import EmptyState
from warehouse_app.ui.kit.charts import BarChart, Legend
from warehouse_app.ui.kit.labels import IconLabel, Label, card, filled_card, rule
from warehouse_app.ui.kit.stages import StageColumn
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.tiles import KpiTile
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today.presenter import TodayPresenter
from warehouse_app.ui.screens.today.shown import NeedRow
from warehouse_app.ui.screens.today.state import TodayScreen
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


class _Need(QWidget):
    """One row: icon, what waits and for whom, the one deed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(10)
        self._icon = IconLabel("", 20)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title, self._line = Label("", "body_strong", wrap=True), Label("", "small", "ink2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self.deed = Button("")
        self.deed.clicked.connect(lambda _on=False: self.chosen.emit())
        self.sizes_changed()
        row.addWidget(self.deed)

    def sizes_changed(self) -> None:
        """Take the new sizes: the deeds stand under one another, equally wide."""
        self.deed.setMinimumWidth(_DEED * fonts.text_size() // 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between this need and the next."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))

    def show_need(self, need: NeedRow) -> None:
        """Show one need."""
        self._icon.show_icon(need.icon, need.token)
        self._title.setText(unbroken(need.title))
        self._line.setText(unbroken(need.line))
        self.deed.set_words(need.deed)
        self.deed.setAccessibleName(f"{need.title}, {need.line}: {need.deed}")


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
        below.addWidget(self._waiting())
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
        self._presenter = presenter
        self.chosen.connect(self._own)

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest."""
        self._rest.stop()
        if ms:
            self._rest.start(ms)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        wide = _NEEDS_WIDE if fonts.is_wide() else _NEEDS
        self._waits.setFixedWidth(round(wide * fonts.text_size() / 100))
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

    def _waiting(self) -> QFrame:
        self._waits, layout = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        head.setSpacing(8)
        head.addWidget(Label(tr("Needs you"), "strong"))
        head.addStretch(1)
        self._count = Label("", "small", "ink2")
        head.addWidget(self._count)
        head.addWidget(KeyChip("F4"))
        layout.addLayout(head)
        layout.addWidget(rule())
        inside = QFrame()
        inside.setObjectName("list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        self._needs, self._rows = column, list[_Need]()
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._area, 1)
        self._calm = EmptyState(tr("Nothing needs you"), tr("Shortages, holds and prints would stand here."),
                                icon="circle-check")  # fmt: skip
        self._calm.setProperty("card", "")
        layout.addWidget(self._calm, 1)
        return self._waits

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
        for column, value in zip(self._stages, shown.columns(board), strict=True):
            column.show_value(value)
        self._chart.show_bars(shown.bars(board))
        needs = shown.need_rows(board)
        self._count.setText(shown.needs_words(board))
        self._make_rows(len(needs))
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(needs))
            if at < len(needs):
                row.show_need(needs[at])
        self._area.setVisible(bool(needs))
        self._calm.setVisible(not needs)
        self._calm.show_words(*shown.calm(board))

    def _make_rows(self, wanted: int) -> None:
        """Make the rows that are wanted for the first time."""
        for at in range(len(self._rows), wanted):
            row = _Need()
            row.chosen.connect(lambda one=at: self._presenter.need_opened(one))
            self._rows.append(row)
            self._needs.insertWidget(at, row)

    def _own(self, name: str) -> None:
        if name == "needs" and self._rows and not self._rows[0].isHidden():
            self._rows[0].deed.setFocus(Qt.FocusReason.ShortcutFocusReason)
