"""The templates page: the list, the text of one with what is wrong in it, and beside it how it will look."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.asking import Asking
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.form import field
from warehouse_app.ui.kit.labels import Label, card, filled_card
from warehouse_app.ui.kit.paper import PaperView
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.templates import shown
from warehouse_app.ui.screens.templates.presenter import TemplatesPresenter
from warehouse_app.ui.screens.templates.state import TemplatesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_REST_MS = 250
_LIST, _EDITOR, _PAPER = 236, 520, 460
_NAMES, _GAP = 150, 12
_LONGEST_REF = 80


def _actions() -> tuple[Action, ...]:
    return (
        Action("save", tr("Save"), "Ctrl+S", "save", kind="primary"),
        Action("drop", tr("Let go"), "Esc", "undo-2"),
        Action("reset", tr("Put ours back"), "F8", "rotate-ccw"),
        Action("fault", tr("Go to the line"), "F6", "corner-down-left"),
        Action("refresh", tr("Read again"), "F5", place="key"),
    )


class TemplatesView(Page):
    """Renders `TemplatesScreen`."""

    def __init__(self) -> None:
        super().__init__(_actions())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(_GAP)
        self.list = Table(shown.columns(), name=tr("Templates"), key=lambda line: line.name, dense=True)
        listed, column = filled_card()
        listed.setFixedWidth(_LIST)
        column.addWidget(self.list)
        row.addWidget(listed)
        split = QSplitter()
        split.setHandleWidth(_GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(self._work())
        split.addWidget(self._look())
        split.setSizes((_EDITOR, _PAPER))
        row.addWidget(split, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._quiet = False
        self._lines: tuple[int, ...] = ()

    def use(self, presenter: TemplatesPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self.list.picked.connect(lambda line: presenter.chosen(line.name) if line is not None else None)
        self.names.opened.connect(lambda hole: self.editor.insertPlainText(hole.written))
        self.editor.textChanged.connect(self._typed)
        self.ref.textEdited.connect(lambda _text: self._rest.start())
        self._rest.timeout.connect(self._rested)
        self._asking.choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        theme.changed().changed.connect(self._mark)

    def _work(self) -> QWidget:
        made, column = card()
        column.setSpacing(8)
        self._title, self._about = Label("", "title_large"), Label("", "body", "ink2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._about)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(tr("Text of the template"))
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.editor.setTabChangesFocus(True)
        fonts.bind(self.editor, "body")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._text_page())
        self._asking = Asking()
        self._pages.addWidget(self._asking)
        column.addWidget(self._pages, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.table.button("reset"))
        buttons.addStretch(1)
        for name in ("drop", "save"):
            buttons.addWidget(self.table.button(name))
        column.addLayout(buttons)
        return made

    def _text_page(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor, 1)
        self._faults = CareStrip("", "triangle-alert")
        self._faults.hide()
        faults = QHBoxLayout()
        faults.setSpacing(6)
        faults.addWidget(self._faults, 1)
        faults.addWidget(self.table.button("fault"))
        column.addLayout(faults)
        self.names = Table(
            shown.hole_columns(), name=tr("Names that may stand in it"), key=lambda hole: hole.name, dense=True
        )
        self.names.setFixedHeight(_NAMES)
        column.addWidget(self.names)
        return made

    def _look(self) -> QWidget:
        made, column = card()
        column.setSpacing(8)
        self._with = Label("", "label", "ink2", wrap=True)
        self.ref: QLineEdit = field(tr("Drawn with"))
        self.ref.setMaxLength(_LONGEST_REF)
        column.addWidget(Label(tr("How it looks"), "strong"))
        column.addWidget(self._with)
        column.addWidget(self.ref)
        self.paper = PaperView(tr("How it looks"), whole=True)
        column.addWidget(self.paper, 1)
        return made

    def _typed(self) -> None:
        if not self._quiet:
            self._rest.start()

    def _rested(self) -> None:
        self._presenter.edited(self.editor.toPlainText())
        self._presenter.pointed(self.ref.text())

    def _deed(self, name: str) -> None:
        """Take what was typed a moment ago before anything is done with it."""
        if self._rest.isActive():
            self._rest.stop()
            self._rested()
        if name == "fault" and self._lines:
            self.editor.setTextCursor(QTextCursor(self.editor.document().findBlockByNumber(self._lines[0] - 1)))
            self.editor.setFocus()
            return
        super()._deed(name)

    def render_state(self, state: TemplatesScreen) -> None:
        """Show the state."""
        self.list.show_rows(state.rows)
        self.list.choose(state.chosen)
        self._title.setText(shown.title(state.chosen) if state.chosen else "")
        self._about.setText(shown.about(state))
        self._put(state)
        self._faults.show_words(shown.faults(state), "triangle-alert")
        self.names.show_rows(shown.holes(state))
        self._pages.setCurrentIndex(1 if state.asking else 0)
        self._asking.question.setText(shown.question(state))
        if state.asking:
            self._asking.choices.show_options(shown.options())
        words = shown.ref_words(state)
        self._with.setText(tr("A sample; type a code to see a real one") if words else tr("A sample"))
        self.ref.setVisible(bool(words))
        self.ref.setPlaceholderText(words)
        if self.ref.text().strip() != state.ref and not self._rest.isActive():
            self.ref.setText(state.ref)
        if state.tried is not None and (state.tried.pages or not state.is_fresh):
            self.paper.show_pages(state.tried.pages)
        self._lines = shown.fault_lines(state)
        self._mark()
        self.table.button("fault").setVisible(bool(self._lines))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)

    def _put(self, state: TemplatesScreen) -> None:
        """Put a text into the editor, but never under somebody's hands."""
        here = self.editor.toPlainText()
        if here == state.text or (self._rest.isActive() and state.changed):
            return
        self._quiet = True
        self.editor.setPlainText(state.text)
        self._quiet = False

    def _mark(self) -> None:
        """Mark the lines that have a fault."""
        marks = []
        for line in self._lines:
            block = self.editor.document().findBlockByNumber(line - 1)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            mark.format.setBackground(theme.colour("stop_soft"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.editor.setExtraSelections(marks)
