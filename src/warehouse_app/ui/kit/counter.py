"""The counter and the unit bar (UI §4.5): how far the order is, readable from two metres, without a jitter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.wording import tr

_MOST_SEGMENTS = 12
_CAP = 0.7275
_PIP, _PIP_GAP, _MOST_PIPS = 22, 4, 6


class Counter(QWidget):
    """Says "3 of 5" at 152 (far). On a fill give its ink as `token`."""

    def __init__(self, token: str = "ink") -> None:  # noqa: S107 - a colour token
        super().__init__()
        self._token, self._done, self._total = token, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        """Show `done` of `total`."""
        self._done, self._total = done, total
        self.setAccessibleName(tr("{done} of {total} scanned").format(done=done, total=total))
        self.update()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, round(fonts.px("counter") * 0.98))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(fonts.px("counter") * 0.84))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        size = fonts.px("counter")
        texts = (str(self._done), tr("of"), str(self._total))
        while True:
            big, small = fonts.sized("counter", size), fonts.sized("counter_of", round(size * 0.45))
            widths = [
                QFontMetrics(font).horizontalAdvance(text) for font, text in zip((big, small, big), texts, strict=True)
            ]
            gap = size * 0.04
            if sum(widths) + 2 * gap <= self.width() or size <= 48:
                break
            size -= 4
        base = (self.height() + size * _CAP) / 2
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = self.width() - sum(widths) - 2 * gap if right else 0.0
        painter.setPen(theme.colour(self._token))
        for text, font, width in zip(texts, (big, small, big), widths, strict=True):
            painter.setFont(font)
            painter.drawText(QPointF(at, base), text)
            at += width + gap


class UnitBar(QWidget):
    """One segment a unit up to 12, filled or outlined; above 12 one continuous bar."""

    def __init__(self, token: str = "ok_mark", *, tall: int = 20, width: int = 0) -> None:  # noqa: S107
        super().__init__()
        self._token, self._tall, self._wide, self._done, self._total = token, tall, width, 0, 0
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        """Show `done` of `total`."""
        self._done, self._total = done, total
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide or 200, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide or 60, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        paint_units(painter, QRectF(self.rect()), self._done, self._total, self._token, self.layoutDirection())


def paint_units(
    painter: QPainter, rect: QRectF, done: int, total: int, token: str, direction: Qt.LayoutDirection
) -> None:
    """Paint the unit bar into `rect`."""
    if total <= 0:
        return
    colour, faint = theme.colour(token), theme.colour(token, 190)
    if total > _MOST_SEGMENTS:
        radius = rect.height() / 2
        draw.box(painter, rect, radius, None, faint, 2)
        part = QRectF(rect.left(), rect.top(), rect.width() * min(done, total) / total, rect.height())
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(draw.mirrored(part, rect, direction), colour)
        painter.restore()
        return
    gap = 8.0
    width = (rect.width() - gap * (total - 1)) / total
    for at in range(total):
        spot = draw.mirrored(
            QRectF(rect.left() + at * (width + gap), rect.top(), width, rect.height()), rect, direction
        )
        if at < done:
            draw.box(painter, spot, 4, colour)
        else:
            draw.box(painter, spot, 4, None, faint, 3)


def pips_width(total: int, most: int = _MOST_PIPS) -> int:
    """Return how wide the pips of so many units are."""
    seen = min(total, most)
    return seen * fonts.near(_PIP) + max(0, seen - 1) * _PIP_GAP


def paint_pips(
    painter: QPainter, right: QPointF, done: int, total: int, direction: Qt.LayoutDirection, *, most: int = _MOST_PIPS
) -> None:
    """Paint small pips (22 x 10) ending at `right`, or starting there when mirrored; above `most` one small bar."""
    wide, tall, gap = fonts.near(_PIP), fonts.near(10), _PIP_GAP
    step = -1 if direction != Qt.LayoutDirection.RightToLeft else 1
    if total > most:
        span = pips_width(total, most)
        frame = QRectF(right.x() - (span if step < 0 else 0), right.y(), span, tall)
        draw.box(painter, frame, tall / 2, theme.colour("sunken"))
        part = QRectF(frame.left(), frame.top(), frame.width() * min(done, total) / total, tall)
        draw.box(painter, draw.mirrored(part, frame, direction), tall / 2, theme.colour("ok_mark"))
        return
    for at in range(total):
        order = total - 1 - at
        left = right.x() - (at + 1) * wide - at * gap if step < 0 else right.x() + at * (wide + gap)
        spot = QRectF(left, right.y(), wide, tall)
        if order < done:
            draw.box(painter, spot, 3, theme.colour("ok_mark"))
        else:
            draw.box(painter, spot, 3, None, theme.colour("edge"), 2)
