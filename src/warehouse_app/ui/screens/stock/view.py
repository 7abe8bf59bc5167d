"""The stock page (mock-up 10): products on the left, one with its sums, places, promises and story on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.stock import ProductDetail
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.presenter import StockPresenter
from warehouse_app.ui.screens.stock.state import StockScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_NEAR_END = 400
_TABS = ("places", "promises", "story")


def _actions() -> tuple[Action, ...]:
    return (
        Action("seek", tr("Search products"), "Ctrl+L", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class _Sum(QWidget):
    """One figure of the head: label, value, one line."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._label, self._value, self._line = Label("", "label", "ink2"), Label("", "kpi"), Label("", "small", "ink2")
        for each in (self._label, self._value, self._line):
            column.addWidget(each)

    def show_sum(self, label: str, value: str, line: str) -> None:
        self._label.setText(label)
        self._value.setText(value)
        self._line.setText(line)


class StockView(Page):
    """Renders `StockScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        self.set_subtitle(tr("Products"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self._search = FindField(tr("SKU, name, or scan it"), "Ctrl L")
        self._search.setMinimumWidth(360)
        column.addWidget(self._search, 0, Qt.AlignmentFlag.AlignLeading)
        self._missed = CareStrip("", "package-search")
        self._missed.hide()
        column.addWidget(self._missed)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 620)
        below.addWidget(self._product(), 532)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)

    def use(self, presenter: StockPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._table.picked.connect(lambda row: presenter.chosen(row.sku if row is not None else ""))
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self._tabs.chosen.connect(presenter.tabbed)
        self.chosen.connect(self._own)

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._table = Table(shown.columns(), name=tr("Products"), key=lambda row: row.sku)
        layout.addWidget(self._table, 1)
        layout.addWidget(rule())
        self._foot = Label("", "small", "ink2")
        self._foot.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._foot)
        self._empty = EmptyState("", "", icon="boxes")
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _product(self) -> QStackedWidget:
        made, layout = card()
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        self._photo = Photo(72)
        head.addWidget(self._photo)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._name, self._about = Label("", "name", wrap=True), Label("", "body", "ink2", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        layout.addLayout(head)
        layout.addWidget(rule())
        row = QHBoxLayout()
        row.setSpacing(16)
        self._sums = (_Sum(), _Sum(), _Sum())
        for each in self._sums:
            row.addWidget(each, 1)
        layout.addLayout(row)
        layout.addWidget(rule())
        self._tabs = FilterBar()
        layout.addWidget(self._tabs)
        self._places = Table(shown.place_columns(), name=tr("Where it is"), dense=True)
        self._held = Table(shown.held_columns(), name=tr("Who holds it"), dense=True)
        self._story = Timeline(tr("Story of its units"))
        self._pages = QStackedWidget()
        for page in (self._places, self._held, self._story):
            self._pages.addWidget(page)
        layout.addWidget(self._pages, 1)
        self._details = QStackedWidget()
        choose = EmptyState(
            tr("Choose a product, or scan it"), tr("Where it is and who holds it appears here."), icon="boxes"
        )
        self._details.addWidget(choose)
        self._details.addWidget(made)
        return self._details

    def render_state(self, state: StockScreen) -> None:
        """Show the state."""
        self._table.show_rows(state.rows)
        if state.chosen:
            self._table.choose(state.chosen)
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(0 if state.rows or not state.loaded else 1)
        self._empty.show_words(*shown.empty(state))
        self._missed.show_words(tr("There is no product {sku}").format(sku=state.missed) if state.missed else "")
        line = state.line
        self._details.setCurrentIndex(0 if line is None else 1)
        self._tabs.show_filters(shown.tabs(state.detail), state.tab)
        self._pages.setCurrentIndex(_TABS.index(state.tab))
        if line is not None:
            self._name.setText(product(line.name or line.sku))
            self._photo.show_product(line.name, state.detail.picture if state.detail is not None else "")
        if state.detail is not None:
            self._render_detail(state.detail)
        if state.text != self._search.text().strip() and not self._rest.isActive():
            self._search.setText(state.text)
            self._rest.stop()

    def _render_detail(self, detail: ProductDetail) -> None:
        self._about.setText(unbroken(shown.about(detail)))
        for widget, figures in zip(self._sums, shown.tiles(detail), strict=True):
            widget.show_sum(*figures)
        self._places.show_rows(detail.places)
        self._held.show_rows(shown.held(detail))
        self._story.show_events(shown.story(detail, self._now()))

    def _sought(self) -> None:
        self._rest.stop()
        self._presenter.sought(self._search.text())

    def _scrolled(self, value: int) -> None:
        if value >= self._table.verticalScrollBar().maximum() - _NEAR_END:
            self._presenter.more()

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        elif name == "back" and self._search.hasFocus():
            self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
