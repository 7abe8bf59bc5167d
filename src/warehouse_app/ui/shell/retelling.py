"""What the window was built with, told anew when another language is spoken.

Pages are built for whoever signs on; bars, lists and sheets of the window stand longer. What they said when they were
built is kept; what they were told since then is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from warehouse_app import wording
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import Label

_Text = tuple[QObject, Callable[[], str], Callable[[str], object]]
"""Whose text it is, how it is read, and how it is told."""


@dataclass(slots=True)
class _Said:
    """One text, what it said at first, and what was told last."""

    text: _Text
    first: str
    last: str


def take_locale() -> None:
    """Let numbers and days of the window's own parts follow the language that is spoken now."""
    QLocale.setDefault(QLocale(wording.locale()))


class Retelling:
    """Made once the window is built; `pages` are left out. `speak` is the house's: it puts a language into force."""

    def __init__(self, window: QWidget, pages: QStackedWidget, speak: Callable[[str], bool]) -> None:
        self._speak = speak
        self._english = wording.backwards()
        self._said = [_Said(text, now, now) for text in _texts(window, pages) if (now := text[1]())]

    def speak(self, language: str) -> None:
        """Speak a person's language, "" for the machine's; tell what stands already anew."""
        if self._speak(language):
            take_locale()
            self._tell()

    def _tell(self) -> None:
        """Tell each text that still says what it was told."""
        for one in self._said:
            owner, read, tell = one.text
            if isValid(owner) and read() == one.last:
                one.last = wording.tr(self._english(one.first))
                tell(one.last)


def _texts(window: QWidget, pages: QStackedWidget) -> Iterator[_Text]:
    yield window, window.windowTitle, window.setWindowTitle
    for action in window.actions():
        yield action, action.text, _action_told(action)
    for widget in window.findChildren(QWidget):
        if not pages.isAncestorOf(widget):
            yield from ((widget, read, tell) for read, tell in _texts_of(widget))


def _texts_of(widget: QWidget) -> Iterator[tuple[Callable[[], str], Callable[[str], object]]]:
    if isinstance(widget, Painted):
        yield widget.words, widget.set_words
        return
    yield widget.accessibleName, widget.setAccessibleName
    if isinstance(widget, Label):
        yield widget.text, widget.setText
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText, widget.setPlaceholderText


def _action_told(action: QAction) -> Callable[[str], object]:
    """Return what tells an action: its tip begins with its words."""

    def told(words: str) -> None:
        before, tip = action.text(), action.toolTip()
        action.setText(words)
        action.setToolTip(f"{words}{tip.removeprefix(before)}")

    return told
