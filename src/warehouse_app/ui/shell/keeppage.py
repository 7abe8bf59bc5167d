"""A page of kept things (products, places): a list, one of it beside, and the forms in which it is made and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from warehouse_app.application.listing import ListOf
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.labels import card
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.runtime.keeping import Keeper, Keeping, Row
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def keep_actions(seek: str) -> tuple[Action, ...]:
    """Return the deeds every such page has."""
    return (
        Action("seek", seek, "Ctrl+L", place="key"),
        *step_actions(),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        *list_actions(),
        *view_actions(),
    )


def keep_table(columns: Sequence[Column[Row]], name: str, source: ListOf[Row]) -> ListTable:
    """Return the table of such a page's list: sorted as the house sorts it, chosen by number."""
    return ListTable(columns, name=name, key=lambda row: row.id, sort=source.sort, sorts=source.sorts)


class KeepPage(ListPage):
    """Give it its table, the widget of the detail and its frame."""

    def __init__(self, actions: tuple[Action, ...], table: ListTable, detail: QWidget, frame: Frame) -> None:
        super().__init__(actions, table, frame)
        self.list_table = table
        self.add_side(detail)
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        self.form = EditForm()
        layout.addWidget(self.form)
        self.add_side(made)

    @property
    def table_view(self) -> ListTable:
        """The list."""
        return self.list_table

    def wire(self, keeper: Keeper[Any, Any]) -> None:
        """Wire the presenter."""
        self._keeper = keeper
        self.wire_list(keeper, keeper)
        self.wire_feed(self.list_table, keeper.list)
        self.list_table.picked.connect(keeper.chosen)
        self.list_table.sorted_by.connect(keeper.sorted)
        self.narrowing.narrowed.connect(keeper.narrowed)
        self.form.saved.connect(keeper.saved)
        self.form.dropped.connect(keeper.dropped)

    def render_list(self, state: Keeping[Any, Any], views: tuple[FilterValue, ...], foot: tuple[str, str]) -> None:
        """Show the list, its views and what stands beside it."""
        words = tr("Nothing matches") if state.query.narrowing else tr("Nothing in this view")
        hint = tr("Esc clears the search") if state.query.narrowing else ""
        self.show_frame(
            Framed(
                *(views, state.query.view, state.query.text, foot[0], (words, hint) if state.is_empty else None),
                side=2 if state.form is not None else 1 if state.chosen else 0,
                care=state.care,
                keys=foot[1],
            )
        )
        others = any(view.name == "all" and view.count != 0 for view in views)  # where all are none, none are shown
        self.empty.show_deed(bool(state.query.narrowing) or (state.query.view != "all" and others))
        self.mark(self.list_table, state.chosen)
        self.narrowing.show_choices(state.choices, state.query)
        self.form.show_form(state.form)

    def _own(self, name: str) -> None:
        if name == "save" and self._keeper.state.form is not None:
            self.form.save()
        super()._own(name)
