"""Bars by hour beside a line to compare with (UI §9 "Charts"): grey facts, an accent line, "now" in ink, few lines."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.boardvalues import Bars

_LINES = 4
_STEPS = (1, 2, 5, 10)
_LEFT, _LOW = 40, 26


def ticks(most: int) -> tuple[int, ...]:
    """Return three or four round figures from 0 that reach `most`."""
    step = 1
    while step * (_LINES - 1) < most:
        power = 10 ** (len(str(step)) - 1)
        step = next((each * power for each in _STEPS if each * power > step), step * 2)
    return tuple(range(0, step * _LINES, step))


class BarChart(QWidget):
    """Show it `Bars`."""

    def __init__(self) -> None:
        super().__init__()
        self._value = Bars()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, value: Bars) -> None:
        """Show other figures; only a change repaints."""
        if value != self._value:
            self._value = value
            self.setAccessibleName(value.sentence)
            self.update()

    def value(self) -> Bars:
        """Return what is shown."""
        return self._value

    def sizeHint(self) -> QSize:
        return QSize(400, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        value = self._value
        if not value.labels:
            return
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        high = ticks(max((*value.bars, *value.line, 1)))
        area = QRectF(_LEFT, 18, rect.width() - _LEFT - 4, rect.height() - 18 - _LOW)
        caption = fonts.font("caption")
        for tick in high:
            y = area.bottom() - area.height() * tick / high[-1]
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), theme.colour("line"))
            draw.word(painter, QRectF(0, y - 10, _LEFT - 8, 20), str(tick), caption, "ink3", draw.TRAILING)
        step = area.width() / len(value.labels)
        self._bars(painter, area, step, high[-1])
        self._line(painter, area, step, high[-1])
        widest = max(QFontMetrics(caption).horizontalAdvance(label) for label in value.labels)
        every = max(1, ceil((widest + 10) / max(1.0, step)))
        for at, label in enumerate(value.labels):
            if at % every == 0:
                spot = QRectF(area.left() + at * step - 20, area.bottom() + 4, step + 40, _LOW - 6)
                draw.word(painter, spot, label, caption, "ink3", draw.CENTRED)
        if 0 <= value.now <= len(value.labels):
            self._now(painter, area, area.left() + value.now * step)

    def _bars(self, painter: QPainter, area: QRectF, step: float, most: int) -> None:
        colour = theme.colour("ink3", 150)
        for at, figure in enumerate(self._value.bars):
            high = area.height() * figure / most
            if high > 0:
                wide = min(step * 0.72, 56.0)
                left = area.left() + at * step + (step - wide) / 2
                draw.box(painter, QRectF(left, area.bottom() - high, wide, high + 1), 2, colour)

    def _line(self, painter: QPainter, area: QRectF, step: float, most: int) -> None:
        points = [
            QPointF(area.left() + (at + 0.5) * step, area.bottom() - area.height() * figure / most)
            for at, figure in enumerate(self._value.line)
        ]
        if not any(self._value.line):
            return
        pen = QPen(theme.colour("accent"), 2.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.colour("surface"))
        for point in points:
            painter.drawEllipse(point, 3, 3)

    def _now(self, painter: QPainter, area: QRectF, x: float) -> None:
        painter.fillRect(QRectF(x - 1, area.top() - 16, 2, area.height() + 16), theme.colour("ink"))
        font = fonts.font("caption_strong")
        wide = QFontMetrics(font).horizontalAdvance(self._value.now_words) + 2
        left = x - wide - 6 if x - wide - 6 > area.left() else x + 6
        draw.word(painter, QRectF(left, area.top() - 18, wide, 18), self._value.now_words, font, "ink")


class Legend(QWidget):
    """Says what bars and line are: a grey square, an accent line, each with its word."""

    def __init__(self, bars: str, line: str) -> None:
        super().__init__()
        self._bars, self._line = bars, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(fonts.font("label_strong"))
        return metrics.horizontalAdvance(self._bars), metrics.horizontalAdvance(self._line)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 76, fonts.px("label_strong") + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        first, second = self._widths()
        font, middle, lead = fonts.font("label_strong"), rect.center().y(), draw.aligned(draw.LEADING, direction)
        square = draw.mirrored(QRectF(0, middle - 6, 12, 12), rect, direction)
        draw.box(painter, square, 2, theme.colour("ink3", 150))
        spot = draw.mirrored(QRectF(18, 0, first + 2, rect.height()), rect, direction)
        draw.word(painter, spot, self._bars, font, "ink2", lead)
        dash = draw.mirrored(QRectF(first + 36, middle - 1.5, 18, 3), rect, direction)
        painter.fillRect(dash, theme.colour("accent"))
        spot = draw.mirrored(QRectF(first + 60, 0, second + 4, rect.height()), rect, direction)
        draw.word(painter, spot, self._line, font, "ink2", lead)
