"""A page with a long list and one of it beside: views, search, filters, list, foot, detail or form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.narrowing import Narrowing
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.runtime.keeping import Keeper, Keeping
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_DETAIL = 440


def keep_actions(seek: str) -> tuple[Action, ...]:
    """Return the deeds every such page has."""
    return (
        Action("seek", seek, "Ctrl+L", place="key"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
        *list_actions(),
    )


class ListPage(Page):
    """Give it its table, the widget of the detail, and the words of its empty places."""

    def __init__(
        self,
        actions: tuple[Action, ...],
        table: ListTable,
        detail: QWidget,
        *,
        hint: str,
        choose: tuple[str, str, str],
        filters: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(actions)
        self.list_table = table
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._top(hint, filters))
        self._care = CareStrip("")
        self._care.hide()
        column.addWidget(self._care)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 720)
        below.addWidget(self._side(detail, choose), _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)

    @property
    def table_view(self) -> ListTable:
        """The list."""
        return self.list_table

    def wire(self, keeper: Keeper[Any, Any]) -> None:
        """Wire the presenter."""
        self.attach(keeper)
        self._keeper = keeper
        self._filters.chosen.connect(keeper.viewed)
        self.list_table.picked.connect(keeper.chosen)
        self.list_table.sorted_by.connect(keeper.sorted)
        self.list_table.looked.connect(keeper.list.look)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self.form.saved.connect(keeper.saved)
        self.form.dropped.connect(keeper.dropped)
        self._empty.chosen.connect(lambda: keeper.commanded("show_all"))
        self.chosen.connect(self._own)
        self._narrowing.narrowed.connect(keeper.narrowed)

    def _top(self, hint: str, filters: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._filters = FilterBar()
        self._search = FindField(hint, "Ctrl L")
        row.addWidget(self._filters)
        self._narrowing = Narrowing(filters)
        row.addWidget(self._narrowing)
        row.addStretch(1)
        row.addWidget(self._search)
        return row

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        layout.addWidget(self.list_table, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        self._foot, self._keys = Label("", "small", "ink2"), Label("", "small", "ink2")
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._keys)
        layout.addLayout(foot)
        self._empty = EmptyState("", "", icon="inbox", button=tr("Show all"))
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _side(self, detail: QWidget, choose: tuple[str, str, str]) -> QStackedWidget:
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        self.form = EditForm()
        layout.addWidget(self.form)
        self._sides = QStackedWidget()
        self._sides.addWidget(EmptyState(choose[0], choose[1], icon=choose[2]))
        self._sides.addWidget(detail)
        self._sides.addWidget(made)
        self._sides.setMinimumWidth(360)
        return self._sides

    def render_list(self, state: Keeping[Any, Any], filters: tuple[FilterValue, ...], foot: tuple[str, str]) -> None:
        """Show the list, its views and what stands beside it."""
        self._filters.show_filters(filters, state.query.view)
        self._care.show_words(state.care)
        self._foot.setText(foot[0])
        self._keys.setText(foot[1])
        self._lists.setCurrentIndex(1 if state.is_empty else 0)
        words = tr("Nothing matches") if state.query.narrowing else tr("Nothing in this view")
        self._empty.show_words(words, tr("Esc clears the search") if state.query.narrowing else "")
        self._narrowing.show_choices(state.choices, state.query)
        self._sides.setCurrentIndex(2 if state.form is not None else 1 if state.chosen else 0)
        self.form.show_form(state.form)
        if state.query.text != self._search.text().strip() and not self._rest.isActive():
            self._search.setText(state.query.text)
            self._rest.stop()

    def _sought(self) -> None:
        self._rest.stop()
        self._keeper.sought(self._search.text())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        elif name == "save" and self._keeper.state.form is not None:
            self.form.save()
        elif name == "back" and self._search.hasFocus():
            self.list_table.setFocus(Qt.FocusReason.ShortcutFocusReason)
