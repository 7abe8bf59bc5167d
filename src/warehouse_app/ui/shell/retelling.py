"""What the window was built with, told anew when another language is spoken.

Pages are built for whoever signs on; bars, lists and sheets of the window stand longer. What they said when they were
built is kept; what they were told since then is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from warehouse_app import wording
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import Label


@dataclass(slots=True)
class _Said:
    """One text: how it is read and told, what it said at first, and what was told last."""

    read: Callable[[], str]
    tell: Callable[[str], object]
    first: str
    last: str


class Retelling:
    """Made once the window is built; `tell()` says it all in the language now spoken. `pages` are left out."""

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        self._english = wording.backwards()
        self._said = [_Said(read, tell, text, text) for read, tell in _texts(window, pages) if (text := read())]

    def tell(self) -> None:
        """Tell each text that still says what it was told."""
        for one in self._said:
            if one.read() == one.last:
                one.last = wording.tr(self._english(one.first))
                one.tell(one.last)


def _texts(window: QWidget, pages: QStackedWidget) -> Iterator[tuple[Callable[[], str], Callable[[str], object]]]:
    yield window.windowTitle, window.setWindowTitle
    for action in window.actions():
        yield action.text, _action_told(action)
    for widget in window.findChildren(QWidget):
        if pages.isAncestorOf(widget):
            continue
        if isinstance(widget, Painted):
            yield widget.words, widget.set_words
        elif isinstance(widget, Label):
            yield widget.text, widget.setText
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText, widget.setPlaceholderText
        if not isinstance(widget, Painted):
            yield widget.accessibleName, widget.setAccessibleName


def _action_told(action: QAction) -> Callable[[str], object]:
    """Return what tells an action: its tip begins with its words."""

    def told(words: str) -> None:
        before, tip = action.text(), action.toolTip()
        action.setText(words)
        action.setToolTip(f"{words}{tip.removeprefix(before)}")

    return told
