"""The status chip (UI §4.8): icon and word on a soft fill. One function paints it, in tables and as a widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.values import ChipValue, Kind

HEIGHT = 26
_PAD, _ICON, _GAP = 8, 16, 6
_FILL = {"neutral": "sunken", "info": "accent_soft", "ok": "ok_soft", "ask": "ask_soft", "stop": "stop_soft"}
_MARK = {"neutral": "ink2", "info": "info_mark", "ok": "ok_mark", "ask": "ask_mark", "stop": "stop_mark"}


def width(text: str) -> int:
    """Return how wide a chip with this word is, in pixels."""
    return _PAD + _ICON + _GAP + QFontMetrics(fonts.font("chip")).horizontalAdvance(text) + _PAD + 2


def height() -> int:
    """Return the height of a chip at the text size in force."""
    return max(HEIGHT, fonts.px("chip") + 13)


def fill_of(kind: str) -> str:
    """Return the token of the soft fill of a kind."""
    return _FILL[kind]


def mark_of(kind: str) -> str:
    """Return the token of the mark colour of a kind."""
    return _MARK[kind]


def paint(
    painter: QPainter,
    rect: QRectF,
    kind: Kind,
    text: str,
    icon: str = "",
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint a chip at the leading edge of `rect`, centred in its height; the word is elided only if `rect` is too
    narrow.
    """
    wide = min(float(width(text)), rect.width())
    tall = float(height())
    frame = QRectF(rect.left(), rect.center().y() - tall / 2, wide, tall)
    frame = draw.mirrored(frame, rect, direction)
    painter.save()
    draw.smooth(painter)
    draw.box(painter, frame, 6, theme.colour(_FILL[kind]))
    mark = draw.mirrored(QRectF(frame.left() + _PAD, frame.center().y() - _ICON / 2, _ICON, _ICON), frame, direction)
    icons.paint(painter, icon or icons.MARKS[kind], QPointF(mark.topLeft()), _ICON, _MARK[kind])
    lead = _PAD + _ICON + _GAP
    words = draw.mirrored(QRectF(frame.left() + lead, frame.top(), wide - lead - _PAD, tall), frame, direction)
    draw.word(painter, words, text, fonts.font("chip"), "ink", draw.aligned(draw.LEADING, direction))
    painter.restore()


class Chip(QWidget):
    """The chip as a widget. Its word is its accessible name."""

    def __init__(self, text: str = "", kind: Kind = "neutral", icon: str = "") -> None:
        super().__init__()
        self._value = ChipValue(kind, text, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.show_chip(self._value)

    def show_chip(self, value: ChipValue | None) -> None:
        """Show another value; None hides the chip."""
        shown = value is not None and bool(value.text)
        if not shown:
            self.hide()
        elif self.isHidden() and self.parentWidget() is not None:
            self.show()
        if value is not None and value != self._value:
            self._value = value
            self.setAccessibleName(value.text)
            self.updateGeometry()
            self.update()

    def value(self) -> ChipValue:
        """Return what is shown."""
        return self._value

    def sizeHint(self) -> QSize:
        return QSize(width(self._value.text), height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(80, width(self._value.text)), height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        one = self._value
        paint(painter, QRectF(self.rect()), one.kind, one.text, one.icon, self.layoutDirection())
