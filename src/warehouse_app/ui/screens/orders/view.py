"""The orders page (mock-up 09): views with counts, search, the list by pages, one order with its story and deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from warehouse_app.application.orders import ORDERS
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.labels import card
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.screens.orders import shown
from warehouse_app.ui.screens.orders.detail import Detail
from warehouse_app.ui.screens.orders.presenter import OrdersPresenter
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("allocate", tr("Allocate"), "F9", "circle-check", "bar", "primary"),
        Action("plan", tr("Plan batches"), "Ctrl+N", "route", "bar"),
        Action("release", tr("Release"), "F2"),
        Action("drop", tr("Take out of its batch"), "Shift+F2", place="key"),
        Action("hold", tr("Hold"), "F8"),
        Action("cancel", tr("Cancel"), "F10", kind="dangerous"),
        Action("batches", tr("Batches: give to a person"), "F3", place="key"),
        Action("change", tr("Change when it leaves"), "F11", place="key"),
        Action("address", tr("Change the address"), "Shift+F11", place="key"),
        Action("gift", tr("Gift note"), "Shift+F8", "gift", place="key"),
        Action("forget", tr("Forget the customer"), place="key", kind="dangerous"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        Action("holders", tr("Who holds the stock?"), "F7", place="key"),
        Action("print", tr("Print"), "Ctrl+P", "printer"),
        *_papers(),
        Action("seek", tr("Search orders"), "Ctrl+L", place="key"),
        *step_actions(),
        *list_actions(),
        *view_actions(),
    )


def _papers() -> tuple[Action, ...]:
    """Return what is printed of an order or its newest parcel, and the same as files."""
    return (
        Action("invoice", tr("Print the invoice"), "Ctrl+I", "receipt", place="key"),
        Action("slip", tr("Print the packing slip"), "", "file-text", place="key"),
        Action("return", tr("Print the return label"), "", "undo-2", place="key"),
        Action("cn22", tr("Print the customs label CN22"), "", "stamp", place="key"),
        Action("cn23", tr("Print the customs declaration CN23"), "", "stamp", place="key"),
        Action("invoice_file", tr("The invoice as a file"), "Ctrl+Shift+I", "file-down", place="key"),
        Action("slip_file", tr("The packing slip as a file"), "Ctrl+Shift+P", "file-down", place="key"),
        Action("return_file", tr("The return label as a file"), "", "file-down", place="key"),
        Action("cn22_file", tr("The customs label CN22 as a file"), "", "file-down", place="key"),
        Action("cn23_file", tr("The customs declaration CN23 as a file"), "", "file-down", place="key"),
    )


def _frame() -> Frame:
    return Frame(
        tr("Number, customer, name"),
        (tr("Choose an order"), tr("Its story and its deeds appear here."), "inbox"),
        show_all=tr("Show all orders"), filters=shown.narrowings(), shares=(804, 364), least=364,
    )  # fmt: skip


class OrdersView(ListPage):
    """Renders `OrdersScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._marked: frozenset[int] = frozenset()
        columns = shown.columns(now(), lambda row: row.id in self._marked)
        self._orders = ListTable(
            columns, name=tr("Orders"), key=lambda row: row.id, sort=ORDERS.sort, sorts=ORDERS.sorts
        )  # fmt: skip
        super().__init__(_actions(), self._orders, _frame())
        self.set_subtitle(figures.day(now()[:10], ""))
        deeds = tuple(self.table.button(name) for name in ("release", "hold", "print", "cancel"))
        self.detail = Detail(deeds, now())
        self.add_side(self.detail)
        made, layout = card()
        self.form = EditForm()
        layout.addWidget(self.form)
        self.add_side(made)

    @property
    def orders(self) -> ListTable:
        """The list."""
        return self._orders

    def use(self, presenter: OrdersPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self.wire_feed(self._orders, presenter.list)
        self._orders.picked.connect(presenter.chosen)
        self._orders.sorted_by.connect(presenter.sorted)
        self._orders.installEventFilter(self)
        self.narrowing.narrowed.connect(presenter.narrowed)
        self.form.saved.connect(presenter.saved)
        self.form.dropped.connect(lambda: presenter.commanded("back"))
        self.detail.tabbed.connect(presenter.tabbed)
        self.detail.deed.connect(presenter.commanded)
        self.detail.decide.decided.connect(presenter.decided)
        self.detail.decide.dropped.connect(lambda: presenter.commanded("back"))

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
        self._marked = frozenset(row.id for row in state.marked)
        self._orders.viewport().update()
        left, right = shown.footer(state)
        words, fact, _deed = shown.empty(state)
        self.show_frame(
            Framed(
                *(shown.filters(state), state.query.view, state.query.text, left),
                (words, fact) if shown.is_empty(state) else None,
                side=2 if state.form is not None else 0 if state.row is None else 1,
                care=state.care,
                keys=right,
            )
        )
        self.mark(self._orders, state.chosen)
        self.show_reasons({name: why for name, why in shown.deeds(state).items() if name != "part"})
        held = state.detail is not None and bool(state.detail.holds)
        self.table.set_words("hold", tr("Go on") if held else tr("Hold"))
        self.narrowing.show_choices(shown.choices(state), state.query)
        self.form.show_form(state.form)
        self.detail.render_state(state, self._now())

    def _own(self, name: str) -> None:
        if name == "save" and self.form.isVisible():
            self.form.save()
        super()._own(name)
