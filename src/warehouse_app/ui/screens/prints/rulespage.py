"""The rules of printing beside the list: read as sentences, in order, changed by right."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.routing import LONGEST_PATTERN, RULE_DOCUMENTS
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.form import FieldRow, chooser, field
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.prints import printers_shown
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.printing import last_rule

_TABLE = 120


class RulesPage(QWidget):
    """Renders the rules; the form below writes another one."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("What goes where; the first rule that fits decides"), "strong", wrap=True))
        self._table = Table(
            printers_shown.rule_columns(), name=tr("Rules of printing"), key=lambda line: line.rule.id, dense=True
        )
        self._table.setMinimumHeight(_TABLE)
        column.addWidget(self._table, 1)
        column.addWidget(Label(last_rule(), "label", "ink2", wrap=True))
        self._up, self._down = Button(tr("Earlier"), icon="arrow-up"), Button(tr("Later"), icon="arrow-down")
        self._gone = Button(tr("Remove"), icon="trash-2", kind="dangerous")
        row = QHBoxLayout()
        for button in (self._up, self._down, self._gone):
            row.addWidget(button)
        column.addLayout(row)
        self._form = self._made()
        column.addWidget(self._form)
        self._ready = Button(tr("Done"), key="Esc")
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self._ready)
        ends.addWidget(self._add)
        column.addLayout(ends)
        self._printers: tuple[str, ...] = ()

    def _made(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        words = tuple((each, printers_shown.ruled(each)) for each in RULE_DOCUMENTS)
        self._document, self._printer = chooser(tr("Documents"), words), chooser(tr("Go to"), ())
        self._carrier, self._station = field(tr("Carrier"), hint=tr("any")), field(tr("Station"), hint="PACK-*")
        for each in (self._carrier, self._station):
            each.setMaxLength(LONGEST_PATTERN)
        for at, (name, box) in enumerate(
            (
                (tr("Documents"), self._document),
                (tr("Go to"), self._printer),
                (tr("Of carrier"), self._carrier),
                (tr("At station"), self._station),
            )
        ):
            box.setMinimumWidth(60)
            grid.addWidget(FieldRow(name, box), at // 2, at % 2)
        self._add = Button(tr("Add the rule"), kind="primary")
        return made

    def use(self, presenter: PrintsPresenter) -> None:
        """Wire the presenter."""
        printers = presenter.printers
        self._table.picked.connect(lambda line: printers.rule_chosen(line.rule.id if line else 0))
        self._up.clicked.connect(lambda _on=False: printers.rule_moved(-1))
        self._down.clicked.connect(lambda _on=False: printers.rule_moved(1))
        self._gone.clicked.connect(lambda _on=False: printers.rule_removed())
        self._ready.clicked.connect(lambda _on=False: presenter.commanded("back"))
        self._add.clicked.connect(
            lambda _on=False: printers.ruled(
                str(self._document.currentData()),
                self._carrier.text(),
                self._station.text(),
                str(self._printer.currentData() or ""),
            )
        )

    def render_state(self, state: PrintsScreen) -> None:
        """Show the rules as they are."""
        self._table.show_rows(printers_shown.rule_lines(state))
        self._table.choose(state.rule)
        may, chosen = Right.SETTINGS in state.rights, any(rule.id == state.rule for rule in state.rules)
        for button in (self._up, self._down, self._gone):
            button.setEnabled(may and chosen)
        self._form.setVisible(may)
        self._add.setVisible(may)
        printers = tuple(use.row.code for use in state.printers)
        if printers != self._printers:
            self._printers = printers
            self._printer.clear()
            for each in printers:
                self._printer.addItem(each, each)
