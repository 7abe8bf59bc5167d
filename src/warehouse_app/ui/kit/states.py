"""What a page shows instead of its content: a quiet placeholder, waiting in words, trouble with what to do, no right.

Promise: nothing moves; what happened stands before what to do; one button is the way on, and it has the keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Bar
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop
from warehouse_app.ui.kit.qss import vary
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Answer, ButtonKind
from warehouse_app.wording import tr

QUIET_MS = 400
"""A shorter wait shows nothing at all: words that flash by only unsettle."""


class StateSheet(QFrame):
    """One card over a whole page: icon, title, line, and the ways on. `chosen(name)` is a way on."""

    chosen = Signal(str)

    def __init__(self, *, bench: bool = False) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._bench = bench
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(3)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel("", 108 if bench else 48, "accent", grow="far" if bench else "")
        column.addWidget(self._icon, 0, middle)
        column.addSpacing(4)
        self._title = FitLabel("", "far", "ink") if bench else Label("", "title_large", wrap=True)
        self._line = Label("", "sign_on_line" if bench else "strong_plain", "ink2", wrap=True)
        for label in (self._title, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        column.addSpacing(8)
        column.addLayout(self._row)
        column.addStretch(4)
        self._buttons: list[Button] = []

    def show_state(self, icon: str, title: str, line: str = "", ways: Sequence[Answer] = (), *, mark: str = "") -> None:
        """Show what is the matter; `mark` (ask, stop) gives the icon its kind's colour, else it is accent."""
        for part in (self._icon, self._title, self._line):
            part.setVisible(bool(title))
        self._icon.show_icon(icon, f"{mark}_mark" if mark else "accent")
        self._title.setText(unbroken(title))
        self.say(line)
        self.setAccessibleName(f"{title}. {line}".strip(". "))
        self._show_ways(ways)

    def say(self, line: str) -> None:
        """Change the line below the title only."""
        self._line.setText(unbroken(line))
        self._line.setVisible(bool(line))

    def buttons(self) -> tuple[Button, ...]:
        """Return the ways on, the first one being the next deed."""
        return tuple(self._buttons)

    def words(self) -> str:
        """Return what is said, as one text."""
        return f"{self._title.text()}. {self._line.text()}"

    def _show_ways(self, ways: Sequence[Answer]) -> None:
        if [(each.words(), each.key) for each in self._buttons] == [(each.words, each.key) for each in ways]:
            return
        while self._row.count():
            self._row.takeAt(0)
        for old in self._buttons:
            drop(old)
        self._buttons = []
        self._row.addStretch(1)
        for way in ways:
            kind: ButtonKind = "primary" if way.primary else "normal"
            tall = 64 if self._bench else 40
            button = Button(way.words, kind=kind, key=way.key, tall=tall, role="name" if self._bench else "")
            button.clicked.connect(lambda _on=False, name=way.name: self.chosen.emit(name))
            self._buttons.append(button)
            self._row.addWidget(button)
        self._row.addStretch(1)


class PageStrip(QFrame):
    """A slim strip above the page: its figures are old, or it is reading. `wanted` when its button is pressed."""

    wanted = Signal()
    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.setSpacing(10)
        self._icon = IconLabel("clock", 20, "ink")
        self._title = Label("", "body_strong")
        self._line = Label("", "body", "ink2", wrap=True)
        self._button = Button("", kind="quiet", icon="refresh-cw")
        self._button.clicked.connect(lambda _on=False: self.wanted.emit())
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._line, 1)
        row.addWidget(self._button)
        self.hide()

    def show_words(
        self, icon: str, title: str, line: str = "", button: str = "", key: str = "", *, calm: bool = False
    ) -> None:
        """Show a state; without a title the strip goes away. `calm` where something above it says what is wrong."""
        self.setVisible(bool(title))
        self.shown.emit(bool(title))
        vary(self, "card", "ask" if button and not calm else "true")
        self._icon.show_icon(icon)
        self._title.setText(unbroken(title))
        self._line.setText(unbroken(line))
        self._button.key = key
        self._button.set_words(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {line}".strip(". "))

    def words(self) -> str:
        """Return what is said, as one text."""
        return f"{self._title.text()}. {self._line.text()}"

    def button(self) -> QWidget:
        """Return the button."""
        return self._button


class ProgressStrip(QFrame):
    """A long deed above the page: what runs, how far it is, and Stop. `stopped` when Stop is pressed."""

    stopped = Signal()
    shown = Signal(bool)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.setSpacing(12)
        row.addWidget(IconLabel("hourglass", 20, "ink"))
        self._words = Label("", "body_strong")
        row.addWidget(self._words)
        self._bar = Bar()
        row.addWidget(self._bar, 1)
        self._far = Label("", "cell_number", "ink2")
        row.addWidget(self._far)
        row.addStretch(0)
        self._more = Label("", "body", "ink2")
        row.addWidget(self._more)
        self._stop = Button(tr("Stop"), icon="square", key=key)
        self._stop.clicked.connect(lambda _on=False: self.stopped.emit())
        row.addWidget(self._stop)
        self.hide()

    def show_progress(self, words: str, far: str, part: int = 0, whole: int = 0, more: str = "") -> None:
        """Show how far it is; without words the strip goes away. Without a `whole` there is no bar."""
        self.setVisible(bool(words))
        self.shown.emit(bool(words))
        self._words.setText(unbroken(words))
        self._far.setText(far)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._bar.setVisible(whole > 0)
        self._bar.show_part(part, whole)
        self.layout().setStretch(4, 0 if whole else 1)  # type: ignore[union-attr]
        self.setAccessibleName(f"{words}, {far}")

    def show_stopping(self, words: str) -> None:
        """Stop was pressed: the button waits and says why; no words, and it can be pressed."""
        self._stop.setEnabled(not words)
        self._stop.set_words(words or tr("Stop"))

    def words(self) -> str:
        """Return what is said, as one text."""
        return f"{self._words.text()}, {self._far.text()}"
