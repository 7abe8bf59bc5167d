"""A file on its way in: what it is, its records under a choice of fields, what would happen, how it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.importing.values import Fate
from warehouse_app.ports.intake import LookRow
from warehouse_app.ui.kit import figures, fonts
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import chooser, field
from warehouse_app.ui.kit.labels import Label, card, footed_card
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.imports import shown
from warehouse_app.ui.screens.imports.figures import Figures
from warehouse_app.ui.screens.imports.presenter import ImportsPresenter
from warehouse_app.ui.screens.imports.preview import Preview
from warehouse_app.ui.screens.imports.reading import Reading
from warehouse_app.ui.screens.imports.state import ImportsScreen
from warehouse_app.wording import tr, trn

_SIDE, _WIDE_SIDE, _WIDE_FROM = 348, 460, 1400
_TYPING_WIDE = 190
_ROOMY, _NARROW, _EDGES = 115, 1000, 34


class FileView(QWidget):
    """Renders the file of `ImportsScreen`."""

    def __init__(self, try_: Button, take: Button, save: Button, only: Button) -> None:
        super().__init__()
        self._state = ImportsScreen()
        self._numbers: Sequence[int] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._head(save, try_, take))
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        self._sheets = FilterBar()
        self._sheets.hide()
        column.addWidget(self._sheets)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._records(), 1)
        self._side_card = self._side(only)
        below.addWidget(self._side_card)
        column.addLayout(below, 1)
        self.sizes_changed()

    def use(self, presenter: ImportsPresenter) -> None:
        """Wire the presenter."""
        self.preview.pointed.connect(presenter.point)
        self.preview.mended.connect(presenter.mend)
        self.preview.went.connect(presenter.went)
        self.preview.rows.wanted.connect(presenter.wanted)
        self.reading.manner.connect(presenter.manner)
        self.reading.ruled.connect(presenter.rule)
        self.kind.activated.connect(lambda _row: presenter.kind(str(self.kind.currentData())))
        self.warehouse.activated.connect(lambda _row: presenter.warehouse(str(self.warehouse.currentData())))
        self.channel.editingFinished.connect(lambda: presenter.channel(self.channel.text().strip()))
        self._sheets.chosen.connect(lambda name: presenter.choose(self._path(), name))
        self._wrong.opened.connect(lambda each: presenter.find(each.line))
        self._wrong.picked.connect(lambda each: presenter.find(each.line) if each is not None else None)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        words = max(self._name.sizeHint().width(), self._facts.sizeHint().width())
        large = fonts.text_size() > _ROOMY or self.width() < max(_NARROW, words + self._row.sizeHint().width() + _EDGES)
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self._head_row.setDirection(down if large else across)
        self._keys.setVisible(fonts.text_size() <= _ROOMY)
        side = _WIDE_SIDE if self.width() >= _WIDE_FROM else _SIDE
        self._side_card.setFixedWidth(round(side * min(1.3, fonts.text_size() / 100)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sizes_changed()

    def _head(self, *buttons: Button) -> QWidget:
        made, layout = card()
        layout.setContentsMargins(16, 8, 8, 8)
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(10)
        words, row = QVBoxLayout(), QHBoxLayout()
        self._row = row
        words.setSpacing(0)
        row.setSpacing(8)
        self._name, self._facts = Label("", "strong"), Label("", "small", "ink2")
        words.addWidget(self._name)
        words.addWidget(self._facts)
        self._head_row.addLayout(words, 1)
        self.kind = chooser(tr("What it is"), shown.kind_options())
        self.warehouse = chooser(tr("Warehouse"), ())
        self.warehouse.hide()
        self.channel: QLineEdit = field(tr("Channel"), hint=tr("Channel"))
        self.channel.setMaximumWidth(_TYPING_WIDE)
        for widget in (self.kind, self.warehouse, self.channel, *buttons):
            row.addWidget(widget)
        self._head_row.addLayout(row)
        layout.addLayout(self._head_row)
        return made

    def _records(self) -> QStackedWidget:
        self.preview = Preview(tr("Records of the file"))
        keys = tr("F2 or Enter mends a cell, Tab goes to the choices")
        made, self._foot, self._keys = footed_card(self.preview, keys)
        self._pages = QStackedWidget()
        self._pages.addWidget(made)
        self._none = EmptyState("", "", icon="file-text")
        self._pages.addWidget(self._none)
        return self._pages

    def _side(self, only: Button) -> QWidget:
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        self._tabs = FilterBar()
        self._tabs.show_filters(
            (FilterValue("check", tr("What happens")), FilterValue("read", tr("How it is read"))), "check"
        )
        self._tabs.chosen.connect(self._turn)
        layout.addWidget(self._tabs)
        check = QWidget()
        column = QVBoxLayout(check)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._figures = Figures()
        column.addWidget(self._figures)
        self._verdict = Label("", "body_strong", wrap=True)
        column.addWidget(self._verdict)
        self._only = only
        column.addWidget(only)
        self._wrong = Table(
            shown.wrong_columns(), name=tr("Records that would be rejected"), key=lambda each: each.line
        )
        self._wrongs = QStackedWidget()
        self._wrongs.addWidget(self._wrong)
        self._wrongs.addWidget(QWidget())
        column.addWidget(self._wrongs, 1)
        self._why = Label("", "body", "ink2", wrap=True)
        column.addWidget(self._why)
        self.reading = Reading()
        self._side_pages = QStackedWidget()
        self._side_pages.addWidget(check)
        self._side_pages.addWidget(self.reading)
        layout.addWidget(self._side_pages, 1)
        return made

    def render_state(self, state: ImportsScreen) -> None:
        """Show the state."""
        self._state, source = state, state.source
        if source is None:
            return
        self._name.setText(source.name)
        self._facts.setText(state.busy or shown.head(state))
        self.kind.setCurrentIndex(max(0, self.kind.findData(state.kind)))
        self._render_warehouses(state)
        if not self.channel.hasFocus():
            self.channel.setText(state.channel)
        self._refusal.show_words(state.refusal, "octagon-x")
        self._sheets.setVisible(bool(source.sheets))
        if source.sheets:
            self._sheets.show_filters(tuple(FilterValue(name, name) for name in source.sheets), source.sheet)
        self._pages.setCurrentIndex(0 if source.count else 1)
        opening = tr("Opening the file") if state.busy else tr("No records to show")
        self._none.show_words(opening, "" if state.busy else tr("Choose another file (Ctrl N)"))
        targets = () if state.known or not state.kind else shown.targets(state)
        fields = shown.pointed_at(state)
        hints = tuple(shown.sure(state, each) if each else "" for each in fields)
        self.preview.show_mapping(targets, fields, hints)
        self.preview.show_marks(state.mends, shown.wrong_cells(state))
        self._side_card.setVisible(bool(source.header))
        self._render_side(state)
        self.sizes_changed()

    def _render_warehouses(self, state: ImportsScreen) -> None:
        """Let the person say which warehouse a file is for, where there are several."""
        several = len(state.warehouses) > 1
        self.warehouse.setVisible(several)
        if several and self.warehouse.count() != len(state.warehouses) + 1:
            self.warehouse.clear()
            for code in ("", *state.warehouses):
                self.warehouse.addItem(code or tr("Warehouse"), code)
        self.warehouse.setCurrentIndex(max(0, self.warehouse.findData(state.warehouse)))

    def show_file(self, count: int, numbers: Sequence[int] | None) -> None:
        """Show the records of a file, all or those of these numbers."""
        self._numbers = numbers
        source = self._state.source
        header = source.header if source is not None else ()
        if header != self.preview.rows.header:
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        self.preview.show_file(header, count if numbers is None else len(numbers))

    def show_records(self, first: int, rows: tuple[LookRow, ...], fates: tuple[Fate, ...]) -> None:
        """Records came."""
        self.preview.rows.take(first, rows, fates)
        self._render_foot()

    def _render_side(self, state: ImportsScreen) -> None:
        report = state.verdict.report if state.verdict is not None else None
        self._figures.show_figures(shown.foretold(report), old=state.verdict is None or state.verdict.stale)
        self._verdict.setText(shown.verdict(state))
        self._wrong.show_rows(shown.wrong(state))
        some = bool(shown.wrong(state))
        self._wrongs.setCurrentIndex(0 if some else 1)
        self._only.setVisible(some or state.only_wrong)
        self.reading.show_state(state)
        self._render_foot()

    def _render_foot(self) -> None:
        state = self._state
        found = self.preview.rows.record(state.at[0]) if self.preview.rows.rowCount() else None
        self._why.setText(shown.at_cell(state, found[0].line) if found is not None else "")
        self._why.setVisible(bool(self._why.text()))
        count = self.preview.rows.rowCount()
        words = (
            trn("{n} record, {columns} columns", "{n} records, {columns} columns", count)
            if not state.only_wrong
            else trn(
                "{n} record: the rejected ones and what is left out with them",
                "{n} records: the rejected ones and what is left out with them",
                count,
            )
        )
        columns = len(state.source.header) if state.source is not None else 0
        self._foot.setText(words.format(n=figures.number(count), columns=columns))

    def _turn(self, name: str) -> None:
        self._side_pages.setCurrentIndex(0 if name == "check" else 1)

    def _path(self) -> str:
        return self._state.source.path if self._state.source is not None else ""
