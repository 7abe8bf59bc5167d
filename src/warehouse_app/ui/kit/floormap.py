"""The map of places (UI §4.13): every bin where it stands, those of the chosen thing filled; levels lie on one another.

The racks are drawn once into a pixmap; only the marks are painted each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.domain.stock import MapPlace
from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.wording import tr, trn

_PAD, _LEAST, _MOST = 12.0, 2.0, 18.0


class FloorMap(QWidget):
    """Show it bins and which of them to mark. `opened(code)` when one is touched, or chosen by arrows and Enter."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._bins: tuple[MapPlace, ...] = ()
        self._spots: dict[tuple[int, int], list[str]] = {}
        self._marked: Mapping[str, int] = {}
        self._racks: tuple[object, QPixmap] | None = None
        self._cursor = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.sentence())

    def show_bins(self, bins: tuple[MapPlace, ...], marked: Mapping[str, int]) -> None:
        """Show these bins, with these marked by their units."""
        if bins != self._bins:
            self._bins, self._racks = bins, None
            spots: dict[tuple[int, int], list[str]] = defaultdict(list)
            for each in bins:
                spots[each.x_mm, each.y_mm].append(each.code)
            self._spots = dict(spots)
        if marked != self._marked:
            self._marked, self._cursor = dict(marked), 0
        self.setAccessibleName(self.sentence())
        self.update()

    def sentence(self) -> str:
        """Say in words what is marked, for those who do not see it."""
        if not self._bins:
            return tr("No bin has a place on the map")
        here = [code for code in self._order() if code in self._marked]
        if not here:
            return trn("{n} bin; nothing is marked", "{n} bins; nothing is marked", len(self._bins)).format(
                n=len(self._bins)
            )
        return tr("Marked: {places}").format(places=", ".join(f"{code} ({self._marked[code]})" for code in here[:8]))

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def _order(self) -> list[str]:
        return [code for codes in self._spots.values() for code in codes]

    def _scale(self) -> tuple[float, QPointF]:
        """Return pixels a millimetre, and where the map's corner lies."""
        xs, ys = [spot[0] for spot in self._spots], [spot[1] for spot in self._spots]
        wide, high = max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
        room = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        scale = min(room.width() / wide, room.height() / high)
        return scale, QPointF(
            room.left() + (room.width() - wide * scale) / 2 - min(xs) * scale,
            room.top() + min(24.0, (room.height() - high * scale) / 2) - min(ys) * scale,
        )

    def _frames(self) -> dict[tuple[int, int], QRectF]:
        """Return the frame of each spot on the floor."""
        scale, corner = self._scale()
        size = max(_LEAST, min(_MOST, self._gap() * scale * 0.8))
        return {
            spot: QRectF(corner.x() + spot[0] * scale - size / 2, corner.y() + spot[1] * scale - size / 2, size, size)
            for spot in self._spots
        }

    def _gap(self) -> float:
        """Return the distance between neighbours in millimetres."""
        columns: dict[int, list[int]] = defaultdict(list)
        for x, y in self._spots:
            columns[x].append(y)
        gaps = [b - a for ys in columns.values() for a, b in zip(sorted(ys), sorted(ys)[1:], strict=False)]
        return float(min(gaps, default=1_000))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._racks = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        if not self._spots:
            draw.word(painter, QRectF(self.rect()), self.sentence(), fonts.font("body"), "ink2", draw.CENTRED)
            return
        frames = self._frames()
        painter.drawPixmap(0, 0, self._drawn(frames))
        chosen = self._chosen()
        for spot, codes in self._spots.items():
            mine = [code for code in codes if code in self._marked]
            if mine:
                frame = frames[spot].adjusted(-2, -2, 2, 2)
                draw.box(painter, frame, 2, theme.colour("accent"))
                if self.hasFocus() and chosen in mine:
                    draw.box(painter, frame.adjusted(-4, -4, 4, 4), 4, None, theme.colour("ink"), 2)
        self._labels(painter, frames)

    def _labels(self, painter: QPainter, frames: Mapping[tuple[int, int], QRectF]) -> None:
        """Name the marked bins, as many as have room beside each other."""
        taken: list[QRectF] = []
        font = fonts.font("caption_strong")
        for spot, codes in self._spots.items():
            mine = [code for code in codes if code in self._marked]
            if not mine:
                continue
            frame = frames[spot]
            place = QRectF(frame.right() + 4, frame.center().y() - 9, 84, 18)
            if place.right() > self.width():
                place.moveRight(frame.left() - 4)
            if any(place.intersects(other) for other in taken):
                continue
            taken.append(place)
            draw.box(painter, place, 4, theme.colour("surface", 220))
            draw.word(painter, place.adjusted(3, 0, 0, 0), mine[0], font, "ink", draw.LEADING)

    def _drawn(self, frames: Mapping[tuple[int, int], QRectF]) -> QPixmap:
        key = (self.size().toTuple(), theme.tokens(), len(frames))
        if self._racks is None or self._racks[0] != key:
            ratio = self.devicePixelRatioF()
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            for frame in frames.values():
                painter.fillRect(frame, theme.colour("line"))
            painter.end()
            self._racks = (key, made)
        return self._racks[1]

    def _chosen(self) -> str:
        here = [code for code in self._order() if code in self._marked]
        return here[self._cursor % len(here)] if here else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        move = step.get(Qt.Key(event.key()), 0)
        if move:
            self._cursor += move
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen():
            self.opened.emit(self._chosen())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._spots:
            return
        for spot, frame in self._frames().items():
            if frame.adjusted(-3, -3, 3, 3).contains(event.position()):
                codes = self._spots[spot]
                self.opened.emit(next((code for code in codes if code in self._marked), codes[0]))
                return
