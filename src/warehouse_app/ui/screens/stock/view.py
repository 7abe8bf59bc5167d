"""The stock page (mock-up 10): products, places or lots, one of them whole beside the list, the map where it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.listing import ListOf
from warehouse_app.application.stock import LOTS, PLACES, PRODUCTS
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.floormap import FloorMap
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.values import Column
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.detail import DetailPanel
from warehouse_app.ui.screens.stock.presenter import StockPresenter
from warehouse_app.ui.screens.stock.state import VIEWS, StockScreen, View
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_MAP_FROM = 1_480
"""Pixels of the page from which the map has room."""


def _actions() -> tuple[Action, ...]:
    return (
        Action("seek", tr("Search stock"), "Ctrl+L", place="key"),
        Action("release", tr("Release"), "F8", "lock-open", kind="dangerous"),
        Action("order", tr("Open its order"), "F2", "inbox"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


def _table(columns: Sequence[Column[Any]], house: ListOf[Any], name: str) -> ListTable:
    return ListTable(columns, name=name, key=shown.key_of, sort=house.sort, sorts=house.sorts)


class StockView(Page):
    """Renders `StockScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._top())
        self._missed = CareStrip("", "package-search")
        self._missed.hide()
        column.addWidget(self._missed)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 620)
        deeds = tuple(self.table.button(name) for name in ("order", "release"))
        self.detail = DetailPanel(deeds)
        self._details = QStackedWidget()
        choose = tr("Choose something, or scan it")
        self._details.addWidget(EmptyState(choose, tr("Where it is and who holds it appears here."), icon="boxes"))
        self._details.addWidget(self.detail)
        below.addWidget(self._details, 532)
        below.addWidget(self._map(), 520)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)

    @property
    def _name(self) -> Label:
        return self.detail.name

    def list_of(self, view: View) -> ListTable:
        """Return the table of a list."""
        return self._tables[view]

    def use(self, presenter: StockPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        for name, table in self._tables.items():
            table.picked.connect(presenter.picked)
            table.opened.connect(lambda _row: self.detail.setFocus(Qt.FocusReason.OtherFocusReason))
            table.sorted_by.connect(presenter.sorted)
            table.looked.connect(presenter.lists[name].look)
        self._views.chosen.connect(presenter.viewed)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self.detail.tabbed.connect(presenter.tabbed)
        self.detail.held.connect(presenter.held)
        self.detail.sku_opened.connect(presenter.product_of)
        self.detail.question.decided.connect(presenter.decided)
        self.detail.question.dropped.connect(lambda: presenter.commanded("back"))
        self._floor.opened.connect(lambda code: presenter.opened(f"place:{code}"))
        self.chosen.connect(self._own)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._views = FilterBar()
        self._search = FindField(tr("SKU, name, place or lot, or scan it"), "Ctrl L")
        self._search.setMinimumWidth(360)
        row.addWidget(self._views)
        row.addStretch(1)
        row.addWidget(self._search)
        return row

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._stack = QStackedWidget()
        self._tables: dict[View, ListTable] = {
            "products": _table(shown.product_columns(), PRODUCTS, tr("Products")),
            "places": _table(shown.place_list_columns(), PLACES, tr("Places")),
            "lots": _table(shown.lot_columns(), LOTS, tr("Lots")),
        }
        for view in VIEWS:
            self._stack.addWidget(self._tables[view])
        layout.addWidget(self._stack, 1)
        layout.addWidget(rule())
        self._foot = Label("", "small", "ink2")
        self._foot.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._foot)
        self._empty = EmptyState("", "", icon="boxes")
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _map(self) -> QStackedWidget:
        made, layout = card()
        layout.addWidget(Label(tr("Map of places"), "strong"))
        self._floor = FloorMap()
        layout.addWidget(self._floor, 1)
        self._legend = Label("", "small", "ink2", wrap=True)
        layout.addWidget(self._legend)
        self._beside = QStackedWidget()
        self._beside.addWidget(made)
        self._beside.hide()
        return self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _MAP_FROM
        if roomy and self._beside.isHidden():
            self._presenter.map_wanted()
        self._beside.setVisible(roomy)

    def render_state(self, state: StockScreen) -> None:
        """Show the state."""
        self._views.show_filters(shown.views(state), state.view)
        self._stack.setCurrentIndex(VIEWS.index(state.view))
        self._foot.setText(shown.footer(state))
        nothing = state.loaded and state.total(state.view) == 0
        self._lists.setCurrentIndex(1 if nothing else 0)
        self._empty.show_words(*shown.empty(state))
        self._missed.show_words(tr("There is no product {sku}").format(sku=state.missed) if state.missed else "")
        self._details.setCurrentIndex(0 if state.detail is None else 1)
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        self.detail.render_state(state, self._now())
        marked = shown.marked(state)
        self._floor.show_bins(state.bins, marked)
        self._legend.setText(self._floor.sentence())
        if state.text != self._search.text().strip() and not self._rest.isActive():
            self._search.setText(state.text)
            self._rest.stop()

    def _sought(self) -> None:
        self._rest.stop()
        self._presenter.sought(self._search.text())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        elif name == "back" and self._search.hasFocus():
            self._tables[VIEWS[self._stack.currentIndex()]].setFocus(Qt.FocusReason.ShortcutFocusReason)
