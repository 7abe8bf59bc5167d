"""The drawing of a badge on the sign-on page, and the page's one full colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, theme

_BARS = (
    2,
    1,
    1,
    3,
    1,
    2,
    2,
    1,
    1,
    1,
    3,
    2,
    1,
    1,
    2,
    3,
    1,
    1,
    1,
    2,
    3,
    1,
    2,
    1,
    1,
    3,
    1,
    2,
    1,
    1,
    2,
    1,
    3,
    1,
    1,
    2,
    2,
    1,
    1,
    1,
)


class SignOnGround(QWidget):
    """The coloured half: seen from the aisle it says "free bench"."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("sign_on"))


class FarLines(QWidget):
    """A few far words set tight, a line each; they shrink together rather than being cut."""

    def __init__(self, role: str, token: str) -> None:
        super().__init__()
        self._role, self._token, self._lines = role, token, [""]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, words: str) -> None:
        """Show these lines."""
        self._lines = words.split("\n")
        self.setAccessibleName(" ".join(self._lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(fonts.px(self._role) * (0.97 * (len(self._lines) - 1) + 1.22)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        longest = max(self._lines, key=lambda line: QFontMetrics(fonts.font(self._role)).horizontalAdvance(line))
        font = fonts.fitting(self._role, longest, self.width(), 32)
        high = font.pixelSize() * 0.97
        flag = draw.aligned(draw.LEADING, self.layoutDirection())
        for at, line in enumerate(self._lines):
            draw.word(
                painter, QRectF(0, at * high, self.width(), font.pixelSize() * 1.22), line, font, self._token, flag
            )


class BadgeDrawing(QWidget):
    """A badge on its lanyard, cut off by the lower edge. Decorative."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        middle = self.width() / 2
        top = max(0.0, self.height() - 320.0)
        blue, grey = theme.colour("sign_on").lighter(140), theme.colour("edge")
        painter.setPen(theme.colour("sign_on"))
        for side in (-1, 1):
            points = [
                (middle + side * 36, top),
                (middle + side * 21, top),
                (middle + side * 1, top + 52),
                (middle + side * 16, top + 56),
            ]
            painter.setBrush(blue)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        draw.box(painter, QRectF(middle - 18, top + 52, 36, 30), 5, grey)
        card = QRectF(middle - 130, top + 69, 260, 330)
        draw.box(painter, card, 16, theme.colour("paper"), theme.colour("line"), 2)
        pale = theme.colour("photo").darker(106)
        draw.box(painter, QRectF(middle - 22, top + 84, 44, 10), 5, pale)
        draw.box(painter, QRectF(middle - 40, top + 116, 80, 80), 40, pale)
        draw.box(painter, QRectF(middle - 15, top + 129, 30, 30), 15, grey)
        painter.save()
        painter.setClipRect(QRectF(middle - 40, top + 116, 80, 70))
        draw.box(painter, QRectF(middle - 30, top + 168, 60, 60), 30, grey)
        painter.restore()
        draw.box(painter, QRectF(middle - 60, top + 214, 120, 14), 4, theme.colour("paper_ink2"))
        draw.box(painter, QRectF(middle - 40, top + 238, 80, 10), 4, grey.lighter(135))
        at = middle - 93
        for number, width in enumerate(_BARS):
            if number % 2 == 0:
                painter.fillRect(QRectF(at, top + 270, width * 2.1, 60), theme.colour("on_paper"))
            at += width * 2.1 + 1.2
