"""The stock page (mock-up 10): products, places or lots, one of them whole beside the list, the map where it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.listing import ListOf
from warehouse_app.application.stock import LOTS, PLACES, PRODUCTS
from warehouse_app.ui.kit.floormap import FloorMap
from warehouse_app.ui.kit.labels import Label, card
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.values import Column
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.detail import DetailPanel
from warehouse_app.ui.screens.stock.presenter import StockPresenter
from warehouse_app.ui.screens.stock.state import VIEWS, StockScreen, View
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr

_MAP_FROM = 1_480
"""Pixels of the page from which the map has room."""


def _actions() -> tuple[Action, ...]:
    return (
        Action("as_at", tr("As it was at a time"), "Ctrl+T", "history", place="key"),
        Action("release", tr("Release"), "F8", "lock-open", kind="dangerous"),
        Action("order", tr("Open its order"), "F2", "inbox"),
        Action("seek", tr("Search stock"), "Ctrl+L", place="key"),
        *step_actions(),
        *view_actions(),
    )


def _frame() -> Frame:
    return Frame(
        tr("SKU, name, place or lot, or scan it"),
        (tr("Choose something, or scan it"), tr("Where it is and who holds it appears here."), "boxes"),
        shares=(620, 532), least=0,
    )  # fmt: skip


def _table(columns: Sequence[Column[Any]], house: ListOf[Any], name: str) -> ListTable:
    return ListTable(columns, name=name, key=shown.key_of, sort=house.sort, sorts=house.sorts)


class StockView(ListPage):
    """Renders `StockScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._tables: dict[View, ListTable] = {
            "products": _table(shown.product_columns(), PRODUCTS, tr("Products")),
            "places": _table(shown.place_list_columns(), PLACES, tr("Places")),
            "lots": _table(shown.lot_columns(), LOTS, tr("Lots")),
        }
        self._stack = QStackedWidget()
        for view in VIEWS:
            self._stack.addWidget(self._tables[view])
        super().__init__(_actions(), self._stack, _frame(), icon="boxes")
        self.search.setMinimumWidth(360)
        self.detail = DetailPanel(tuple(self.table.button(name) for name in ("order", "release")))
        self.add_side(self.detail)
        self.below.addWidget(self._third(), 520)

    def _own(self, name: str) -> None:
        if name == "as_at" and self.detail.isVisible():
            self.detail.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.detail.time.selectAll()
        elif name == "back" and self.detail.time.hasFocus():
            self.detail.time.clear()
            self.grid().setFocus(Qt.FocusReason.ShortcutFocusReason)
        super()._own(name)

    def list_of(self, view: View) -> ListTable:
        """Return the table of a list."""
        return self._tables[view]

    def grid(self) -> ListTable:
        """Return the table in view."""
        return self._tables[VIEWS[self._stack.currentIndex()]]

    def use(self, presenter: StockPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        for name, table in self._tables.items():
            self.wire_feed(table, presenter.lists[name])
            table.picked.connect(presenter.picked)
            table.sorted_by.connect(presenter.sorted)
        self.detail.tabbed.connect(presenter.tabbed)
        self.detail.timed.connect(presenter.set_back)
        self.detail.held.connect(presenter.held)
        self.detail.sku_opened.connect(presenter.product_of)
        self.detail.question.decided.connect(presenter.decided)
        self.detail.question.dropped.connect(lambda: presenter.commanded("back"))
        self._floor.opened.connect(lambda code: presenter.opened(f"place:{code}"))

    def _third(self) -> QWidget:
        """The third column: the map of places, and the story of the units under it."""
        self._roomy_card, column = QWidget(), QVBoxLayout()
        self._roomy_card.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        upper, layout = card()
        layout.addWidget(Label(tr("Map of places"), "strong"))
        self._floor = FloorMap()
        layout.addWidget(self._floor, 1)
        self._legend = Label("", "small", "ink2", wrap=True)
        layout.addWidget(self._legend)
        column.addWidget(upper, 1)
        lower, self._beside_map = card()
        self._beside_map.addWidget(Label(tr("Every unit's story"), "strong"))
        self._story_card = lower
        column.addWidget(lower, 1)
        self._roomy_card.hide()
        return self._roomy_card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _MAP_FROM
        if roomy == self._roomy_card.isHidden():
            self._roomy_card.setVisible(roomy)
            self.detail.set_roomy(self._beside_map if roomy else None)
            self._presenter.tabbed(self._presenter.tab)
        if roomy:
            self._presenter.map_wanted(self._now())

    def render_state(self, state: StockScreen) -> None:
        """Show the state."""
        self._stack.setCurrentIndex(VIEWS.index(state.view))
        nothing = state.loaded and state.total(state.view) == 0
        self.show_frame(
            Framed(
                *(shown.views(state), state.view, state.text, shown.footer(state)),
                shown.empty(state) if nothing else None,
                side=0 if state.detail is None else 1,
                care=tr("There is no product {sku}").format(sku=state.missed) if state.missed else state.care,
                care_icon="package-search" if state.missed else "history",
            )
        )
        self.mark(self._tables[state.view], state.detail.row.id if state.detail is not None else 0)
        self.show_reasons(shown.deeds(state))
        self._story_card.setVisible(state.detail is not None)
        self.detail.render_state(state, self._now())
        self._floor.show_bins(state.bins, shown.marked(state))
        self._legend.setText(self._floor.sentence())
