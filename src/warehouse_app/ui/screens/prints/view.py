"""The print jobs page: views with counts, the list, one job with its deeds beside it, or the printers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.print_deeds import PRINTS
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, filled_card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.screens.prints import shown
from warehouse_app.ui.screens.prints.detail import JobCard
from warehouse_app.ui.screens.prints.panel import PrintersCard
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_DETAIL = 392


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
        Action("move_all", tr("Send its jobs to")),
        Action("new", tr("Set up a printer"), "Ctrl+N", "plus"),
        Action("edit", tr("Change"), "F2", "pencil"),
        Action("stations", tr("Stations"), "Ctrl+T"),
        Action("forget", tr("Forget"), "", "trash-2", kind="dangerous"),
        Action("seek", tr("Search print jobs"), "Ctrl+L", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
        *list_actions(),
    )


class PrintsView(Page):
    """Renders `PrintsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._filters = FilterBar()
        self._search = FindField(tr("Search by code"), "Ctrl L")
        top.addWidget(self._filters)
        top.addStretch(1)
        top.addWidget(self._search)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 804)
        self.job, self.panel = JobCard(self.table), PrintersCard(self.table)
        self._beside = QStackedWidget()
        none = EmptyState(tr("Choose a print job"), tr("Its story and its paper appear here."), icon="printer")
        for each in (none, self.job, self.panel):
            self._beside.addWidget(each)
        below.addWidget(self._beside, _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._beside.setMinimumWidth(round(_DETAIL * fonts.text_size() / 100))

    @property
    def jobs(self) -> ListTable:
        """The list."""
        return self._jobs

    def use(self, presenter: PrintsPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._filters.chosen.connect(presenter.viewed)
        self._jobs.picked.connect(presenter.chosen)
        self._jobs.opened.connect(lambda _row: self.job.setFocus(Qt.FocusReason.OtherFocusReason))
        self._jobs.sorted_by.connect(presenter.sorted)
        self._jobs.looked.connect(presenter.list.look)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self._empty.chosen.connect(lambda: presenter.commanded("show_all"))
        self.job.use(presenter)
        self.panel.use(presenter)
        self.chosen.connect(self._own)

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._jobs = ListTable(
            shown.columns(self._now()), name=tr("Print jobs"), key=lambda row: row.id, sort="at", sorts=PRINTS.sorts
        )
        layout.addWidget(self._jobs, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        self._foot = Label("", "small", "ink2")
        foot.addWidget(self._foot, 1)
        foot.addWidget(Label(tr("F4 tries again, F7 sends to another printer"), "small", "ink2"))
        layout.addLayout(foot)
        self._empty = EmptyState("", "", icon="printer", button=tr("Show all print jobs"))
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def render_state(self, state: PrintsScreen) -> None:
        """Show the state."""
        self._filters.show_filters(shown.filters(state), state.query.view)
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(1 if shown.is_empty(state) else 0)
        self._empty.show_words(*shown.empty(state))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        on_job = state.panel == "job"
        self._beside.setCurrentIndex(2 if not on_job else 0 if state.job is None else 1)
        self.table.button("printers").set_words(tr("Printers") if on_job else tr("Print job"))
        if on_job:
            self.job.render_state(state, self._now())
        else:
            self.panel.render_state(state)
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
        elif name == "back" and self._search.hasFocus():
            self._jobs.setFocus(Qt.FocusReason.ShortcutFocusReason)
