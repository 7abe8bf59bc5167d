"""One person beside the list: facts, deeds, rights in words; the open question; the form; what is shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.people import LONGEST_CODE, LONGEST_NAME
from warehouse_app.domain.people import Role
from warehouse_app.ui.kit.asking import Asking
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.form import FieldRow, chooser, field
from warehouse_app.ui.kit.labels import IconLabel, Label, card, drop, rule
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.people import shown
from warehouse_app.ui.screens.people.presenter import PeoplePresenter
from warehouse_app.ui.screens.people.state import PeopleScreen
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr
from warehouse_app.wording.languages import LANGUAGES
from warehouse_app.wording.people import ROLES

_RIGHTS, _QUESTION, _FORM, _ONCE = range(4)


class PersonCard(QFrame):
    """Renders the chosen person."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setSpacing(8)
        self._about = self._head(table)
        layout.addWidget(self._about)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        self._pages = QStackedWidget()
        self._asking = Asking()
        for page in (self._rights(), self._asking, self._form(), self._once(table)):
            self._pages.addWidget(page)
        layout.addWidget(self._pages, 1)
        self._role: Role | None = None
        self._was = ""

    def use(self, presenter: PeoplePresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self._asking.choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._save.clicked.connect(lambda _on=False: self._added())
        self._drop.clicked.connect(lambda _on=False: presenter.commanded("back"))
        for each in (self._name, self._code):
            each.returnPressed.connect(self._added)

    def _head(self, table: ActionTable) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._title, self._chip = Label("", "title_large", wrap=True), Chip()
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addWidget(self._chip)
        row.addStretch(1)
        column.addLayout(row)
        self._facts = Facts()
        column.addWidget(self._facts)
        self._deeds = QWidget()
        grid = QGridLayout(self._deeds)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for at, name in enumerate(("role", "badge", "pin", "sign_off", "lock", "language")):
            grid.addWidget(table.button(name), at // 2, at % 2)
        column.addWidget(self._deeds)
        column.addWidget(rule())
        return made

    def _rights(self) -> QWidget:
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setAccessibleName(tr("Rights"))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = Scrolled()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        made.setWidget(inside)
        for each in (made.viewport(), inside):
            each.setAutoFillBackground(False)
        return made

    def _form(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(tr("Add a person"), "title_large"))
        self._name, self._code = field(tr("Name")), field(tr("Code"))
        self._name.setMaxLength(LONGEST_NAME)
        self._code.setMaxLength(LONGEST_CODE)
        self._roles = chooser(tr("Role"), tuple((role.value, tr(ROLES[role])) for role in Role))
        column.addWidget(FieldRow(tr("Name"), self._name))
        column.addWidget(FieldRow(tr("Role"), self._roles))
        spoken = tuple((each, shown.language_words(each)) for each in ("", *LANGUAGES))
        self._languages = chooser(tr("Language"), spoken)
        column.addWidget(FieldRow(tr("Language"), self._languages))
        column.addWidget(FieldRow(tr("Code"), self._code, tr("Made of the name where it is left empty.")))
        self._save, self._drop = Button(tr("Add"), kind="primary", key="Enter"), Button(tr("Not now"), key="Esc")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._drop)
        row.addWidget(self._save)
        column.addLayout(row)
        column.addStretch(1)
        return made

    def _once(self, table: ActionTable) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._told = Label("", "body", "ink2", wrap=True)
        self._badge_words, self._badge = Label(tr("Badge"), "label", "ink2"), Label("", "title_large", wrap=True)
        self._pin_words, self._pin = Label(tr("PIN"), "label", "ink2"), Label("", "title_large")
        for label in (self._badge, self._pin):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        for each in (self._told, self._badge_words, self._badge, self._pin_words, self._pin):
            column.addWidget(each)
        column.addSpacing(8)
        self._print = table.button("print")
        column.addWidget(self._print)
        column.addWidget(table.button("save"))
        column.addWidget(table.button("done"))
        self._keep = table.button("save")
        column.addStretch(1)
        return made

    def render_state(self, state: PeopleScreen, now: str) -> None:
        """Show the chosen person, the form, or what is shown once."""
        person = state.person
        page = _RIGHTS if not state.asking else _FORM if state.asking == "add" else _QUESTION
        page = _ONCE if state.new is not None else page
        self._pages.setCurrentIndex(page)
        self._about.setVisible(person is not None and page != _FORM)
        self._refusal.show_words(state.refusal, "octagon-x")
        if page == _FORM and self._was != "add":
            self._name.clear()
            self._code.clear()
            self._languages.setCurrentIndex(0)
            self._roles.setCurrentIndex(self._roles.findData(Role.PACKER.value))
            self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._was = state.asking
        self._show_once(state)
        if person is None:
            return
        self._title.setText(tr("{name}, {code}").format(name=person.name, code=code(person.user)))
        self._chip.show_chip(shown.chip(person))
        self._facts.show_facts(shown.facts(person, now))
        words, options = shown.question(state)
        self._asking.question.setText(words)
        if options:
            self._asking.choices.show_options(options)
        self._show_rights(person.role)

    def _show_once(self, state: PeopleScreen) -> None:
        new = state.new
        self._deeds.setVisible(new is None)  # none of them can be done before the badge is handed over
        self._told.setText(tr("Write it down now: it is shown this once, and kept nowhere.") if new else "")
        self._badge.setText(new.badge if new else "")
        self._pin.setText(new.pin if new else "")
        for label, value in ((self._badge, new and new.badge), (self._pin, new and new.pin)):
            label.setVisible(bool(value))
        self._badge_words.setVisible(bool(new and new.badge))
        self._pin_words.setVisible(bool(new and new.pin))
        for button in (self._print, self._keep):
            button.setVisible(bool(new and new.badge))

    def _show_rights(self, role: Role) -> None:
        """List what the role lets one do; made anew only for another role."""
        if role is self._role:
            return
        self._role = role
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for title, words in shown.rights(role):
            self._list.addWidget(Label(title, "label_strong", "ink2"))
            for each in words:
                row = QWidget()
                across = QHBoxLayout(row)
                across.setContentsMargins(0, 0, 0, 0)
                across.setSpacing(8)
                across.addWidget(IconLabel("check", 16, "ok_mark"), 0, Qt.AlignmentFlag.AlignTop)
                across.addWidget(Label(each, "body", wrap=True), 1)
                self._list.addWidget(row)
            self._list.addSpacing(6)
        self._list.addStretch(1)

    def _added(self) -> None:
        if not self._name.text().strip():
            self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        language = str(self._languages.currentData())
        self._presenter.added(self._name.text(), str(self._roles.currentData()), self._code.text(), language)
