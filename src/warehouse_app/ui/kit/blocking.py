"""The blocking panel (UI §4.3): a Stop over the whole work area until the deed is done and confirmed.

Promise: it never goes away by itself; it is told by place, stripes, octagon, words and colour; its one button is
worded as the deed done. It is a child of the work area, never a window.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import AnswerButton
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop
from warehouse_app.ui.kit.pickface import FarWord
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.kit.values import Item, Stop
from warehouse_app.wording import tr

_STRIPES, _BAND = 44, 22
_PHOTO = 236
_NARROW, _NARROW_PHOTO = 520, 0.36
"""Three tiles side by side are narrow: their photos give way, so that every word and count is whole."""

_LOW = 520
"""Under this height, as below the strip of a lesson, the air about the tiles gives way to their words."""

_AIR, _THIN = 16, 6


class _White(QFrame):
    """A white tile on the red; `_head` says what it shows ("You scanned")."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @staticmethod
    def _head(text: str, *, crossed: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("x" if crossed else "arrow-right", 26, "stop_fill" if crossed else "paper_ink2", 2.8))
        head.addWidget(Label(text, "bench_name", "stop_fill" if crossed else "paper2", wrap=True), 1)
        return head

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 10, theme.colour("paper"))


class _PlaceTile(_White):
    """A place that was scanned, or the one to go to, as large as the tile lets it be."""

    def __init__(self, *, crossed: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(4)
        column.addLayout(self._head(tr("You scanned") if crossed else tr("Right place"), crossed=crossed))
        self.place = FarWord("place", "paper_ink2" if crossed else "on_paper")
        column.addWidget(self.place, 1)


class _Tile(_White):
    """A product: photo, what it is, name, code line."""

    def __init__(self, *, crossed: bool) -> None:
        super().__init__()
        self._layout = layout = QHBoxLayout(self)
        self.air(_AIR)
        layout.setSpacing(16)
        self.photo = Photo(_PHOTO, crossed=crossed)
        layout.addWidget(self.photo)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addLayout(self._head(tr("You scanned") if crossed else tr("Still needed"), crossed=crossed))
        self.name = Label("", "item", "paper", wrap=True)
        self.line = Label("", "bench_name_done", "paper2", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addStretch(1)
        layout.addLayout(words, 1)

    def air(self, high: int) -> None:
        """Leave so much above and below what is said."""
        self._layout.setContentsMargins(_AIR, high, _AIR, high)

    def show_item(self, item: Item) -> None:
        self.photo.show_product(item.name, item.picture)
        self.name.setText(product(item.name))
        self.line.setText(unbroken(item.line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = fonts.near(_PHOTO)
        side = whole if self.width() >= _NARROW else min(whole, round(self.width() * _NARROW_PHOTO))
        self.photo.setMaximumSize(side, side)


class BlockingPanel(QWidget):
    """Show it a `Stop`; `confirmed` when the button is touched (Enter reaches the presenter through the scan gate)."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stop: Stop | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body = QVBoxLayout(self)
        self._body.setSpacing(0)
        self._body.addLayout(self._head())
        self.why = Label("", "why", "stop", wrap=True)
        self._body.addWidget(self.why)
        self._gap = QSpacerItem(0, 18)
        self._body.addItem(self._gap)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(20)
        self._scanned = _Tile(crossed=True)
        self._needed = (_Tile(crossed=False), _Tile(crossed=False))
        self._at, self._wanted = _PlaceTile(crossed=True), _PlaceTile(crossed=False)
        for tile in (self._scanned, *self._needed, self._at, self._wanted):
            self._tiles.addWidget(tile, 1)
        self._tiles.addStretch(0)
        self._body.addLayout(self._tiles, 3)
        self._body.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(16)
        self._build_foot()
        self._body.addLayout(self._foot)
        self.button = AnswerButton("", "Enter", tone="stop", tall=84)
        self._foot.addWidget(self.button)
        self._apply_margins()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(28)
        head.addWidget(IconLabel("octagon-x", 104, "on_stop", 2.4, grow="near"))
        self.word = FitLabel("", "stop", "stop", smallest=0.5)
        head.addWidget(self.word, 1)
        return head

    def _build_foot(self) -> None:
        self._foot.addWidget(IconLabel("hand", 52, "on_stop", 2.0, grow="near"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self.deed = FitLabel("", "deed", "stop", smallest=0.6)
        self.safe = Label("", "bench_name_done", "stop", wrap=True)
        words.addWidget(self.deed)
        words.addWidget(self.safe)
        words.addStretch(1)
        self._foot.addLayout(words, 1)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._apply_margins()

    def _apply_margins(self) -> None:
        lead, rest = fonts.near(_STRIPES) + 32, 24
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._body.setContentsMargins(rest if right else lead, 16, lead if right else rest, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW
        for tile in (self._scanned, *self._needed):
            tile.air(_THIN if low else _AIR)
        self._gap.changeSize(0, 8 if low else 18)
        self._body.invalidate()

    def show_stop(self, stop: Stop) -> None:
        """Show a stop, take the focus, and tell screen readers at once."""
        self._stop = stop
        self._apply_margins()
        self.word.setText(stop.word)
        self.why.setText(unbroken(stop.why))
        self.deed.setText(unbroken(stop.deed))
        self.safe.setText(unbroken(stop.safe))
        self.safe.setVisible(bool(stop.safe))
        self._scanned.setVisible(stop.scanned is not None)
        if stop.scanned is not None:
            self._scanned.show_item(stop.scanned)
        for at, tile in enumerate(self._needed):
            tile.setVisible(at < len(stop.needed))
            if at < len(stop.needed):
                tile.show_item(stop.needed[at])
        for face, place, other in ((self._at, stop.at, stop.wanted), (self._wanted, stop.wanted, stop.at)):
            face.setVisible(bool(place))
            face.place.show_word(place, other)
        alone = (stop.scanned is not None) + len(stop.needed) == 1 and not stop.at
        self._tiles.setStretch(self._tiles.count() - 1, int(alone))  # one tile stands where it stands beside another
        self._show_button(stop)
        words = ". ".join(part for part in (stop.word, stop.why, stop.deed) if part)
        self.setAccessibleName(words)
        announce(self, words, urgent=True)
        self.update()

    def _show_button(self, stop: Stop) -> None:
        self._foot.removeWidget(self.button)
        drop(self.button)
        self.button = AnswerButton(stop.button, stop.key, tone="stop", tall=84)
        self.button.clicked.connect(lambda _on=False: self.confirmed.emit())
        self._foot.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect, 12, 12)
        painter.setClipPath(path)
        painter.fillRect(rect, theme.colour("stop_fill"))
        edge = theme.colour("stop_edge")
        if edge != theme.colour("stop_fill"):
            draw.box(painter, rect, 12, None, edge, 3)
        self._paint_stripes(painter, rect)

    def _paint_stripes(self, painter: QPainter, rect: QRectF) -> None:
        wide, band = fonts.near(_STRIPES), fonts.near(_BAND)
        step = band * 2**0.5
        painter.setPen(Qt.PenStyle.NoPen)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() - wide if right else rect.left()
        painter.fillRect(QRectF(left, rect.top(), wide, rect.height()), theme.colour("stop_fill"))
        painter.setBrush(theme.colour("on_stop"))
        painter.save()
        painter.setClipRect(QRectF(left, rect.top(), wide, rect.height()), Qt.ClipOperation.IntersectClip)
        at = rect.top() - wide
        lean = wide if not right else -wide
        while at < rect.bottom() + wide:
            start = at + max(lean, 0)
            points = [
                (left, start),
                (left + wide, start - lean),
                (left + wide, start - lean + step),
                (left, start + step),
            ]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
            at += 2 * step
        painter.restore()
