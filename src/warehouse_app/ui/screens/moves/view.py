"""The page of moves and replenishment: views, the list, one task with both its ends, and the forms."""

from __future__ import annotations

from warehouse_app.application.moving.tasklist import MOVES, MoveDetail
from warehouse_app.ui.kit.labels import rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.moves import shown
from warehouse_app.ui.screens.moves.presenter import MovesPresenter
from warehouse_app.ui.screens.moves.state import MovesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
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


class TaskView(OneCard):
    """One task: from where to where, what and why, and what stands at both ends."""

    def __init__(self) -> None:
        super().__init__(wraps=True)
        self._ends = Table(shown.end_columns(), name=tr("What stands at both ends"), dense=True)
        self._ends.none = tr("Nothing stands there.")
        self.put(rule())
        self.put_rest(self._ends)

    def render_task(self, detail: MoveDetail | None) -> None:
        """Show a task."""
        if detail is not None:
            task = detail.task
            self.show_head(shown.title(task), shown.about(task), shown.facts(task), shown.chip(task))
            self._ends.show_rows(detail.ends)


class MovesView(KeepPage):
    """Renders `MovesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Moves"), MOVES)
        self.task = TaskView()
        super().__init__(
            _actions(), table, self.task,
            Frame(
                tr("Task, place or SKU"),
                (tr("Choose a move"), tr("Why it is there, and what stands at both ends."), "arrow-left-right"),
                show_all=tr("Show all"), filters=(("warehouse", tr("All warehouses")), ("kind", tr("All kinds"))),
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
