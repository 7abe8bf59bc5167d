"""The page of moves and replenishment: views, the list, one task with both its ends, and the forms."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from warehouse_app.application.moving.tasklist import MOVES, MoveDetail
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.moves import shown
from warehouse_app.ui.screens.moves.presenter import MovesPresenter
from warehouse_app.ui.screens.moves.state import MovesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("plan", tr("Plan refills"), "Ctrl+N", "route", "bar", "primary"),
        Action("merge", tr("Put together"), "Ctrl+M", "layers", "bar"),
        Action("move", tr("Move goods"), "F6", place="key"),
        Action("correct", tr("Correct lot or grade"), "F7", place="key"),
        Action("lock", tr("Lock away"), "F8", place="key"),
        Action("unlock", tr("Release from quarantine"), "Ctrl+F8", place="key"),
        Action("scrap", tr("Throw away"), "Ctrl+F7", place="key"),
        Action("recipe", tr("Recipe of a kit"), "Ctrl+F6", place="key"),
        Action("build", tr("Build kits"), "F9", place="key"),
        Action("break", tr("Take kits apart"), "Ctrl+F9", place="key"),
        Action("cancel", tr("Cancel task"), "F10", "ban", kind="dangerous"),
        *keep_actions(tr("Search moves")),
    )


class TaskView(QFrame):
    """One task: from where to where, what and why, and what stands at both ends."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, column = card()
        outer.addWidget(made)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large", wrap=True), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        column.addLayout(head)
        self._about = Label("", "body", "ink2", wrap=True)
        column.addWidget(self._about)
        self._facts = Facts()
        column.addWidget(self._facts)
        self._deeds = DeedRow()
        column.addWidget(self._deeds)
        column.addWidget(rule())
        self._ends = Table(shown.end_columns(), name=tr("What stands at both ends"), dense=True)
        self._ends.none = tr("Nothing stands there.")
        column.addWidget(self._ends, 1)

    def take(self, buttons: tuple[Button, ...]) -> None:
        """Put the deeds of the page into their row."""
        self._deeds.take(buttons)

    def render_task(self, detail: MoveDetail | None) -> None:
        """Show a task."""
        if detail is not None:
            self._title.setText(shown.title(detail.task))
            self._chip.show_chip(shown.chip(detail.task))
            self._about.setText(shown.about(detail.task))
            self._facts.show_facts(shown.facts(detail.task))
            self._ends.show_rows(detail.ends)


class MovesView(KeepPage):
    """Renders `MovesScreen`."""

    def __init__(self) -> None:
        table = ListTable(
            shown.columns(), name=tr("Moves"), key=lambda row: row.id, sort=MOVES.sort, sorts=MOVES.sorts
        )  # fmt: skip
        self.task = TaskView()
        super().__init__(
            _actions(), table, self.task,
            Frame(
                tr("Task, place or SKU"),
                (tr("Choose a move"), tr("Why it is there, and what stands at both ends."), "arrow-left-right"),
                show_all=tr("Show all"), filters=(("warehouse", tr("All warehouses")), ("kind", tr("All kinds"))),
                one_row=1100,
            ),
        )  # fmt: skip
        self.task.take((self.table.button("cancel"),))

    def use(self, presenter: MovesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: MovesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.task.render_task(state.detail)
        self.show_reasons(shown.deeds(state))
