"""The flow board (mock-up 05): figures, stages, channels with lanes, forecast and what-if, what needs a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.releasing.channels import LANES
from warehouse_app.domain.today import STAGES
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardrows import StageRow, TileRow
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.labels import IconLabel, Label, card, filled_card, rule
from warehouse_app.ui.kit.needlist import NeedList
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.flow import shown
from warehouse_app.ui.screens.flow.presenter import FlowPresenter
from warehouse_app.ui.screens.flow.state import FlowScreen
from warehouse_app.ui.shell import dayboard
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.boardpulse import BoardPulse
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TILES = ("leave", "done", "hour", "pace", "right")
_QUESTIONS = ("picker", "packer", "later")


def _actions() -> tuple[Action, ...]:
    return (
        Action("release", tr("Release"), "F2", "send", "bar", "primary"),
        Action("assign", tr("Assign"), "F3", "user-check", "bar"),
        Action("needs", tr("What needs you"), "F4", place="key"),
        Action("picker", tr("1 picker more"), "F6", "circle-dashed"),
        Action("packer", tr("1 packer more"), "F7", "circle-dashed"),
        Action("later", tr("Cut-off later"), "F8", "circle-dashed"),
        Action("all", tr("Also what leaves later"), "F9", "circle-dashed"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("undo", tr("Take back"), "Ctrl+Z", place="key"),
        Action("back", tr("Not now"), "Esc", place="page"),
    )


class FlowView(Page):
    """Renders `FlowScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self.reading = tr("Reading the flow")
        self.set_subtitle(figures.stamp_day(now()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._figures = TileRow(_TILES)
        column.addLayout(self._figures)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        self._flow = StageRow(stage.value for stage in STAGES)
        column.addLayout(self._flow, 4)
        below = QHBoxLayout()
        below.setSpacing(12)
        self._left = QStackedWidget()
        self._left.addWidget(self._channels())
        self._left.addWidget(self._asked())
        self._left.addWidget(self._questions())
        below.addWidget(self._left, 1)
        self._waits = NeedList()
        below.addWidget(self._waits)
        column.addLayout(below, 4)
        self._pulse = BoardPulse(self)
        self._presenter: FlowPresenter | None = None

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest."""
        self._pulse.wake_in(ms)

    def use(self, presenter: FlowPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._pulse.use(presenter)
        for name, tile in self._figures.tiles.items():
            tile.clicked.connect(lambda _on=False, one=name: presenter.tile_opened(one))
        for stage in self._flow.stages:
            stage.opened.connect(presenter.stage_opened)
        self._waits.chosen.connect(presenter.need_opened)
        self._lanes.opened.connect(lambda row: presenter.channel_opened(row.channel))
        self._lanes.clicked.connect(self._clicked)
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._presenter = presenter
        self.chosen.connect(lambda name: self._waits.enter() if name == "needs" else None)

    def _clicked(self, index: QModelIndex) -> None:
        """A figure of a channel leads to its orders."""
        row = self._lanes.rows_model().row(index.row())
        if index.column() and self._presenter is not None:
            self._presenter.lane_opened(row.channel, LANES[index.column() - 1])

    def _questions(self) -> QFrame:
        made, layout = card("accent")
        layout.setContentsMargins(16, 12, 16, 12)
        self._question, self._choices = Label("", "strong", wrap=True), Choices()
        layout.addWidget(self._question)
        layout.addWidget(self._choices, 1)
        layout.addWidget(Label(tr("A number chooses, Esc leaves it as it is."), "small", "ink2", wrap=True))
        return made

    def _channels(self) -> QFrame:
        made, layout = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        head.addWidget(Label(tr("Release channels"), "strong"))
        layout.addLayout(head)
        layout.addWidget(rule())
        self._lanes = Table(shown.lane_columns(), name=tr("Release channels"), key=lambda row: row.channel, dense=True)
        layout.addWidget(self._lanes, 1)
        layout.addWidget(rule())
        layout.addWidget(self._forecast())
        return made

    def _forecast(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 8, 12, 10)
        column.setSpacing(6)
        said = QHBoxLayout()
        said.setSpacing(10)
        self._icon = IconLabel("lightbulb", 20)
        said.addWidget(self._icon)
        self._advice = Label("", "body_strong", wrap=True)
        said.addWidget(self._advice, 1)
        column.addLayout(said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(tr("What if"), "small", "ink2"))
        row.addWidget(DeedRow(*(self.table.button(name) for name in _QUESTIONS)), 1)
        column.addLayout(row)
        return made

    def _asked(self) -> QFrame:
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        self._head = Label("", "title")
        layout.addWidget(self._head)
        self._lines = Label("", "body", "ink2", wrap=True)
        layout.addWidget(self._lines)
        layout.addStretch(1)
        self._say = Label("", "small", "ink2", wrap=True)
        layout.addWidget(self._say)
        layout.addWidget(DeedRow(self.table.button("all"), self.table.button("back")))
        return made

    def render_state(self, state: FlowScreen) -> None:
        """Show the state."""
        self._refusal.show_words(state.refusal, "octagon-x")
        self.table.set_enabled("release", not state.busy, state.busy)
        flow = state.flow
        if flow is None:
            return
        self.set_subtitle(figures.stamp_day(flow.today.now))
        self._figures.show_tiles(shown.tiles(state))
        for column, value in zip(self._flow.stages, dayboard.columns(flow.today, shown.feet(flow)), strict=True):
            column.show_value(value)
        self._lanes.show_rows(flow.channels)
        said = shown.advice(state)
        self._icon.show_icon(said.icon, "ink2")
        self._advice.setText(unbroken(" ".join(part for part in (said.title, said.line) if part)))
        for name, on in shown.questions(state.asked).items():
            self._press(name, on)
        self._waits.show_needs(
            dayboard.need_rows(flow.today), dayboard.needs_words(flow.today), dayboard.calm(flow.today)
        )
        self._render_preview(state)

    def _render_preview(self, state: FlowScreen) -> None:
        self._left.setCurrentIndex(1 if state.preview is not None else 2 if state.asking else 0)
        self._question.setText(shown.question(state))
        self._choices.show_options(shown.options(state))
        if state.preview is not None:
            head, lines = shown.preview(state.preview)
            self._head.setText(head)
            self._lines.setText(unbroken("\n".join(lines)))
            self._say.setText(tr("F2 or Enter releases") if any(each.orders for each in state.preview) else "")
            self._press("all", state.everything)

    def _press(self, name: str, on: bool) -> None:
        """Show whether a question is in force: by fill, border and mark."""
        button = self.table.button(name)
        button.setCheckable(True)
        button.setChecked(on)
        button.set_icon("circle-check" if on else "circle-dashed")
