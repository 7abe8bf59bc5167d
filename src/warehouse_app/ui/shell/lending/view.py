"""The sheet over the page: which right is lacking, and badge, PIN and reason of whoever lends it. No window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.form import FieldRow, field
from warehouse_app.ui.kit.labels import IconLabel, Label
from warehouse_app.ui.kit.overlays import raised_sheet
from warehouse_app.ui.kit.shade import Shade
from warehouse_app.ui.shell.lending.presenter import LendingPresenter
from warehouse_app.ui.shell.lending.state import LendingState, title, words
from warehouse_app.wording import tr

_WIDE, _LONGEST = 720, 200


class LendingSheet(Shade):
    """Renders `LendingState`. `closed` is called when it goes away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.closed: Callable[[], None] = lambda: None
        self._sheet = raised_sheet()
        self._sheet.setMinimumWidth(_WIDE)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._told())
        for row in self._fields():
            column.addWidget(row)
        column.addSpacing(4)
        column.addLayout(self._deeds())
        outer = QVBoxLayout(self)
        outer.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)

    def use(self, presenter: LendingPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter

    def open_sheet(self, state: LendingState) -> None:
        """Show it, its fields empty."""
        self._clear()
        self._title.setText(title(state))
        self._words.setText(words(state))
        self.setAccessibleName(f"{title(state)}. {words(state)}")
        self.cover()
        self.show()
        self.raise_()
        self.show_state(state)
        self.badge.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self.accessibleName(), urgent=True)

    def show_state(self, state: LendingState) -> None:
        """Show the state; the keyboard goes to the field that is wanted next."""
        rows = {"badge": self._badge_row, "pin": self._pin_row, "reason": self._reason_row}
        for spot, row in rows.items():
            row.refuse(state.refusal if spot == state.spot else "")
        self._refused.setVisible(bool(state.refusal) and not state.spot)
        self._refusal.setText(state.refusal)
        self._show_badge(state)
        for each in (self.badge, self.pin, self.reason, self.yes):
            each.setEnabled(not state.busy)
        self.yes.set_words(tr("One moment") if state.busy else tr("Let it be done"))
        if state.refusal and state.spot != "reason":
            self.pin.clear()  # it may be what was wrong, and is typed again in either case
        if not state.busy:
            {"badge": self.badge, "pin": self.pin, "reason": self.reason, "": self._first(state)}[state.spot].setFocus(
                Qt.FocusReason.ShortcutFocusReason
            )
        announce(self, state.refusal, urgent=True)

    def close_sheet(self) -> None:
        """Take it away, and forget what was typed."""
        self._clear()
        self.hide()
        self.closed()

    def _first(self, state: LendingState) -> QLineEdit:
        return self.pin if state.badge or self.badge.text() else self.badge

    def _show_badge(self, state: LendingState) -> None:
        """A badge that was scanned is told as read; it stands nowhere on the screen."""
        self.badge.setReadOnly(bool(state.badge))
        if state.badge:
            self.badge.clear()
        read = tr("Badge read") if state.badge else tr("Scan the badge, or type its code")
        self.badge.setPlaceholderText(read)
        self.badge.setAccessibleName(f"{tr('Badge')}, {read}")

    def _clear(self) -> None:
        for each in (self.badge, self.pin, self.reason):
            each.clear()

    def _head(self) -> QHBoxLayout:
        head, column = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconLabel("key-round", 32, "ask_mark"), 0, Qt.AlignmentFlag.AlignTop)
        column.setSpacing(4)
        self._title, self._words = Label("", "title_large", wrap=True), Label("", "strong_plain", "ink2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._words)
        head.addLayout(column, 1)
        return head

    def _told(self) -> QFrame:
        self._refused = QFrame()
        self._refused.setProperty("card", "stop")
        row = QHBoxLayout(self._refused)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("octagon-x", 24, "stop_mark"))
        self._refusal = Label("", "text_strong", wrap=True)
        row.addWidget(self._refusal, 1)
        self._refused.hide()
        return self._refused

    def _fields(self) -> tuple[FieldRow, ...]:
        self.badge, self.pin = field(tr("Badge"), secret=True), field(tr("PIN"), secret=True)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.reason = field(tr("Why"), hint=tr("In a few words: it stays in the audit"))
        self.reason.setMaxLength(_LONGEST)
        self._badge_row, self._pin_row, self._reason_row = (
            FieldRow(tr("Badge"), self.badge), FieldRow(tr("PIN"), self.pin), FieldRow(tr("Why"), self.reason)
        )  # fmt: skip
        self.badge.returnPressed.connect(lambda: self.pin.setFocus(Qt.FocusReason.TabFocusReason))
        self.pin.returnPressed.connect(lambda: self.reason.setFocus(Qt.FocusReason.TabFocusReason))
        self.reason.returnPressed.connect(self._go)
        return self._badge_row, self._pin_row, self._reason_row

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        no, self.yes = (
            Button(tr("Leave it"), key="Esc", tall=64, role="name"),
            Button(tr("Let it be done"), kind="primary", key="Enter", tall=64, role="name"),
        )
        no.clicked.connect(lambda _on=False: self._presenter.drop())
        self.yes.clicked.connect(lambda _on=False: self._go())
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(self.yes)
        return row

    def _go(self) -> None:
        self._presenter.given(self.badge.text(), self.pin.text(), self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.drop()
