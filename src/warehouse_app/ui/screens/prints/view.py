"""The print jobs page: views with counts, the list, one job with its deeds beside it, or the printers."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.print_deeds import PRINTS
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.screens.prints import shown
from warehouse_app.ui.screens.prints.detail import JobCard
from warehouse_app.ui.screens.prints.panel import PrintersCard
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("printers", tr("Printers"), "F3", "printer", "bar"),
        Action("retry", tr("Try again"), "F4"),
        Action("move", tr("Send to"), "F7"),
        Action("cancel", tr("Cancel"), "F10", kind="dangerous"),
        Action("copy", tr("Print a copy"), "F9", "copy"),
        Action("yes", tr("It is there"), "", "check", kind="primary"),
        Action("again", tr("Print again"), "", "printer"),
        Action("ask", tr("How is it?"), "F6", "activity"),
        Action("test", tr("Test print"), "F8", "printer-check"),
        Action("swap", tr("Use the stand-in"), "F11"),
        Action("swap_printer", tr("Let its stand-in print")),
        Action("move_all", tr("Send its jobs to")),
        Action("stand_in", tr("Name a stand-in")),
        Action("rules", tr("Rules"), "Ctrl+R"),
        Action("new", tr("Set up a printer"), "Ctrl+N"),
        Action("edit", tr("Change"), "F2", "pencil"),
        Action("stations", tr("Stations"), "Ctrl+T"),
        Action("forget", tr("Forget"), "", "trash-2", kind="dangerous"),
        Action("seek", tr("Search print jobs"), "Ctrl+L", place="key"),
        *step_actions(),
        *list_actions(),
        *view_actions(),
    )


def _frame() -> Frame:
    return Frame(
        tr("Search by code"),
        (tr("Choose a print job"), tr("Its story and its paper appear here."), "printer"),
        keys=tr("F4 tries again, F7 sends to another printer"), show_all=tr("Show all print jobs"),
        shares=(804, 392), least=392,
    )  # fmt: skip


class PrintsView(ListPage):
    """Renders `PrintsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._jobs = ListTable(
            shown.columns(now()), name=tr("Print jobs"), key=lambda row: row.id, sort="at", sorts=PRINTS.sorts
        )
        super().__init__(_actions(), self._jobs, _frame(), icon="printer")
        self.job, self.panel = JobCard(self.table), PrintersCard(self.table)
        self.add_side(self.job)
        self.add_side(self.panel)

    @property
    def jobs(self) -> ListTable:
        """The list."""
        return self._jobs

    def use(self, presenter: PrintsPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self.wire_feed(self._jobs, presenter.list)
        self._jobs.picked.connect(presenter.chosen)
        self._jobs.sorted_by.connect(presenter.sorted)
        self.job.use(presenter)
        self.panel.use(presenter)

    def render_state(self, state: PrintsScreen) -> None:
        """Show the state."""
        on_job = state.panel == "job"
        self.show_frame(
            Framed(
                *(shown.filters(state), state.query.view, state.query.text, shown.footer(state)),
                shown.empty(state) if shown.is_empty(state) else None,
                side=2 if not on_job else 0 if state.job is None else 1,
            )
        )
        self.mark(self._jobs, state.picked.id if state.picked is not None else 0)
        self.show_reasons(shown.deeds(state))
        self.table.button("printers").set_words(tr("Printers") if on_job else tr("Print job"))
        if on_job:
            self.job.render_state(state, self._now())
        else:
            self.panel.render_state(state)
