"""The KPI tile of a desk (UI §4.11)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.buttons import Painted

_SMALLEST = 11
"""Pixels a longer language's words may shrink to in a tile before they are cut."""


class KpiTile(Painted):
    """A figure of a desk page: label, value, one line that compares. The whole tile opens the rows behind it."""

    def __init__(self, label: str, value: str = "–", line: str = "", mark: str = "") -> None:
        self._value, self._line, self._mark = value, line, mark
        super().__init__(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(value, line, mark)

    def show_value(self, value: str, line: str = "", mark: str = "") -> None:
        """Show another figure; `mark` is a kind (ask, stop, ok) whose icon stands before the line."""
        self._value, self._line, self._mark = value, line, mark
        self.setAccessibleName(", ".join(part for part in (self.words(), value, line) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, max(102, fonts.px("label") + fonts.px("kpi") + fonts.px("label") + 48))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        fill = "sunken" if self.isDown() else "surface"
        draw.box(painter, rect, 10, theme.colour(fill), theme.colour("edge" if self.underMouse() else "line"))
        inner = rect.adjusted(16, 12, -16, -12)
        lead = draw.aligned(draw.LEADING, direction)
        wide = int(inner.width())
        label = fonts.fitting("label", self.words(), wide, _SMALLEST)
        value, line = fonts.font("kpi"), fonts.fitting("small", self._line, wide, _SMALLEST)
        top = QRectF(inner.left(), inner.top(), inner.width(), draw.line_height(label) + 4)
        draw.word(painter, top, self.words(), label, "ink2", lead)
        middle = QRectF(inner.left(), top.bottom(), inner.width(), draw.line_height(value))
        draw.word(painter, middle, self._value, value, "ink", lead)
        low = QRectF(inner.left(), middle.bottom(), inner.width(), inner.bottom() - middle.bottom())
        if self._mark:
            spot = draw.mirrored(QRectF(low.left(), low.center().y() - 8, 16, 16), low, direction)
            icons.paint(painter, icons.MARKS[self._mark], spot.topLeft(), 16, f"{self._mark}_mark")
            low = draw.mirrored(QRectF(low.left() + 22, low.top(), low.width() - 22, low.height()), low, direction)
            line = fonts.fitting("label_strong", self._line, int(low.width()), _SMALLEST)
        draw.word(painter, low, self._line, line, "ink" if self._mark else "ink2", lead)
