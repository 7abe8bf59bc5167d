"""The people page: views, the list, and one person beside it with rights in words and what is shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, filled_card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.people import shown
from warehouse_app.ui.screens.people.detail import PersonCard
from warehouse_app.ui.screens.people.presenter import PeoplePresenter
from warehouse_app.ui.screens.people.state import PeopleScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 200
_DETAIL = 408


def _actions() -> tuple[Action, ...]:
    return (
        Action("add", tr("Add a person"), "Ctrl+N", "user-plus", "bar", "primary"),
        Action("role", tr("Role"), "F3"),
        Action("badge", tr("New badge"), "F6"),
        Action("pin", tr("New PIN"), "F7"),
        Action("sign_off", tr("Sign off"), "F9"),
        Action("lock", tr("Lock"), "F10", kind="dangerous"),
        Action("save", tr("Save the badge as PDF"), "Ctrl+S", "id-card"),
        Action("done", tr("Handed over"), "", "check", kind="primary"),
        Action("seek", tr("Search people"), "Ctrl+L", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class PeopleView(Page):
    """Renders `PeopleScreen`. `ask_file(suggestion)` asks where the badge goes and returns a path or ""."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        self.ask_file: Callable[[str], str] = self._ask_file
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._filters, self._search = FilterBar(), FindField(tr("Name or code"), "Ctrl L")
        top.addWidget(self._filters)
        top.addStretch(1)
        top.addWidget(self._search)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 780)
        self.person = PersonCard(self.table)
        self._beside = QStackedWidget()
        self._beside.addWidget(EmptyState(tr("Choose a person"), tr("Rights and deeds appear here."), icon="users"))
        self._beside.addWidget(self.person)
        below.addWidget(self._beside, _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._beside.setMinimumWidth(round(_DETAIL * fonts.text_size() / 100))

    def use(self, presenter: PeoplePresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._filters.chosen.connect(presenter.viewed)
        self._people.picked.connect(lambda row: presenter.chosen(row.user if row is not None else ""))
        self._search.sought.connect(lambda _text: self._rest.start())
        self._rest.timeout.connect(lambda: presenter.sought(self._search.text()))
        self.person.use(presenter)
        self.chosen.connect(self._own)

    def save_badge(self, content: bytes, name: str) -> None:
        """Ask where the badge goes, and write it there; a disk that does not take it says so on the button."""
        path = self.ask_file(name)
        if not path:
            return
        try:
            Path(path).write_bytes(content)
        except OSError as error:
            words = tr("Not saved: {why}").format(why=error.strerror or str(error))
        else:
            words = tr("Saved")
        self.table.button("save").set_words(words)

    def _ask_file(self, suggestion: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Save the badge"), suggestion, "PDF (*.pdf)")[0]

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._people = Table(shown.columns(self._now()), name=tr("People"), key=lambda row: row.user)
        layout.addWidget(self._people, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        self._foot = Label("", "small", "ink2")
        foot.addWidget(self._foot, 1)
        foot.addWidget(Label(tr("F3 changes the role, F6 makes a new badge"), "small", "ink2"))
        layout.addLayout(foot)
        self._empty = EmptyState("", "", icon="users")
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def render_state(self, state: PeopleScreen) -> None:
        """Show the state."""
        self._filters.show_filters(shown.filters(state), state.view)
        self._people.show_rows(state.shown)
        if state.chosen:
            self._people.choose(state.chosen)
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(0 if state.shown or not state.loaded else 1)
        self._empty.show_words(*shown.empty(state))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        person = state.person
        self.table.button("lock").set_words(tr("Let in") if person is not None and person.locked else tr("Lock"))
        if state.new is None:
            self.table.button("save").set_words(tr("Save the badge as PDF"))
        alone = person is None and state.asking != "add" and state.new is None
        self._beside.setCurrentIndex(0 if alone else 1)
        self.person.render_state(state, self._now())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus()
            self._search.selectAll()
        elif name == "back":
            self._search.clear()
