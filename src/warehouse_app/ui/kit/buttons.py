"""Buttons: the deed in words, its key beside it. Desk buttons, bench command buttons, answers on fills, number-key
choices.

Promise: targets are 44 pixels at desks and 64 at benches; a button never takes the focus by a click, so the next scan
is heard by the screen; every button's accessible name is its words and its key.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, measures, theme
from warehouse_app.ui.kit.values import ButtonKind

_KEY_HEIGHT = 26


def key_width(text: str, role: str = "key") -> int:
    """Return the width of a key chip with this text."""
    return max(_KEY_HEIGHT, QFontMetrics(fonts.font(role)).horizontalAdvance(text) + 14)


def paint_key(
    painter: QPainter, rect: QRectF, text: str, ink: str = "ink", edge: str = "edge", role: str = "key"
) -> None:
    """Paint a key cap filling `rect`: edge border, a 2 px bottom (UI §4.10)."""
    draw.box(painter, rect, 6, None, theme.colour(edge), 1)
    lower = QRectF(rect.left() + 5, rect.bottom() - 2, rect.width() - 10, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(edge))
    painter.drawRect(lower)
    draw.word(painter, rect.adjusted(2, 0, -2, -1), text, fonts.font(role), ink, draw.CENTRED)


class KeyChip(QWidget):
    """A key cap beside words. Decorative: the words' control names the key."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._text), _KEY_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        paint_key(painter, QRectF(self.rect()), self._text)


class Painted(QAbstractButton):
    """The base of painted buttons: no focus by click, a pointing hand, words and key as the accessible name."""

    def __init__(self, words: str, key: str = "") -> None:
        super().__init__()
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(words)

    def set_words(self, words: str, reason: str = "") -> None:
        """Change the words; `reason` says why it is disabled or what it will do."""
        self.setText(words.replace("&", "&&"))
        name = f"{words}, {self.key}" if self.key else words
        self.setAccessibleName(name)
        self.setAccessibleDescription(reason)
        self.setToolTip(f"{words} ({self.key})" if self.key else words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the words."""
        return self.text().replace("&&", "&")

    def sizes_changed(self) -> None:
        """Take the new sizes after a change of text size."""
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Button(Painted):
    """A desk button: drawn 40 high in a target of 44, or `tall` = 48..84 for bench rows."""

    def __init__(
        self, words: str, *, kind: ButtonKind = "normal", icon: str = "", key: str = "", tall: int = 40, role: str = ""
    ) -> None:
        self._kind, self._icon, self._tall = kind, icon, tall
        self._role = role or ("text_strong" if tall >= 44 else "body_strong")
        super().__init__(words, key)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: ButtonKind) -> None:
        """Change the kind."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.update()

    def _margin(self) -> int:
        return 2 if self._tall < 44 else 0

    def _high(self) -> int:
        return max(measures.tall(self._tall), round(fonts.px(self._role) * 2.2))

    def _icon_px(self) -> int:
        return 20 if self._tall < 60 else 24

    def _parts(self) -> tuple[int, int, int]:
        """Return the widths of icon, words and key, gaps between them included."""
        words = QFontMetrics(fonts.font(self._role)).horizontalAdvance(self.words())
        icon = self._icon_px() + (8 if words else 0) if self._icon else 0
        return icon, words, key_width(self.key) + 10 if self.key else 0

    def sizeHint(self) -> QSize:
        pad = 14 if self._tall < 60 else 22
        margin = self._margin()
        wide = max(sum(self._parts()) + 2 * pad, self._tall)
        return QSize(wide + 2 * margin, self._high() + 2 * margin)

    def _colours(self) -> tuple[str, str, str, str]:
        """Return fill, border, ink and key-edge tokens; an empty fill or border is none."""
        if not self.isEnabled():
            return "sunken", "line", "ink2", "edge"
        if self.isChecked():
            return "accent_soft", "accent", "ink", "edge"
        hover = "sunken" if self.isDown() else "ground" if self.underMouse() else ""
        if self._kind == "primary":
            return "accent", "", "on_accent", "on_accent"
        if self._kind == "quiet":
            return hover, "", "ink", "edge"
        return hover or "surface", "edge", "ink", "edge"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        margin = self._margin()
        frame = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        fill, border, ink, edge = self._colours()
        draw.box(painter, frame, 8, theme.colour(fill) if fill else None, theme.colour(border) if border else None)
        if self.isDown() and self._kind == "primary":
            draw.box(painter, frame, 8, theme.colour("shade", 40))
        icon, words, key = self._parts()
        at = frame.center().x() - (icon + words + key) / 2
        direction = self.layoutDirection()
        middle = frame.center().y()
        if icon:
            px = self._icon_px()
            spot = draw.mirrored(QRectF(at, middle - px / 2, px, px), frame, direction)
            token = "stop_mark" if self._kind == "dangerous" and self.isEnabled() else ink
            icons.paint(painter, self._icon, spot.topLeft(), px, token)
        spot = draw.mirrored(QRectF(at + icon, frame.top(), words + 1, frame.height()), frame, direction)
        draw.word(painter, spot, self.words(), fonts.font(self._role), ink, draw.CENTRED)
        if key:
            cap = QRectF(at + icon + words + 10, middle - _KEY_HEIGHT / 2, key - 10, _KEY_HEIGHT)
            paint_key(painter, draw.mirrored(cap, frame, direction), self.key, ink, edge)


class IconButton(Painted):
    """One of the seven icons that may stand without a word; its words are its accessible name and tooltip."""

    def __init__(self, icon: str, words: str, *, px: int = 20, key: str = "") -> None:
        self._icon, self._px = icon, px
        super().__init__(words, key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw.box(painter, rect.adjusted(2, 2, -2, -2), 8, theme.colour("sunken" if self.isDown() else "ground"))
        icons.paint(painter, self._icon, draw.centre(rect, self._px), self._px, "ink2")


class CommandButton(Painted):
    """A bench command: the word over its key, at least 84 x 64 (UI §4.9)."""

    def __init__(self, words: str, key: str, *, icon: str = "") -> None:
        self._icon = icon
        super().__init__(words, key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(fonts.font("bench_button")).horizontalAdvance(self.words())
        tall = max(fonts.near(64), fonts.px("bench_button") + fonts.px("bench_caption") + 34)
        return QSize(max(fonts.near(84), words + 2 * fonts.near(12)), min(tall, fonts.near(88)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        fill = "sunken" if self.isDown() or not self.isEnabled() else "ground" if self.underMouse() else "surface"
        draw.box(painter, rect, 8, theme.colour(fill), theme.colour("edge" if self.isEnabled() else "line"))
        upper = QRectF(rect.left() + 4, rect.top(), rect.width() - 8, rect.height() * 0.66)
        lower = QRectF(rect.left() + 4, rect.top() + rect.height() * 0.44, rect.width() - 8, rect.height() * 0.46)
        ink = "ink" if self.isEnabled() else "ink2"
        draw.word(painter, upper, self.words(), fonts.font("bench_button"), ink, draw.CENTRED)
        draw.word(painter, lower, self.key, fonts.font("bench_caption"), "ink2", draw.CENTRED)


class AnswerButton(Painted):
    """An answer on a verdict fill: filled (the deed) or outlined, with its key. `tone` is `ask`, `stop` or `plain`."""

    def __init__(self, words: str, key: str, *, tone: str = "ask", primary: bool = True, tall: int = 76) -> None:
        self._tone, self._primary, self._tall = tone, primary, tall
        super().__init__(words, key)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if primary and tone == "ask" else QSizePolicy.Policy.Minimum,
            QSizePolicy.Policy.Fixed,
        )

    def _role(self) -> str:
        return {"stop": "stop_button", "ask": "answer" if self._primary else "bench_answer"}.get(
            self._tone, "bench_answer"
        )

    def _key_size(self) -> QSize:
        enter = self.key == "Enter"
        text = QFontMetrics(self._key_font()).horizontalAdvance(self.key)
        return QSize(
            text + fonts.near(28) + (fonts.near(30) if enter else 0), fonts.near(48 if self._tone == "stop" else 40)
        )

    def _key_font(self) -> QFont:
        size = fonts.near(22 if self._tone == "stop" else 18)
        return fonts.sized("bench_answer", size * fonts.text_size() // 100)

    def _ring(self) -> int:
        return 8 if self._tone == "stop" else 0

    def sizeHint(self) -> QSize:
        font = fonts.font(self._role())
        words = QFontMetrics(font).horizontalAdvance(self.words())
        wide = words + self._key_size().width() + fonts.near(14) + 2 * fonts.near(28 if self._primary else 20)
        return QSize(wide + 2 * self._ring(), fonts.near(self._tall) + 2 * self._ring())

    def _colours(self) -> tuple[str, str, str]:
        """Return fill, border and ink tokens."""
        if self._tone == "stop":
            return "paper", "", "on_paper"
        if self._tone == "ask":
            return ("on_ask", "", "paper") if self._primary else ("", "on_ask", "on_ask")
        return "surface", "edge", "ink"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        ring = self._ring()
        whole = QRectF(self.rect())
        rect = whole.adjusted(ring, ring, -ring, -ring)
        if ring:
            draw.box(painter, whole, 14, None, theme.colour("on_stop"), 4)
        fill, border, ink = self._colours()
        draw.box(painter, rect, 8, theme.colour(fill) if fill else None, theme.colour(border) if border else None, 2)
        if self.isDown():
            draw.box(painter, rect, 8, theme.colour("shade", 40))
        cap, gap = self._key_size(), fonts.near(14)
        room = rect.width() - cap.width() - gap - 2 * fonts.near(12)
        font = fonts.fitting(self._role(), self.words(), int(room), 14)
        words = min(QFontMetrics(font).horizontalAdvance(self.words()), int(room))
        at = rect.center().x() - (words + gap + cap.width()) / 2
        direction = self.layoutDirection()
        spot = draw.mirrored(QRectF(at, rect.top(), words + 1, rect.height()), rect, direction)
        draw.word(painter, spot, self.words(), font, ink, draw.CENTRED)
        key = QRectF(at + words + gap, rect.center().y() - cap.height() / 2, cap.width(), cap.height())
        self._paint_key(painter, draw.mirrored(key, rect, direction), ink)

    def _paint_key(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        draw.box(painter, rect, 6, None, theme.colour("edge" if self._tone == "stop" else ink), 1.5)
        font = self._key_font()
        if self.key != "Enter":
            draw.word(painter, rect, self.key, font, ink, draw.CENTRED)
            return
        px = fonts.near(24 if self._tone == "stop" else 20)
        inner = rect.adjusted(fonts.near(13), 0, -fonts.near(12), 0)
        draw.word(painter, inner, self.key, font, ink, draw.LEADING)
        icons.paint(painter, "corner-down-left", QPointF(inner.right() - px, rect.center().y() - px / 2), px, ink)
