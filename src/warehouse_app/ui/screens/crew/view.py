"""The crew page: views and the board of people; beside it one of them with their deeds, or the messages that stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.crew import shown
from warehouse_app.ui.screens.crew.presenter import CrewPresenter
from warehouse_app.ui.screens.crew.state import CrewScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.boardpulse import BoardPulse
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.wording import tr

_MESSAGES, _PERSON, _FORM = 1, 2, 3


def _actions() -> tuple[Action, ...]:
    return (
        Action("assign", tr("Assign"), "F3", "user-check", "bar", "primary"),
        Action("exceptions", tr("Exceptions"), "F4", "list-checks", "bar"),
        Action("message", tr("Message"), "Ctrl+M", "message-square", "bar"),
        Action("change", tr("Skills and limits"), "F2", "pencil"),
        Action("suspend", tr("Suspend the cart"), "F8", "pause"),
        Action("take_back", tr("Take it back"), "F10"),
        Action("skill", tr("New skill"), "Ctrl+N", place="key"),
        Action("needs", tr("What a product asks for"), "F7", place="key"),
        Action("undo", tr("Take back"), "Ctrl+Z", place="key"),
        Action("seek", tr("Search the crew"), "Ctrl+L", place="key"),
        Action("save", tr("Save"), "Ctrl+S", place="key"),
        *step_actions(),
    )


class CrewView(ListPage):
    """Renders `CrewScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._people = Table(shown.columns(now()), name=tr("Crew"), key=lambda row: row.person)
        frame = Frame(
            tr("Person, bench, batch or skill"), (tr("Choose a person"), "", "users"),
            keys=tr("F3 gives work, Ctrl M says something"), shares=(760, 480), least=400,
        )  # fmt: skip
        super().__init__(_actions(), self._people, frame, icon="users")
        self.add_side(self._standing())
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

    def use(self, presenter: CrewPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self._people.picked.connect(lambda row: presenter.chosen("" if row is None else row.person))
        self._people.opened.connect(lambda _row: presenter.commanded("assign"))
        self._messages.picked.connect(lambda one: presenter.picked_message(0 if one is None else one.id))
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._form.saved.connect(presenter.saved)
        self._form.dropped.connect(lambda: presenter.commanded("back"))
        self._pulse.use(presenter)

    def _standing(self) -> QFrame:
        made, layout = card()
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Label(tr("Messages that stand"), "title_large"))
        self._messages = Table(
            shown.message_columns(self._now()), name=tr("Messages"), key=lambda one: one.id, dense=True
        )
        self._messages.none = tr("None. Ctrl M says something to a bench, a person or everybody.")
        layout.addWidget(self._messages, 1)
        self._whole = Label("", "body", wrap=True)
        layout.addWidget(self._whole)
        self._told = CareStrip("", "octagon-x")
        self._told.hide()
        layout.addWidget(self._told)
        layout.addWidget(DeedRow(self.table.button("take_back")))
        return made

    def _one(self) -> QFrame:
        made, layout = card()
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        head = QHBoxLayout()
        self._name, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._name, 1)
        head.addWidget(self._chip)
        layout.addLayout(head)
        self._facts = Facts()
        layout.addWidget(self._facts)
        layout.addWidget(DeedRow(*(self.table.button(name) for name in ("change", "suspend"))))
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        layout.addWidget(rule())
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        self._question, self._choices = Label("", "strong", wrap=True), Choices()
        column.addWidget(self._choices)
        column.addStretch(1)
        self._feed = Table(shown.scan_columns(), name=tr("Last scans of the bench"), key=lambda one: one.at, dense=True)
        self._feed.none = tr("Nothing was scanned here lately.")
        self._under = QStackedWidget()
        self._under.addWidget(self._feed)
        self._under.addWidget(asked)
        layout.addWidget(self._question)
        layout.addWidget(self._under, 1)
        return made

    def render_state(self, state: CrewScreen) -> None:
        """Show the state."""
        now, row = self._now(), state.row
        self._people.rows_model().columns = shown.columns(now)
        self._people.show_rows(state.rows)
        self._people.show_chosen("" if row is None else row.person)
        nobody = not state.rows and state.board is not None
        side = _FORM if state.form is not None else _MESSAGES if row is None else _PERSON
        framed = (shown.views(state), state.view, state.text, shown.footer(state))
        self.show_frame(Framed(*framed, shown.empty(state) if nobody else None, side=side))
        self.show_reasons(shown.reasons(state))
        self._form.show_form(state.form)
        self._messages.rows_model().columns = shown.message_columns(now)
        self._messages.show_rows(state.messages)
        self._whole.setText(unbroken(shown.message_words(state)))
        self._told.show_words(state.refusal, "octagon-x")
        if row is not None:
            self._name.setText(unbroken(row.name))
            self._chip.show_chip(shown.chip(row))
            self._facts.show_facts(shown.facts(row, now))
            self._refusal.show_words(state.refusal, "octagon-x")
            self._question.setText(tr("Which batch?") if state.asking else shown.no_work(state))
            self._choices.show_options(shown.options(state, now))
            self._under.setCurrentIndex(1 if state.asking else 0)
            self._feed.show_rows(state.scans)

    def _own(self, name: str) -> None:
        if name == "save" and self.sides.currentIndex() == _FORM:
            self._form.save()
        super()._own(name)
