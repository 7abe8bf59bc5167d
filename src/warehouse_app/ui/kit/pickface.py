"""The place of a pick, readable from the aisle: the place at 176, how to get there, how many to take (mock-up 07).

Promise: the place shrinks to its width rather than being cut, and is never mirrored.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.labels import IconLabel, Label
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.wording import tr

_ISOLATES = "\u2066\u2069"
"""Signs that hold a code in its direction within a sentence: alone it has its own, and they have no bearing to take."""


class FarWord(QWidget):
    """One far word, painted as large as its role and width allow; its accessible name says it.

    A `snug` one is no taller than its word, so that what names it stands right above it.
    """

    def __init__(self, role: str = "place", token: str = "ink", *, snug: bool = False) -> None:  # noqa: S107 - a colour token
        super().__init__()
        self._role, self._token, self._text, self._beside = role, token, "", ""
        tall = QSizePolicy.Policy.Maximum if snug else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, tall)

    def show_word(self, text: str, beside: str = "") -> None:
        """Show another word; it is no larger than `beside` could be in the same room."""
        self._text, self._beside = unbroken(text).strip(_ISOLATES), unbroken(beside).strip(_ISOLATES)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.px(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(fonts.px(self._role) * 0.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        most = min(fonts.px(self._role), round(self.height() / 0.86))
        font = fonts.sized(self._role, most)
        while most > 32 and self._wide(font) > self.width():
            most -= 4
            font = fonts.sized(self._role, most)
        lead = draw.aligned(draw.LEADING, self.layoutDirection())
        draw.word(painter, self._flush(font), self._text, font, self._token, lead)

    def _wide(self, font: QFont) -> float:
        metrics = QFontMetricsF(font)
        return max(metrics.horizontalAdvance(each) for each in (self._text, self._beside))

    def _flush(self, font: QFont) -> QRectF:
        """Return the room of the word: its first stroke, not the air before it, stands at the leading edge."""
        rect, metrics = QRectF(self.rect()), QFontMetricsF(font)
        if not self._text:
            return rect
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return rect.translated(metrics.rightBearing(self._text[-1]), 0)
        return rect.translated(-metrics.leftBearing(self._text[0]), 0)


class TakeBox(QWidget):
    """How many to take: a word over a figure in an accent frame."""

    def __init__(self) -> None:
        super().__init__()
        self._word, self._count = "", 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, word: str, count: int) -> None:
        """Show "Take 3"."""
        self._word, self._count = word, count
        self.setAccessibleName(f"{word} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        figures = QFontMetricsF(fonts.font("take")).horizontalAdvance(str(self._count))
        word = QFontMetricsF(fonts.font("bench_answer")).horizontalAdvance(self._word)
        wide = max(
            min(figures, fonts.near(130)), word, fonts.near(84)
        )  # the place is the biggest, three figures shrink
        return QSize(round(wide + fonts.near(60)), fonts.near(204))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        draw.box(painter, rect, 10, theme.colour("surface"), theme.colour("accent"), 5)
        top = QRectF(rect.left(), rect.top() + fonts.near(10), rect.width(), fonts.near(34))
        draw.word(painter, top, self._word, fonts.font("bench_answer"), "ink", draw.CENTRED)
        low = QRectF(rect.left() + 8, rect.top() + fonts.near(34), rect.width() - 16, rect.height() - fonts.near(40))
        font = fonts.fitting("take", str(self._count), int(low.width()), 40)
        draw.word(painter, low, str(self._count), font, "accent", draw.CENTRED)


class PlaceFace(QWidget):
    """Where to go, how to find it, and how many to take."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._go = Label("", "bench_name_done", "ink2")
        self._place = FarWord()
        self._how = Label("", "prompt", wrap=True)
        words.addWidget(self._go)
        words.addWidget(self._place, 1)
        way = QHBoxLayout()
        way.setSpacing(8)
        self._arrow = IconLabel("arrow-up", 32, "ink", 2.4, grow="near")
        way.addWidget(self._arrow)
        way.addWidget(self._how, 1)
        words.addLayout(way)
        words.addStretch(0)
        row.addLayout(words, 1)
        self._take = TakeBox()
        column = QVBoxLayout()
        column.addStretch(1)  # beside the place, which stands in the middle of its room
        column.addWidget(self._take)
        column.addStretch(1)
        row.addLayout(column)

    def show_place(self, go: str, place: str, how: str, take: str, count: int, arrow: str = "arrow-up") -> None:
        """Show another place; `arrow` is the way to walk first."""
        self._go.setText(go)
        self._place.show_word(place)
        self._how.setText(unbroken(how))
        self._arrow.show_icon(arrow)
        self._take.show_count(take, count)
        self._take.setVisible(count > 0)
        self.setAccessibleName(tr("{place}, {take} {count}").format(place=place, take=take, count=count))
