"""The printers beside the list: how they are, who prints there, a test print, and their set-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.printing.values import StationRow
from warehouse_app.ui.kit.asking import Asking
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.form import FieldRow, chooser, field
from warehouse_app.ui.kit.labels import Label, card, drop, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.prints import printers_shown, shown
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.rulespage import RulesPage
from warehouse_app.ui.screens.prints.state import NEW, PrintsScreen
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr

_PAGES = {"move_all": 1, "forget": 1, "stand_in": 1, "card": 2, "stations": 3, "rules": 4}
_LONGEST = 300
_TABLE = 186
"""Four printers can be seen without scrolling."""


class PrintersCard(QFrame):
    """Renders the printers."""

    def __init__(self, table: ActionTable) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setSpacing(8)
        layout.addWidget(Label(tr("Printers"), "title_large"))
        self._table = Table(
            printers_shown.columns(), name=tr("Printers"), key=lambda line: line.use.row.code, dense=True
        )
        self._table.setMinimumHeight(_TABLE)
        layout.addWidget(self._table, 1)
        layout.addWidget(rule())
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        self._rules = RulesPage()
        self._below = QStackedWidget()
        self._asking = Asking()
        for page in (self._one(table), self._asking, self._form(), self._stations(), self._rules):
            self._below.addWidget(page)
        layout.addWidget(self._below, 2)
        self._shown: tuple[str, str] = ("", "")

    def use(self, presenter: PrintsPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self._table.picked.connect(lambda line: presenter.printers.chosen(line.use.row.code if line else ""))
        self._asking.choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._kind.currentIndexChanged.connect(
            lambda _at: self._where.explain(printers_shown.where(str(self._kind.currentData())))
        )
        self._save.clicked.connect(lambda _on=False: self._saved())
        self._drop.clicked.connect(lambda _on=False: presenter.commanded("back"))
        self._target.returnPressed.connect(self._saved)
        self._rules.use(presenter)
        self._ready.clicked.connect(lambda _on=False: presenter.commanded("back"))

    def _one(self, table: ActionTable) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._name, self._facts = Label("", "strong"), Facts()
        column.addWidget(self._name)
        column.addWidget(self._facts)
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, name in enumerate(
            ("ask", "test", "edit", "forget", "move_all", "swap_printer", "stand_in", "stations", "rules", "new")
        ):
            grid.addWidget(table.button(name), at // 2, at % 2)
        self._swap = table.button("swap_printer")
        column.addLayout(grid)
        column.addStretch(1)
        return made

    def _form(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = Label("", "strong")
        column.addWidget(self._head)
        self._code, self._target = field(tr("Code"), hint="ZEBRA"), field(tr("Address"))
        self._kind = chooser(
            tr("Reached by"), tuple((each, printers_shown.kind(each)) for each in printers_shown.KINDS)
        )
        words = tuple((each, printers_shown.language(each)) for each in printers_shown.LANGUAGES)
        self._language = chooser(tr("Takes"), words)
        for each in (self._code, self._target):
            each.setMaxLength(_LONGEST)
        column.addWidget(FieldRow(tr("Code"), self._code))
        column.addWidget(FieldRow(tr("Reached by"), self._kind))
        column.addWidget(FieldRow(tr("Takes"), self._language))
        self._where = FieldRow(tr("Address"), self._target, printers_shown.where("tcp"))
        column.addWidget(self._where)
        self._save, self._drop = Button(tr("Save"), kind="primary", key="Enter"), Button(tr("Not now"), key="Esc")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._drop)
        row.addWidget(self._save)
        column.addLayout(row)
        column.addStretch(1)
        return made

    def _stations(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(tr("Who prints where"), "strong"))
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        for at, words in enumerate((tr("Station"), tr("Labels"), tr("Papers"))):
            self._grid.addWidget(Label(words, "label", "ink2"), 0, at)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self._ready = Button(tr("Done"), kind="primary", key="Esc")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._ready)
        column.addLayout(row)
        column.addStretch(1)
        self._cells: list[QWidget] = []
        self._given: tuple[object, ...] = ()
        return made

    def render_state(self, state: PrintsScreen) -> None:
        """Show the printers."""
        self._table.show_rows(printers_shown.lines(state))
        self._table.choose(state.printer)
        self._swap.set_words(shown.swap_words(state))
        self._refusal.show_words(state.refusal, "octagon-x")
        self._below.setCurrentIndex(_PAGES.get(state.asking, 0))
        use = state.use
        self._name.setText(code(use.row.code) if use is not None else "")
        self._facts.show_facts(printers_shown.facts(use) if use is not None else ())
        self._asking.question.setText(shown.question(state))
        if state.asking in {"move_all", "forget", "stand_in"}:
            self._asking.choices.show_options(shown.options(state))
        if (state.asking, state.card) != self._shown and state.asking == "card":
            self._fill(state)
        self._shown = (state.asking, state.card)
        if state.asking == "stations":
            self._offer(state)
        self._table.setVisible(state.asking not in {"rules", "card"})  # these need the room
        if state.asking == "rules":
            self._rules.render_state(state)

    def _fill(self, state: PrintsScreen) -> None:
        row = next((each.row for each in state.printers if each.row.code == state.card), None)
        self._head.setText(tr("Set up a printer") if row is None else tr("Printer {code}").format(code=code(row.code)))
        self._code.setText("" if row is None else row.code)
        self._code.setReadOnly(state.card != NEW)
        self._target.setText("" if row is None else row.target)
        for box, value in (
            (self._kind, row.kind if row else "tcp"),
            (self._language, row.language if row else "zpl203"),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        (self._code if state.card == NEW else self._target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _saved(self) -> None:
        kind, language = str(self._kind.currentData()), str(self._language.currentData())
        self._presenter.printers.saved(self._code.text(), kind, language, self._target.text())

    def _offer(self, state: PrintsScreen) -> None:
        """Make one row of choosers a station, anew only when stations or printers changed."""
        given = (state.stations, state.printers)
        if given == self._given:
            return
        self._given = given
        for old in self._cells:
            self._grid.removeWidget(old)
            drop(old)
        self._cells = []
        for at, station in enumerate(state.stations, 1):
            labels = self._chooser(state, station, paper=False)
            papers = self._chooser(state, station, paper=True)
            for box in (labels, papers):
                box.activated.connect(lambda _at, s=station.code, one=labels, two=papers: self._gave(s, one, two))
            for column, widget in enumerate((Label(code(station.code), "body_strong"), labels, papers)):
                self._grid.addWidget(widget, at, column)
                self._cells.append(widget)

    def _chooser(self, state: PrintsScreen, station: StationRow, *, paper: bool) -> QComboBox:
        name = tr("Papers of {station}") if paper else tr("Labels of {station}")
        box = chooser(name.format(station=station.code), printers_shown.choices(state, paper=paper))
        box.setCurrentIndex(max(0, box.findData(station.paper_printer if paper else station.label_printer)))
        box.setMinimumWidth(60)
        return box

    def _gave(self, station: str, labels: QComboBox, papers: QComboBox) -> None:
        self._presenter.printers.given(station, str(labels.currentData()), str(papers.currentData()))
