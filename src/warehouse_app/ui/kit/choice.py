"""Number-key choices (UI §4.10): rows with a 44 px key, and grade keys with the number over the word.

Promise: numbers run 1 to 9 in reading order; the suggested row is named by words, edge and a filled key, not by
colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import chip, draw, fonts, theme
from warehouse_app.ui.kit.buttons import Painted, paint_key
from warehouse_app.ui.kit.labels import drop
from warehouse_app.ui.kit.values import ChipValue, Option
from warehouse_app.wording import tr


class Choice(Painted):
    """One row: key, words and a line, the reason, a trailing figure. Checkable."""

    def __init__(self, option: Option) -> None:
        self._option = option
        super().__init__(option.words, str(option.number))
        self.setCheckable(True)
        self.setChecked(option.suggested)
        self.setAccessibleDescription(", ".join(part for part in _told(option) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """Nine rows fit a low window: each is still a target for a gloved hand."""
        return QSize(300, max(64, fonts.px("bench_name") + fonts.px("bench_line") + 24))

    def option(self) -> Option:
        """Return what this row stands for."""
        return self._option

    def sizeHint(self) -> QSize:
        return QSize(360, max(fonts.near(76), fonts.px("name") + fonts.px("text") + 34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        on = self.isChecked()
        fill = "accent_soft" if on else "sunken" if self.isDown() else "surface"
        painter.fillRect(rect, theme.colour(fill))
        if on:
            painter.fillRect(
                draw.mirrored(QRectF(rect.left(), rect.top(), 5, rect.height()), rect, direction),
                theme.colour("accent"),
            )
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        self._paint_key(painter, rect, on=on)
        self._paint_words(painter, rect)

    def _paint_key(self, painter: QPainter, rect: QRectF, *, on: bool) -> None:
        size = fonts.near(44)
        spot = draw.mirrored(
            QRectF(rect.left() + 16, rect.center().y() - size / 2, size, size), rect, self.layoutDirection()
        )
        if on:
            draw.box(painter, spot, 6, theme.colour("accent"))
            draw.word(painter, spot, self.key, fonts.font("bench_answer"), "on_accent", draw.CENTRED)
        else:
            paint_key(painter, spot, self.key, role="bench_answer")

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        one, direction = self._option, self.layoutDirection()
        lead, trail = draw.aligned(draw.LEADING, direction), draw.aligned(draw.TRAILING, direction)
        left = rect.left() + 30 + fonts.near(44)
        name, line = fonts.font("bench_name"), fonts.font("bench_line")
        high = draw.line_height(name) + (draw.line_height(line) if one.line else 0)
        top, wide = rect.center().y() - high / 2, rect.width() * 0.5
        if one.mark is not None:
            wide = rect.right() - left - self._paint_mark(painter, rect, one.mark)
        elif not one.reason and not (one.suggested and self._has_room_for_star(rect)):
            wide = rect.right() - left - (132 if one.figure else 16)
        spot = QRectF(left, top, wide, draw.line_height(name))
        draw.word(painter, draw.mirrored(spot, rect, direction), one.words, name, "ink", lead)
        if one.line:
            spot = QRectF(left, top + draw.line_height(name), wide, draw.line_height(line))
            draw.word(painter, draw.mirrored(spot, rect, direction), one.line, line, "ink2", lead)
        right = QRectF(rect.right() - 116, rect.top(), 100, rect.height())
        draw.word(painter, draw.mirrored(right, rect, direction), one.figure, fonts.font("bench_note"), "ink", trail)
        spot = QRectF(rect.left() + rect.width() * 0.72, rect.top(), rect.width() * 0.28 - 120, rect.height())
        spot = draw.mirrored(spot, rect, direction)
        if one.suggested:
            if self._has_room_for_star(rect):
                chip.paint(painter, spot, "info", one.reason or tr("Suggested"), "star", direction)
        elif one.reason:
            draw.word(painter, spot, one.reason, fonts.font("body"), "ink2", lead)

    def _has_room_for_star(self, rect: QRectF) -> bool:
        """Say whether "Suggested" fits: a star alone says nothing, and fill, edge and key say it too."""
        return chip.width(self._option.reason or tr("Suggested")) <= rect.width() * 0.28 - 120

    def _paint_mark(self, painter: QPainter, rect: QRectF, mark: ChipValue) -> float:
        """Paint the mark in the trailing corner; return how much of the row it took."""
        wide = min(float(chip.width(mark.text)), rect.width() * 0.45)
        spot = draw.mirrored(
            QRectF(rect.right() - 16 - wide, rect.top(), wide, rect.height()), rect, self.layoutDirection()
        )
        chip.paint(painter, spot, mark.kind, mark.text, mark.icon, self.layoutDirection())
        return wide + 28


def _told(option: Option) -> tuple[str, ...]:
    return option.line, option.reason, option.figure, "" if option.mark is None else option.mark.text


class GradeKey(Painted):
    """A number over a word, 78 high; six stand in a row. Checkable."""

    def __init__(self, option: Option) -> None:
        self.number = option.number
        super().__init__(option.words, str(option.number))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(96, max(78, fonts.px("bench_key") * 2 + 52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        on = self.isChecked()
        fill, ink = ("accent", "on_accent") if on else ("sunken" if self.isDown() else "surface", "ink")
        draw.box(painter, rect, 8, theme.colour(fill), None if on else theme.colour("edge"))
        side = fonts.near(20)
        spot = QRectF(10, 12, side, side)
        paint_key(painter, draw.mirrored(spot, rect, direction), self.key, ink, ink, "bench_key")
        words = rect.adjusted(9, side + 20, -9, -4)
        lead = draw.aligned(draw.LEADING, direction)
        draw.block(painter, words, self.words(), fonts.font("bench_key"), ink, 2, lead)


class Choices(QWidget):
    """A column of exclusive choices. `chosen(number)` by touch, Space or `take("3")` from the scan gate."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._options: tuple[Option, ...] = ()
        self._group.idClicked.connect(self.chosen.emit)

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Show these options; nothing is rebuilt while they stay the same, so numbers never move while shown."""
        if options == self._options:
            return
        self._options = options
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            drop(button)
        for option in options:
            row = Choice(option)
            self._group.addButton(row, option.number)
            self._layout.addWidget(row)

    def take(self, key: str) -> bool:
        """Choose by a digit from the gate; says whether there is such a choice."""
        button = self._group.button(int(key)) if key.isdigit() else None
        if button is None or not button.isEnabled():
            return False
        button.click()
        return True
