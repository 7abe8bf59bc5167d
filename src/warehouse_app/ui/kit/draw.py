"""Small painting helpers shared by every painted widget: rounded rectangles, text in a rectangle, mirrored geometry."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from warehouse_app.ui.kit import theme

_AL = Qt.AlignmentFlag
LEADING = _AL.AlignLeft | _AL.AlignVCenter
TRAILING = _AL.AlignRight | _AL.AlignVCenter
CENTRED = _AL.AlignHCenter | _AL.AlignVCenter


def smooth(painter: QPainter) -> None:
    """Switch antialiasing on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded rectangle whose border lies wholly inside `rect`; no border is thinner than the theme's edge."""
    width = max(width, theme.stroke())
    inset = width / 2 if border is not None else 0.0
    painter.setPen(QPen(border, width) if border is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill if fill is not None else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def mirrored(rect: QRectF, within: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Mirror a rectangle inside another one when the layout runs right to left."""
    if direction != Qt.LayoutDirection.RightToLeft:
        return rect
    left = within.right() - (rect.left() - within.left()) - rect.width()
    return QRectF(left, rect.top(), rect.width(), rect.height())


def aligned(flag: Qt.AlignmentFlag, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Turn leading into right and trailing into left when the layout runs right to left."""
    if direction != Qt.LayoutDirection.RightToLeft:
        return flag
    if flag & _AL.AlignLeft:
        return (flag & ~_AL.AlignLeft) | _AL.AlignRight
    if flag & _AL.AlignRight:
        return (flag & ~_AL.AlignRight) | _AL.AlignLeft
    return flag


def word(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    token: str,
    flag: Qt.AlignmentFlag = LEADING,
) -> float:
    """Draw one line, elided only if it must be, and return the width it took. `flag` is absolute, not mirrored."""
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.setLayoutDirection(direction_of(text))
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(text)
    shown = (
        text if width <= rect.width() + 1 else metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    )
    painter.drawText(rect, int(flag | _AL.AlignAbsolute | Qt.TextFlag.TextSingleLine), shown)
    return float(min(width, rect.width()))


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction of a text by its first strong character, so that "Anna K." keeps its full stop at the
    end.
    """
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"R", "AL"}:
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def lines_of(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break a text at words into at most `most` lines of `width`; the last one is elided if it must be."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 10.0))
        start = line.textStart()
        if len(found) == most - 1 and start + line.textLength() < len(text):
            found.append(QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, int(width)))
        else:
            found.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return found


def block(
    painter: QPainter, rect: QRectF, text: str, font: QFont, token: str, most: int, flag: Qt.AlignmentFlag = LEADING
) -> float:
    """Draw up to `most` lines from the top of `rect`; returns the height they took."""
    height = line_height(font)
    at = rect.top()
    for line in lines_of(text, font, rect.width(), most):
        word(painter, QRectF(rect.left(), at, rect.width(), height), line, font, token, flag)
        at += height
    return at - rect.top()


def line_height(font: QFont) -> float:
    """Return the height of one line as set in blocks: 1.25 of the size."""
    return round(font.pixelSize() * 1.25)


def centre(rect: QRect | QRectF, size: float) -> QPointF:
    """Return the top left corner that centres a square of `size` in `rect`."""
    middle = QRectF(rect).center()
    return QPointF(middle.x() - size / 2, middle.y() - size / 2)
