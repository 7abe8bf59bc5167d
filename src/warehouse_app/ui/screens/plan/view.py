"""The plan page: three figures and the gap in words, the orders, the batches, and their tours on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.plandeskmap import TourBook
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import FitLabel, Label, card, filled_card, rule
from warehouse_app.ui.kit.tiles import KpiTile
from warehouse_app.ui.kit.warehousemap import WarehouseMap
from warehouse_app.ui.screens.plan import shown
from warehouse_app.ui.screens.plan.batchlist import BatchList, OrderTable
from warehouse_app.ui.screens.plan.plans import Plans
from warehouse_app.ui.screens.plan.presenter import PlanPresenter
from warehouse_app.ui.screens.plan.state import PlanScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("release", tr("Release"), "F2", "send", "bar", "primary"),
        Action("keep", tr("Keep the plan"), "Ctrl+S", "save", "bar"),
        Action("work", tr("Plan again"), "Ctrl+N", "refresh-cw"),
        Action("back", tr("Stop"), "Esc", "square"),
        Action("move", tr("Move"), "Ctrl+T"),
        Action("out", tr("Leave out"), "F7"),
        Action("fix", tr("Hold"), "F8"),
        Action("join", tr("Join"), "Ctrl+U"),
        Action("part", tr("Split"), "Ctrl+D"),
        Action("release_one", tr("Release it"), "Ctrl+G"),
        Action("undo", tr("Undo"), "Ctrl+Z", "undo-2"),
        Action("batches", tr("Batches"), "F9", "list", place="key"),
        Action("seek", tr("Find an order"), "Ctrl+L", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
    )


class PlanView(Page):
    """Renders `PlanScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        self._presenter: PlanPresenter | None = None
        self._book = TourBook()
        self.orders = OrderTable(shown.order_columns())
        self.batches = BatchList(self._weigh)
        self.map = WarehouseMap()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._care = CareStrip()
        self._care.hide()
        column.addWidget(self._care)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._work())
        self._empty = EmptyState("", "", icon="route")
        self._pages.addWidget(self._empty)
        column.addWidget(self._pages, 1)

    def use(self, presenter: PlanPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter, self._book = presenter, presenter.book
        self.plans.chosen.connect(presenter.viewed)
        self._scopes.chosen.connect(presenter.scoped)
        self._find.sought.connect(presenter.sought)
        self.orders.picked.connect(lambda row: presenter.order_chosen(row.key if row is not None else ""))
        self.orders.opened.connect(lambda _row: presenter.commanded("move"))
        self.batches.picked.connect(presenter.chosen)
        self.batches.dropped.connect(presenter.dropped)
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self.map.chosen.connect(lambda key: presenter.chosen(int(key)))
        self.chosen.connect(self._own)
        presenter.marked = lambda: tuple(row.key for row in self.orders.chosen())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._find.selectAll()

    def _weigh(self, order: str, number: int) -> str:
        return "" if self._presenter is None else self._presenter.weighed(order, number)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.plans = Plans()
        self._doing, self._said = Label("", "small", "ink2"), FitLabel("", "strong", "ink")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.plans)
        row.addWidget(self._said, 1)
        row.addWidget(self._doing)
        for name in ("back", "work", "undo"):
            row.addWidget(self.table.button(name))
        return row

    def _work(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        words = (
            tr("This plan"),
            tr("As the orders came, in S-shape"),
            tr("No plan is shorter than"),
            tr("Orders in it"),
        )
        self._tiles = tuple(KpiTile(text) for text in words)
        for tile in self._tiles:
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        below = QHBoxLayout()
        below.setSpacing(12)
        for part, least, most, share in ((self._orders_card(), 0, 420, 26), (self._batches_card(), 248, 400, 25)):
            part.setMinimumWidth(least)
            part.setMaximumWidth(most)
            below.addWidget(part, share)
        below.addWidget(self._map_card(), 57)
        column.addLayout(below, 1)
        return made

    def _orders_card(self) -> QStackedWidget:
        made, layout = filled_card()
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 8)
        head.setSpacing(6)
        self._find, self._scopes = FindField(tr("Find an order"), "Ctrl L"), FilterBar()
        head.addWidget(self._find)
        head.addWidget(self._scopes)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.orders, 1)
        layout.addWidget(rule())
        self._foot = Label("", "small", "ink2")
        layout.addLayout(_deeds(self._foot, self.table.button("move"), self.table.button("out")))
        self._choices, self._question = Choices(), Label("", "strong", wrap=True)
        asked, column = card("accent")
        column.addWidget(self._question)
        column.addSpacing(8)
        column.addWidget(self._choices)
        column.addStretch(1)
        column.addWidget(Label(tr("A number chooses, Esc leaves it as it is."), "small", "ink2", wrap=True))
        self._left = QStackedWidget()
        self._left.addWidget(made)
        self._left.addWidget(asked)
        return self._left

    def _batches_card(self) -> QFrame:
        made, layout = filled_card()
        layout.addWidget(self.batches, 1)
        layout.addWidget(rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.addWidget(Label(tr("Drag an order to a batch: the metres answer at once."), "small", "ink2", wrap=True))
        layout.addLayout(foot)
        return made

    def _map_card(self) -> QFrame:
        made, layout = filled_card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 8, 4)
        self._title, self._facts = Label("", "strong"), Label("", "small", "ink2")
        head.addWidget(self._title)
        head.addSpacing(8)
        head.addWidget(self._facts, 1)
        head.addWidget(self.table.button("release_one"))
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.map, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 8, 6)
        foot.setSpacing(4)
        for name in ("fix", "join", "part"):
            foot.addWidget(self.table.button(name))
        foot.addStretch(1)
        layout.addLayout(foot)
        return made

    def render_state(self, state: PlanScreen) -> None:
        """Show the state."""
        self.plans.show_plans(shown.plans(state, self._now()), state.key)
        self._said.setText(shown.sentence(state))
        self._doing.setText(shown.work(state))
        self._care.show_words(state.refusal or shown.remarks(state), "octagon-x" if state.refusal else "triangle-alert")
        for name, words in shown.words(state).items():
            self.table.set_words(name, words)
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        self.table.button("back").setVisible(bool(state.working))
        self.table.button("work").setVisible(not state.working)
        self.set_subtitle(shown.subtitle(state))
        empty = state.loaded and not state.desks
        self._pages.setCurrentIndex(1 if empty else 0)
        self._empty.show_words(*shown.nothing(state))
        for tile, value in zip(self._tiles, shown.tiles(state), strict=True):
            tile.show_value(*value)
        self._render_lists(state)

    def _render_lists(self, state: PlanScreen) -> None:
        self._scopes.show_filters(shown.scopes(state), state.scope)
        self.orders.show_lines(shown.orders(state), state.order)
        self._foot.setText(shown.footer(state))
        self.batches.show_rows(shown.lines(state), state.chosen)
        desk = state.desk
        if desk is not None:
            self.map.show_floor(desk.part.floor)
        self.map.show_tours(shown.tours(state, self._book), str(state.chosen) if state.chosen else "")
        title, facts = shown.map_head(state)
        self._title.setText(title)
        self._facts.setText(facts)
        self._left.setCurrentIndex(1 if state.asking else 0)
        self._question.setText(shown.question(state))
        self._choices.show_options(shown.options(state))


def _deeds(words: Label, *buttons: QWidget) -> QVBoxLayout:
    """Return the foot of a card: words, and under them its deeds."""
    column = QVBoxLayout()
    column.setContentsMargins(10, 8, 10, 6)
    column.setSpacing(2)
    column.addWidget(words)
    row = QHBoxLayout()
    row.setSpacing(4)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return column
