"""One stage of the flow as a painted column (UI §4.12): name, count, oldest, flags, the first orders.

Promise: arrow keys go through its orders, Enter or a touch opens one, or (on the head) the list behind the count.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.boardvalues import StageCard, StageValue

_CARD, _CARD_GAP, _PAD = 42, 4, 8


class StageColumn(QWidget):
    """`opened(name, code)`: the code of an order, or nothing for the whole stage."""

    opened = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = StageValue(name, "", "")
        self._cursor = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_value(self, value: StageValue) -> None:
        """Show another state; only a change repaints."""
        if value == self._value:
            return
        self._value = value
        self._cursor = min(self._cursor, len(value.cards) - 1)
        parts = (value.words, value.count, value.oldest, value.late, value.soon, value.foot)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def value(self) -> StageValue:
        """Return what is shown."""
        return self._value

    def sizeHint(self) -> QSize:
        return QSize(140, round(self._head_high()) + 3 * (self._card_high() + _CARD_GAP) + 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, round(self._head_high()) + _PAD)

    def _head_high(self) -> float:
        lines = draw.line_height(fonts.font("label_strong")) + draw.line_height(fonts.font("count"))
        return lines + 2 * draw.line_height(fonts.font("caption")) + 22

    def _card_high(self) -> int:
        return max(_CARD, fonts.px("key") + fonts.px("caption") + 18)

    def _foot_high(self) -> int:
        return fonts.px("caption_strong") + 18 if self._value.foot else 0

    def _frames(self) -> list[QRectF]:
        """Return the frames of the cards that have room."""
        top, bottom = self._head_high(), self.height() - _PAD - self._foot_high()
        high, frames = self._card_high(), list[QRectF]()
        for _card in self._value.cards:
            if top + high > bottom:
                break
            frames.append(QRectF(6, top, self.width() - 12, high))
            top += high + _CARD_GAP
        return frames

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, value, direction = QRectF(self.rect()), self._value, self.layoutDirection()
        risk = bool(value.foot)
        border = theme.colour("ask_line" if risk else "line")
        draw.box(painter, rect, 10, theme.colour("surface"), border, 2 if risk else 1)
        self._head(painter, rect.adjusted(11, 12, -3, 0), direction)
        for at, (frame, card) in enumerate(zip(self._frames(), value.cards, strict=False)):
            self._card(painter, frame, card, direction, chosen=self.hasFocus() and at == self._cursor)
        if risk:
            self._foot(painter, rect, direction)
        if self.hasFocus() and self._cursor < 0:
            draw.box(painter, rect.adjusted(3, 3, -3, -3), 8, None, theme.colour("accent"), 2)

    def _head(self, painter: QPainter, rect: QRectF, direction: Qt.LayoutDirection) -> None:
        value, lead = self._value, draw.aligned(draw.LEADING, direction)
        top = rect.top()
        lines = (
            (value.words, "label_strong", "ink2"),
            (value.count, "count", "ink"),
            (value.oldest, "caption", "ink2"),
        )
        for words, role, ink in lines:
            font = fonts.font(role)
            high = draw.line_height(font)
            draw.word(painter, QRectF(rect.left(), top, rect.width(), high), words, font, ink, lead)
            top += high
        left, font = rect.left(), fonts.font("caption_strong")
        high = draw.line_height(font) + 4
        wide = sum(18 + QFontMetrics(font).horizontalAdvance(words) for words in (value.late, value.soon) if words) + 5
        whole = wide <= rect.width()
        late, soon = (value.late, value.soon) if whole else (value.late_figure, value.soon_figure)
        for words, kind in ((late if value.late else "", "stop"), (soon if value.soon else "", "ask")):
            if not words:
                continue
            frame = QRectF(left, top + 2, rect.right() - left, high)
            spot = draw.mirrored(QRectF(left, frame.center().y() - 8, 16, 16), rect, direction)
            icons.paint(painter, icons.MARKS[kind], spot.topLeft(), 16, f"{kind}_mark")
            inner = draw.mirrored(QRectF(left + 18, frame.top(), frame.width() - 18, high), rect, direction)
            left += 18 + draw.word(painter, inner, words, font, "ink", lead) + 5

    def _card(
        self, painter: QPainter, frame: QRectF, card: StageCard, direction: Qt.LayoutDirection, *, chosen: bool
    ) -> None:
        fill = {"stop": "stop_soft", "ask": "ask_soft"}.get(card.mark, "ground")
        edge = theme.colour("accent") if chosen else None
        draw.box(painter, frame, 6, theme.colour(fill), edge, 2)
        mark = card.mark if card.mark in ("stop", "ask") else ""
        room = frame.width() - (34 if mark else 14)
        inner = draw.mirrored(QRectF(frame.left() + 7, frame.top(), room, frame.height()), frame, direction)
        lead, middle = draw.aligned(draw.LEADING, direction), frame.center().y()
        upper = QRectF(inner.left(), frame.top() + 3, inner.width(), middle - frame.top() - 2)
        lower = QRectF(inner.left(), middle, inner.width(), frame.bottom() - middle - 4)
        draw.word(painter, upper, card.code, fonts.font("key"), "ink", lead)
        draw.word(painter, lower, card.fact, fonts.font("caption"), "ink2" if not mark else "ink", lead)
        if mark:
            spot = draw.mirrored(QRectF(frame.right() - 24, frame.top() + 6, 16, 16), frame, direction)
            icons.paint(painter, icons.MARKS[mark], spot.topLeft(), 16, f"{mark}_mark")

    def _foot(self, painter: QPainter, rect: QRectF, direction: Qt.LayoutDirection) -> None:
        frame = QRectF(2, rect.bottom() - self._foot_high() - 1, rect.width() - 4, self._foot_high())
        draw.box(painter, frame, 8, theme.colour("ask_soft"))
        font = fonts.font("caption_strong")
        inner = frame.adjusted(8, 0, -6, 0)
        draw.word(painter, inner, self._value.foot, font, "ink", draw.aligned(draw.LEADING, direction))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = next((n for n, frame in enumerate(self._frames()) if frame.contains(event.position())), -1)
        if self.rect().contains(event.position().toPoint()):
            self._open(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._cursor = max(-1, min(len(self._frames()) - 1, self._cursor + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._cursor)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._cursor = -1
        super().focusOutEvent(event)

    def _open(self, at: int) -> None:
        cards = self._value.cards
        self.opened.emit(self._value.name, cards[at].code if 0 <= at < len(cards) else "")
