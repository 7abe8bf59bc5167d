"""How a file is read, as a form: dates, decimals, rows of an order; one column's own rule; what fills empty cells."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.domain.importing.dates import ORDERS
from warehouse_app.domain.importing.fields import COLUMNS, roles
from warehouse_app.domain.importing.mapping import (
    CASES,
    DECIMALS,
    GROUPINGS,
    PARTS,
    FieldRule,
    FileMapping,
    factor_of,
)
from warehouse_app.ui.kit.form import FieldRow, chooser, field
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.screens.imports import shown
from warehouse_app.ui.screens.imports.state import ImportsScreen
from warehouse_app.wording import tr


class Reading(QScrollArea):
    """`manner(FileMapping)` when the whole is read otherwise, `ruled(FieldRule)` when one field is."""

    manner = Signal(object)
    ruled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping: FileMapping | None = None
        self._field = ""
        self._quiet = False
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._whole()
        self._column.addWidget(rule())
        self._one()
        self._column.addWidget(rule())
        self._constant()
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _whole(self) -> None:
        proven = tr("As the file proves")
        days = (("", proven), ("day", tr("Day first: 25/12")), ("month", tr("Month first: 12/25")))
        marks = (("", proven), (".", tr("Point: 1.5")), (",", tr("Comma: 1,5")))
        rows = (("own", tr("Every row has its number")), ("above", tr("Empty: the row above")))
        self._dates = self._choice(tr("Dates"), days)
        self._decimal = self._choice(tr("Decimals"), marks)
        self._rows = self._choice(tr("Order rows"), rows)
        for made in (self._dates, self._decimal, self._rows):
            made.activated.connect(lambda _row: self._say_manner())

    def _one(self) -> None:
        self._title = Label("", "body_strong", wrap=True)
        self._column.addWidget(self._title)
        parts = {"": tr("The whole cell"), "first": tr("First word"), "rest": tr("All but the first")}
        parts |= {"last": tr("Last word"), "before_last": tr("All but the last")}
        cases = {"": tr("As written"), "upper": tr("CAPITALS"), "lower": tr("small letters"), "title": tr("Title Case")}
        self._part = self._choice(tr("Take"), tuple((name, parts[name]) for name in PARTS))
        self._case = self._choice(tr("Letters"), tuple((name, cases[name]) for name in CASES))
        self._factor = field(tr("Times"), hint=tr("1, 12, 0.01, 1/3"))
        self._factor_row = FieldRow(tr("Times"), self._factor)
        self._column.addWidget(self._factor_row)
        self._part.activated.connect(lambda _row: self._say_rule())
        self._case.activated.connect(lambda _row: self._say_rule())
        self._factor.editingFinished.connect(self._say_rule)

    def _constant(self) -> None:
        self._column.addWidget(Label(tr("Where a cell is empty, or no column gives it"), "body_strong", wrap=True))
        self._for = self._choice(tr("Field"), ())
        self._value = field(tr("Value"), hint=tr("Such as EUR"))
        self._column.addWidget(FieldRow(tr("Value"), self._value))
        self._for.activated.connect(lambda _row: self._show_constant())
        self._value.editingFinished.connect(self._say_constant)

    def _choice(self, words: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
        made = chooser(words, options)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        self._column.addWidget(FieldRow(words, made))
        return made

    def show_state(self, state: ImportsScreen) -> None:
        """Show how the file is read, and the rule of the column the person is on."""
        mapping = state.mapping
        self.setEnabled(mapping is not None and not state.known)
        if mapping is None:
            return
        self._quiet, other = True, self._mapping is None or self._mapping.kind != mapping.kind
        self._mapping = mapping
        for made, names, value in (
            (self._dates, ("", "day", "month"), mapping.dates),
            (self._decimal, DECIMALS, mapping.decimal),
            (self._rows, GROUPINGS, mapping.rows),
        ):
            made.setCurrentIndex(tuple(names).index(value))
        self._rows.parentWidget().setVisible(mapping.kind == "orders")  # type: ignore[union-attr]
        if other or not self._for.count():
            self._for.clear()
            for each in COLUMNS[mapping.kind]:
                self._for.addItem(shown.word_of(each.name), each.name)
            self._show_constant()
        self._show_rule(state)
        self._quiet = False

    def _show_rule(self, state: ImportsScreen) -> None:
        fields = shown.pointed_at(state)
        column = state.at[1]
        self._field = fields[column] if column < len(fields) else ""
        found = state.mapping.rule(self._field) if state.mapping is not None and self._field else None
        name = state.source.header[column] if state.source is not None and column < len(state.source.header) else ""
        words = tr("Column {name} gives {field}") if found is not None else tr("Column {name} is not used")
        self._title.setText(words.format(name=name, field=shown.word_of(self._field)))
        number = found is not None and roles(state.kind)[self._field] == "number"
        self._factor_row.setVisible(number)
        for made in (self._part, self._case):
            made.parentWidget().setVisible(found is not None and not number)  # type: ignore[union-attr]
        if found is not None:
            self._part.setCurrentIndex(PARTS.index(found.part))
            self._case.setCurrentIndex(CASES.index(found.case))
            if not self._factor.hasFocus():
                self._factor.setText(found.factor)
            self._factor_row.refuse("")

    def _show_constant(self) -> None:
        found = self._mapping.rule(str(self._for.currentData())) if self._mapping is not None else None
        self._value.setText(found.constant if found is not None else "")

    def _say_manner(self) -> None:
        if self._mapping is not None and not self._quiet:
            dates = ORDERS[ORDERS.index(self._dates.currentData())]
            decimal = DECIMALS[DECIMALS.index(self._decimal.currentData())]
            rows = GROUPINGS[GROUPINGS.index(self._rows.currentData())]
            self.manner.emit(replace(self._mapping, dates=dates, decimal=decimal, rows=rows))

    def _say_rule(self) -> None:
        found = self._mapping.rule(self._field) if self._mapping is not None and self._field else None
        if found is None or self._quiet:
            return
        part, case = cast("str", self._part.currentData()), cast("str", self._case.currentData())
        told = replace(
            found, part=PARTS[PARTS.index(part)], case=CASES[CASES.index(case)],
            factor=self._factor.text().strip() if self._factor_row.isVisibleTo(self) else "",
        )  # fmt: skip
        if factor_of(told) is None:
            self._factor_row.refuse(tr("Use a number above zero, as 12 or 0.01 or 1/3"))
        elif told != found:
            self.ruled.emit(told)

    def _say_constant(self) -> None:
        name = str(self._for.currentData() or "")
        if self._mapping is None or self._quiet or not name:
            return
        found = self._mapping.rule(name) or FieldRule(name)
        told = replace(found, constant=self._value.text().strip())
        if told != found:
            self.ruled.emit(told)
