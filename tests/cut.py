"""Words that are cut on a screen, by whatever tells what is said from data, which a table may cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from warehouse_app.ui.kit import draw
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import FitLabel, Label
from warehouse_app.wording.pseudo import is_pseudo

SLACK = 2
Said = Callable[[str], bool]


class Painter:
    """Stands before `draw.word` and notes every text that was `said` (not data) and had to be cut."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self.cut: set[str] = set()
        self._word = draw.word

    def __call__(self, painter: Any, rect: Any, text: str, font: Any, *more: Any, **named: Any) -> float:
        if self._said(text) and QFontMetrics(font).horizontalAdvance(text) > rect.width() + SLACK:
            self.cut.add(text)
        return self._word(painter, rect, text, font, *more, **named)


def cut_labels(page: QWidget, said: Said = is_pseudo) -> list[str]:
    """Return the labels of what is said in view that show less than they say."""
    found = []
    for label in page.findChildren(Label):
        if not label.isVisible() or not said(label.text()) or isinstance(label, FitLabel):
            continue
        room = label.contentsRect()
        if label.wordWrap():
            cut = label.heightForWidth(label.width()) > label.height() + SLACK
        else:
            cut = label.fontMetrics().horizontalAdvance(label.text()) > room.width() + SLACK
        if cut:
            found.append(f"label {label.text()!r} in {type(label.parentWidget()).__name__} {room.width()}")
    return found


def squeezed(window: QWidget) -> list[str]:
    """Return the controls in view that are narrower than their words, or reach out of the window."""
    found = []
    for widget in window.findChildren(Painted):
        if not widget.isVisible() or not widget.words():
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if widget.width() + SLACK < widget.minimumSizeHint().width():
            found.append(f"squeezed {widget.words()!r}: {widget.width()} of {widget.minimumSizeHint().width()}")
        if left < -SLACK or left + widget.width() > window.width() + SLACK:
            found.append(f"outside {widget.words()!r}: {left}..{left + widget.width()}")
    return found
