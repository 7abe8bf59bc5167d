"""The people page: views, the list, and one person beside it with rights in words and what is shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.people import shown
from warehouse_app.ui.screens.people.detail import PersonCard
from warehouse_app.ui.screens.people.presenter import PeoplePresenter
from warehouse_app.ui.screens.people.state import PeopleScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("add", tr("Add a person"), "Ctrl+N", "user-plus", "bar", "primary"),
        Action("role", tr("Role"), "F3"),
        Action("badge", tr("New badge"), "F6"),
        Action("pin", tr("New PIN"), "F7"),
        Action("language", tr("Language"), "F8"),
        Action("sign_off", tr("Sign off"), "F9"),
        Action("lock", tr("Lock"), "F10", kind="dangerous"),
        Action("print", tr("Print the badge"), "Ctrl+P", "printer"),
        Action("save", tr("Save the badge as PDF"), "Ctrl+S", "id-card"),
        Action("done", tr("Handed over"), "", "check", kind="primary"),
        Action("seek", tr("Search people"), "Ctrl+L", place="key"),
        *step_actions(),
        *view_actions(),
    )


def _frame() -> Frame:
    return Frame(
        tr("Name or code"),
        (tr("Choose a person"), tr("Rights and deeds appear here."), "users"),
        keys=tr("F3 changes the role, F6 makes a new badge"), shares=(780, 408), least=408,
    )  # fmt: skip


class PeopleView(ListPage):
    """Renders `PeopleScreen`. `ask_file(suggestion)` asks where the badge goes and returns a path or ""."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._people = Table(shown.columns(now()), name=tr("People"), key=lambda row: row.user)
        self._people.let_arrange()
        super().__init__(_actions(), self._people, _frame(), icon="users")
        self.ask_file: Callable[[str], str] = self._ask_file
        self.person = PersonCard(self.table)
        self.add_side(self.person)

    def use(self, presenter: PeoplePresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self._people.picked.connect(lambda row: presenter.chosen(row.user if row is not None else ""))
        self.person.use(presenter)

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

    def render_state(self, state: PeopleScreen) -> None:
        """Show the state."""
        self._people.show_rows(state.shown)
        if state.chosen:
            self._people.choose(state.chosen)
        person = state.person
        alone = person is None and state.asking != "add" and state.new is None
        self.show_frame(
            Framed(
                *(shown.filters(state), state.view, state.text, shown.footer(state)),
                None if state.shown or not state.loaded else shown.empty(state),
                side=0 if alone else 1,
            )
        )
        self.show_reasons(shown.deeds(state))
        self.table.button("lock").set_words(tr("Let in") if person is not None and person.locked else tr("Lock"))
        if state.new is None:
            self.table.button("save").set_words(tr("Save the badge as PDF"))
        self.person.render_state(state, self._now())
