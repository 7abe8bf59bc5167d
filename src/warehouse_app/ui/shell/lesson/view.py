"""The band of a lesson on every screen, the strip of goods on the table, and the page of how it went."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.domain.training.grading import Report
from warehouse_app.ui.kit import chip, draw, fonts, theme
from warehouse_app.ui.kit.buttons import Button, Painted, paint_key
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop, rule
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.shell.lesson import shown
from warehouse_app.ui.shell.lesson.shown import Tile
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_STRIPE, _TALL, _TILE = 14, 40, 168


class Band(QWidget):
    """Says on every screen of a lesson that nothing is real: by words, a sign, and stripes, which no other bar has."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(72, 0, 72, 0)
        row.addStretch(1)
        row.addWidget(IconLabel("graduation-cap", 24, "on_ask"))
        row.addSpacing(10)
        self._words = Label("", "bench_step", "ask")
        row.addWidget(self._words)
        row.addStretch(1)

    def say(self, words: str) -> None:
        """Say it."""
        self._words.setText(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(400, fonts.near(_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        painter.fillRect(rect, theme.colour("ask_fill"))
        pen = theme.colour("on_ask")
        for side in (0.0, rect.width() - 4 * _STRIPE):
            painter.save()
            painter.setClipRect(QRectF(side, 0, 4 * _STRIPE, rect.height()))
            painter.translate(side, 0)
            painter.rotate(30)
            for at in range(-6, 12, 2):
                painter.fillRect(QRectF(at * _STRIPE, -rect.height() * 3, _STRIPE, rect.height() * 7), pen)
            painter.restore()


class GoodTile(Painted):
    """One thing that can be scanned: its key, its name, what is the matter with it."""

    def __init__(self, tile: Tile) -> None:
        self.tile = tile
        super().__init__(tile.name, tile.key)
        self.setEnabled(tile.there)
        self.setAccessibleDescription(
            ", ".join(part for part in (tile.code, tile.mark.text if tile.mark else "") if part)
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.near(_TILE), fonts.near(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.layoutDirection()
        there = self.tile.there
        fill = "surface" if there else "sunken"
        draw.box(painter, rect, 8, theme.colour(fill), theme.colour("edge" if there else "line"), 1)
        key = draw.mirrored(QRectF(rect.left() + 10, rect.top() + 10, 28, 28), rect, direction)
        paint_key(painter, key, self.key, role="key")
        words = draw.mirrored(QRectF(rect.left() + 46, rect.top() + 6, rect.width() - 54, 40), rect, direction)
        draw.block(painter, words, unbroken(self.tile.name), fonts.font("text_medium"), "ink" if there else "ink2", 2)
        below = QRectF(rect.left() + 10, rect.bottom() - 32, rect.width() - 20, 24)
        if self.tile.mark is not None:
            mark = self.tile.mark
            chip.paint(painter, below, mark.kind, mark.text, mark.icon, direction)
        else:
            draw.word(
                painter, below, self.tile.code, fonts.font("caption"), "ink3", draw.aligned(draw.LEADING, direction)
            )


class GoodsStrip(QWidget):
    """What lies on the table, for who has no goods. `wanted(letter)` is a thing that is scanned."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: tuple[Tile, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(6)
        self._hint = Label("", "text_medium", "ink2")
        column.addWidget(self._hint)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column.addLayout(self._row)

    def show_tiles(self, tiles: tuple[Tile, ...], hint: str) -> None:
        """Show what lies there now."""
        self._hint.setText(hint)
        self.setVisible(bool(tiles))
        if tiles == self._shown:
            return
        self._shown = tiles
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        for each in tiles:
            made = GoodTile(each)
            made.clicked.connect(lambda _on=False, letter=each.key: self.wanted.emit(letter))
            self._row.addWidget(made)
        self._row.addStretch(1)


class ReportPage(Page):
    """How a lesson went: first to the person who had it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 48, 64, 48)
        column.setSpacing(16)
        self._head = FitLabel("", "count", "ink")
        self._figures = Label("", "lead", "ink2", wrap=True)
        column.addWidget(self._head)
        column.addWidget(self._figures)
        self._card = QFrame()
        self._card.setProperty("card", "true")
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        column.addWidget(self._card)
        column.addStretch(1)
        self._end = Button(tr("End the lesson"), kind="primary", key="Enter", tall=64, role="name")
        self._end.clicked.connect(lambda _on=False: self.left.emit())
        column.addWidget(self._end)

    def show_report(self, report: Report) -> None:
        """Show it."""
        head, figures = shown.heading(report)
        self._head.setText(head)
        self._figures.setText(figures)
        self.setAccessibleName(f"{head}. {figures}")
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        for n, (found, taught, how) in enumerate(shown.lines(report)):
            if n:
                self._lines.addWidget(rule())
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(16, 14, 16, 14)
            row.setSpacing(16)
            row.addWidget(Chip(found.text, found.kind, found.icon))
            row.addWidget(Label(tr("Order {n}, {taught}").format(n=n + 1, taught=taught), "lead_strong"))
            row.addWidget(Label(how, "lead", "ink2", wrap=True), 1)
            self._lines.addWidget(line)

    def keyed(self, key: str) -> bool:
        """Enter ends it."""
        if key == "Enter":
            self.left.emit()
        return key == "Enter"
