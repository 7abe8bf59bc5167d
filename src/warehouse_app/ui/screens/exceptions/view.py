"""The exceptions page: views and the queue; beside it the chosen one with its facts and its deeds by digit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.exceptions import shown
from warehouse_app.ui.screens.exceptions.presenter import ExceptionsPresenter
from warehouse_app.ui.screens.exceptions.state import ExceptionsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.boardpulse import BoardPulse
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("main", tr("Do what helps"), "F2", "check", "bar", "primary"),
        Action("give", tr("Give to"), "F3", "user-check", "bar"),
        Action("aside", tr("Set aside"), "F8", "pause", "bar"),
        Action("undo", tr("Take back"), "Ctrl+Z", place="key"),
        Action("seek", tr("Search the exceptions"), "Ctrl+L", place="key"),
        Action("export_list", tr("Export the list"), "Ctrl+E", "file-down", place="key"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        *step_actions(),
    )


class ExceptionsView(ListPage):
    """Renders `ExceptionsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._queue = Table(shown.columns(now()), name=tr("Exceptions"), key=lambda case: case.name)
        frame = Frame(
            tr("Order, product, batch or bench"),
            (tr("Choose an exception"), tr("What is known of it, and what helps."), "list-checks"),
            keys=tr("F2 does what helps, a digit anything else"), shares=(760, 480), least=400,
        )  # fmt: skip
        super().__init__(_actions(), self._queue, frame, icon="circle-check")
        self.add_side(self._one())
        self._form = EditForm()
        made, layout = card()
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(self._form, 1)
        self.add_side(made)
        self._pulse = BoardPulse(self)

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest."""
        self._pulse.wake_in(ms)

    def use(self, presenter: ExceptionsPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self._queue.picked.connect(lambda case: presenter.chosen("" if case is None else case.name))
        self._queue.opened.connect(lambda _case: presenter.commanded("main"))
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._form.saved.connect(presenter.saved)
        self._form.dropped.connect(lambda: presenter.commanded("back"))
        self._pulse.use(presenter)

    def _one(self) -> QFrame:
        made, layout = card()
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        head = QHBoxLayout()
        self._chip = Chip()
        head.addWidget(self._chip)
        head.addStretch(1)
        layout.addLayout(head)
        self._title = Label("", "title_large", wrap=True)
        layout.addWidget(self._title)
        self._facts = Facts()
        layout.addWidget(self._facts)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        layout.addWidget(rule())
        layout.addWidget(self._asked(), 1)
        return made

    def _asked(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._question, self._choices = Label("", "strong", wrap=True), Choices()
        column.addWidget(self._question)
        column.addWidget(self._choices)
        column.addStretch(1)
        return made

    def render_state(self, state: ExceptionsScreen) -> None:
        """Show the state."""
        now, case = self._now(), state.case
        self._queue.rows_model().columns = shown.columns(now)
        self._queue.show_rows(state.cases)
        self._queue.show_chosen("" if case is None else case.name)
        nothing = not state.cases and state.queue is not None
        side = 0 if case is None else 2 if state.form is not None else 1
        self.show_frame(
            Framed(
                *(shown.views(state), state.view, state.text, shown.footer(state)),
                shown.empty(state) if nothing else None, side=side,
            )
        )  # fmt: skip
        self.show_reasons(shown.reasons(state))
        self.table.set_words("main", shown.main_words(state))
        self.table.set_words("aside", shown.aside_words(state))
        self._form.show_form(state.form)
        if case is not None:
            self._chip.show_chip(shown.chip(case))
            self._title.setText(unbroken(shown.title(case)))
            self._facts.show_facts(shown.facts(case, now))
            self._refusal.show_words(state.refusal, "octagon-x")
            asking = tr("Who takes it?") if state.asking is not None else tr("What helps")
            self._question.setText(asking if state.may else tr("You may look"))
            self._choices.show_options(shown.options(state))

    def _own(self, name: str) -> None:
        if name == "save" and self.sides.currentIndex() == 2:
            self._form.save()
        elif name == "export_list":
            self._ask_where()
        super()._own(name)

    def _ask_where(self) -> None:
        """Ask for the file; the window goes on meanwhile."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, tr("Export the list"), folder, tr("Table as text (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"exceptions-{self._now()[:10]}.csv")
        dialog.fileSelected.connect(lambda chosen: self._presenter.export(Path(chosen)))
        dialog.open()
