"""The boxes a parcel may go into: all items are right, take this one, and the others by number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, figures, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Option
from warehouse_app.wording import trn


class BoxChoices(QWidget):
    """Show it how many items are right, what to take and how, and the boxes."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 10, 16)
        layout.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(12)
        top.addWidget(IconLabel("circle-check", 32, "ok_mark", 2.2, grow="near"))
        self._right = FitLabel("", "bench_title", "ink", smallest=0.7)
        top.addWidget(self._right, 1)
        layout.addLayout(top)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 4)
        self._head, self._how = FitLabel("", "verdict", "ink", smallest=0.5), Label("", "bench_text", "ink2", wrap=True)
        head.addWidget(self._head)
        head.addWidget(self._how)
        layout.addLayout(head)
        self.choices = Choices()
        layout.addWidget(self.choices)
        layout.addStretch(1)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_boxes(self, items: int, head: tuple[str, str], options: tuple[Option, ...]) -> None:
        """Show all of it at once; a screen reader hears what to take."""
        right = trn("The item is right", "All {n} items are right", items).format(n=figures.number(items))
        told = f"{right}. {head[0]}{'' if head[0].endswith('?') else '.'} {head[1]}"
        if told != self.accessibleName():
            self.setAccessibleName(told)
            announce(self, told, urgent=False)
        self._right.setText(unbroken(right))
        self._head.setText(unbroken(head[0]))
        self._how.setText(unbroken(head[1]))
        self.choices.show_options(options)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def sizeHint(self) -> QSize:
        return QSize(500, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 12, theme.colour("surface"), theme.colour("accent"), 6)
