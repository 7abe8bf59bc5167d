"""The orders page (mock-up 09): views with counts, search, the list by pages, one order with its story and deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.orders import ORDERS
from warehouse_app.ui.kit import figures, fonts
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.narrowing import Narrowing
from warehouse_app.ui.screens.orders import shown
from warehouse_app.ui.screens.orders.detail import Detail
from warehouse_app.ui.screens.orders.presenter import OrdersPresenter
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_ROOMY = 115
_NARROW = 1560
_DETAIL = 364


def _actions() -> tuple[Action, ...]:
    return (
        Action("allocate", tr("Allocate"), "F9", "circle-check", "bar", "primary"),
        Action("plan", tr("Plan batches"), "Ctrl+N", "route", "bar"),
        Action("release", tr("Release"), "F2"),
        Action("hold", tr("Hold"), "F8"),
        Action("cancel", tr("Cancel"), "F10", kind="dangerous"),
        Action("batches", tr("Batches: give to a person"), "F3", place="key"),
        Action("change", tr("Change when it leaves"), "F11", place="key"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        Action("seek", tr("Search orders"), "Ctrl+L", place="key"),
        Action("holders", tr("Who holds the stock?"), "F7", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
        *list_actions(),
    )


class OrdersView(Page):
    """Renders `OrdersScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        self.set_subtitle(figures.day(now()[:10], ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._top())
        self._care = CareStrip("")
        self._care.hide()
        column.addWidget(self._care)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 804)
        deeds = tuple(self.table.button(name) for name in ("release", "hold", "cancel"))
        self.detail = Detail(deeds, now())
        self._details = QStackedWidget()
        self._details.addWidget(
            EmptyState(tr("Choose an order"), tr("Its story and its deeds appear here."), icon="inbox")
        )
        self._details.addWidget(self.detail)
        self._details.addWidget(self._form())
        below.addWidget(self._details, _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)

        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes: with large text or little room the search goes below the views."""
        large = fonts.text_size() > _ROOMY or self.width() < _NARROW
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self._bar_row.setDirection(down if large else across)
        self._details.setMinimumWidth(round(_DETAIL * fonts.text_size() / 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sizes_changed()

    @property
    def orders(self) -> ListTable:
        """The list."""
        return self._orders

    def use(self, presenter: OrdersPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._filters.chosen.connect(presenter.viewed)
        self._orders.picked.connect(presenter.chosen)
        self._orders.opened.connect(lambda _one: self.detail.setFocus(Qt.FocusReason.OtherFocusReason))
        self._orders.sorted_by.connect(presenter.sorted)
        self._orders.looked.connect(presenter.list.look)
        self._orders.installEventFilter(self)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self._narrowing.narrowed.connect(presenter.narrowed)
        self.form.saved.connect(presenter.saved)
        self.form.dropped.connect(lambda: presenter.commanded("back"))
        self.detail.tabbed.connect(presenter.tabbed)
        self.detail.deed.connect(presenter.commanded)
        self.detail.decide.decided.connect(presenter.decided)
        self.detail.decide.dropped.connect(lambda: presenter.commanded("back"))
        self._empty.chosen.connect(lambda: presenter.commanded("show_all"))
        self.chosen.connect(self._own)

    def _top(self) -> QHBoxLayout:
        row = self._bar_row = QHBoxLayout()
        row.setSpacing(8)
        self._filters = FilterBar()
        self._search = FindField(tr("Number, customer, name"), "Ctrl L")
        self._narrowing = Narrowing(shown.narrowings())
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._narrowing)
        beside.addStretch(1)
        beside.addWidget(self._search)
        row.addWidget(self._filters)
        row.addLayout(beside, 1)
        return row

    def _form(self) -> QFrame:
        made, layout = card()
        self.form = EditForm()
        layout.addWidget(self.form)
        return made

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._marked: frozenset[int] = frozenset()
        columns = shown.columns(self._now(), lambda row: row.id in self._marked)
        self._orders = ListTable(
            columns, name=tr("Orders"), key=lambda row: row.id, sort=ORDERS.sort, sorts=ORDERS.sorts
        )  # fmt: skip
        layout.addWidget(self._orders, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        self._foot, self._keys = Label("", "small", "ink2"), Label("", "small", "ink2")
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._keys)
        layout.addLayout(foot)
        self._empty = EmptyState("", "", icon="inbox", button=tr("Show all orders"))
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space marks the current order."""
        pressed = watched is self._orders and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if (row := self._orders.current_row()) is not None:
                self._presenter.mark(row)
            return True
        return super().eventFilter(watched, event)

    def render_state(self, state: OrdersScreen) -> None:
        """Show the state."""
        now = self._now()
        self._filters.show_filters(shown.filters(state), state.query.view)
        self._care.show_words(state.care)
        self._marked = frozenset(row.id for row in state.marked)
        self._orders.viewport().update()
        left, right = shown.footer(state)
        self._foot.setText(left)
        self._keys.setText(right)
        self._lists.setCurrentIndex(1 if shown.is_empty(state) else 0)
        words, fact, _deed = shown.empty(state)
        self._empty.show_words(words, fact)
        for name, reason in shown.deeds(state).items():
            if name != "part":
                self.table.set_enabled(name, not reason, reason)
        held = state.detail is not None and bool(state.detail.holds)
        self.table.set_words("hold", tr("Go on") if held else tr("Hold"))
        self._narrowing.show_choices(shown.choices(state), state.query)
        self._details.setCurrentIndex(2 if state.form is not None else 0 if state.row is None else 1)
        self.form.show_form(state.form)
        self.detail.render_state(state, now)
        if state.query.text != self._search.text().strip() and not self._rest.isActive():
            self._search.setText(state.query.text)
            self._rest.stop()

    def _sought(self) -> None:
        self._rest.stop()
        self._presenter.sought(self._search.text())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        elif name == "save" and self.form.isVisible():
            self.form.save()
        elif name == "back" and self._search.hasFocus():
            self._orders.setFocus(Qt.FocusReason.ShortcutFocusReason)
