"""How goods fit into a box: drawn from above its front corner, numbered, with what each number is in words below.

Promise: numbers and outlines tell bodies apart, colours only help; everything drawn stands in words as well.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.boxvalues import BoxFitValue, BoxPart, back_to_front
from warehouse_app.ui.kit.labels import FitLabel, Label, drop
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.wording import tr

MOST_LINES = 7
"""Goods that are named below the drawing."""

_ACROSS, _DOWN = math.cos(math.radians(30)), math.sin(math.radians(30))
_FILLS = ("tour1", "tour2", "tour3", "tour4")
_LEFT_SIDE, _RIGHT_SIDE = 118, 142
"""How much darker the sides of a body are than its top."""

_LEAST_MARK = 13.0
"""A face narrower than this carries no number."""


def fill_of(n: int) -> QColor:
    """Return the colour of the goods of a number."""
    return theme.colour(_FILLS[(n - 1) % len(_FILLS)])


class BoxPicture(QWidget):
    """The drawing alone."""

    def __init__(self) -> None:
        super().__init__()
        self._value = BoxFitValue("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_box(self, value: BoxFitValue) -> None:
        """Draw another box."""
        self._value = value
        self.setAccessibleName(value.told)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 150)

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 8, theme.colour("sunken"))
        scale = _Scale(self._value.inner, QRectF(self.rect()).adjusted(18, 18, -18, -18))
        self._shell(painter, scale)
        for part in back_to_front(self._value.parts):
            self._part(painter, scale, part)
        self._rim(painter, scale)

    def _shell(self, painter: QPainter, scale: _Scale) -> None:
        """Paint floor and back walls, which the goods stand before."""
        long, wide, high = self._value.inner
        painter.setPen(QPen(theme.colour("board_line"), 2))
        for token, corners in (
            ("board_floor", ((0, 0, 0), (long, 0, 0), (long, wide, 0), (0, wide, 0))),
            ("board_left", ((0, 0, 0), (0, wide, 0), (0, wide, high), (0, 0, high))),
            ("board_right", ((0, 0, 0), (long, 0, 0), (long, 0, high), (0, 0, high))),
        ):
            painter.setBrush(theme.colour(token))
            painter.drawPolygon(scale.face(corners), Qt.FillRule.OddEvenFill)

    def _rim(self, painter: QPainter, scale: _Scale) -> None:
        """Draw the edges of the front walls, through which one looks."""
        long, wide, high = self._value.inner
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("board_line"), 2.5))
        painter.drawPolyline(
            scale.face(
                ((long, 0, 0), (long, wide, 0), (0, wide, 0), (0, wide, high), (long, wide, high), (long, 0, high))
            )
        )
        painter.drawLine(scale.point(long, wide, 0), scale.point(long, wide, high))
        painter.drawLine(scale.point(long, 0, 0), scale.point(long, 0, high))

    def _part(self, painter: QPainter, scale: _Scale, part: BoxPart) -> None:
        (x, y, z), (long, wide, high) = part.at, part.size
        top, fill = z + high, fill_of(part.n)
        painter.setPen(QPen(theme.colour("surface"), 1.6))
        painter.setBrush(fill.darker(_LEFT_SIDE))
        front = ((x, y + wide, z), (x + long, y + wide, z), (x + long, y + wide, top), (x, y + wide, top))
        painter.drawPolygon(scale.face(front), Qt.FillRule.OddEvenFill)
        painter.setBrush(fill.darker(_RIGHT_SIDE))
        side = ((x + long, y, z), (x + long, y + wide, z), (x + long, y + wide, top), (x + long, y, top))
        painter.drawPolygon(scale.face(side), Qt.FillRule.OddEvenFill)
        painter.setBrush(fill)
        lid = ((x, y, top), (x + long, y, top), (x + long, y + wide, top), (x, y + wide, top))
        painter.drawPolygon(scale.face(lid), Qt.FillRule.OddEvenFill)
        self._mark(painter, scale, part)

    def _mark(self, painter: QPainter, scale: _Scale, part: BoxPart) -> None:
        """Write the number on the top of a body, and of how many units it is."""
        (x, y, z), (long, wide, high) = part.at, part.size
        room = scale.times * min(long, wide)
        if room < _LEAST_MARK:
            return
        words = str(part.n) if part.count == 1 else tr("{n} ×{count}").format(n=part.n, count=part.count)
        middle = scale.point(x + long / 2, y + wide / 2, z + high)
        font = fonts.font("bench_answer" if room > 2.4 * _LEAST_MARK else "small")
        tall = draw.line_height(font)
        draw.word(
            painter, QRectF(middle.x() - 60, middle.y() - tall / 2, 120, tall), words, font, "surface", draw.CENTRED
        )


class _Scale:
    """From millimetres in a box to points of the drawing."""

    def __init__(self, inner: tuple[int, int, int], within: QRectF) -> None:
        long, wide, high = inner
        across, down = (long + wide) * _ACROSS, (long + wide) * _DOWN + high
        self.times = min(within.width() / max(1.0, across), within.height() / max(1.0, down))
        left = within.center().x() - across * self.times / 2
        top = within.center().y() - down * self.times / 2
        self._origin = QPointF(left + wide * _ACROSS * self.times, top + high * self.times)

    def point(self, x: float, y: float, z: float) -> QPointF:
        return self._origin + QPointF((x - y) * _ACROSS, (x + y) * _DOWN - z) * self.times

    def face(self, corners: tuple[tuple[int, int, int], ...]) -> QPolygonF:
        return QPolygonF([self.point(*corner) for corner in corners])


class _Number(QWidget):
    """The number of goods on their colour."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self._n = n
        side = fonts.near(22)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 6, fill_of(self._n))
        draw.word(painter, QRectF(self.rect()), str(self._n), fonts.font("label_strong"), "surface", draw.CENTRED)


class BoxFit(QWidget):
    """The drawing, and below it what each number is and how it lies; its head stands over it."""

    def __init__(self) -> None:
        super().__init__()
        self._value = BoxFitValue("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        self._picture, self._note = BoxPicture(), Label("", "bench_line", "ink", wrap=True)
        layout.addWidget(self._picture, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addWidget(self._note)
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)

    def show_fit(self, value: BoxFitValue) -> None:
        """Show another box; a screen reader is told what goes where."""
        if value == self._value:
            return
        self._value = value
        self._note.setText(unbroken(value.note))
        self._note.setVisible(bool(value.note))
        self._picture.show_box(value)
        self._picture.setVisible(bool(value.parts))
        self._rest.setVisible(not value.parts)
        self._fill()
        announce(self, value.told, urgent=False)

    def value(self) -> BoxFitValue:
        """Return what is shown."""
        return self._value

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for each in self._value.lines[:MOST_LINES]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(_Number(each.n))
            line.addWidget(FitLabel(unbroken(each.words), "bench_text", "ink", smallest=0.8), 1)
            if each.how:
                line.addWidget(Label(each.how, "bench_line", "ink2"))
            self._rows.addWidget(row)
        more = len(self._value.lines) - MOST_LINES
        if more > 0:
            self._rows.addWidget(Label(tr("And {n} more").format(n=more), "bench_line", "ink2"))
