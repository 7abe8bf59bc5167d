"""The map of a warehouse (UI §4.13): racks along the aisles, how much is picked where, and tours drawn on it.

Racks are drawn once for a size into a pixmap; tours, marks and words are painted over it in one pass. Ctrl and + - 0
make it larger, smaller, whole; Ctrl and an arrow, or a pull with the mouse, move it; the wheel zooms where the mouse
is. Arrows alone go through the stops of the chosen tour, or through the marked places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.domain.layouts.floor import FloorPlan, FloorSpot, FloorTour
from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.floorframe import Frame, fitted, moved, zoomed
from warehouse_app.ui.kit.floorracks import cells_of, paint_frame, paint_racks, paint_rules
from warehouse_app.ui.kit.floortours import paint_tours, stop_at
from warehouse_app.wording import tr, trn

_STEP, _PULL = 1.25, 60.0
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_SAID = 8


class WarehouseMap(QWidget):
    """Give it a floor, then heat, tours or marks. `opened(code)`: a place was touched; `chosen(key)`: a tour was."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._floor, self._tour = FloorPlan(), ""
        self._tours: tuple[FloorTour, ...] = ()
        self._heat: Mapping[str, int] = {}
        self._marked: tuple[str, ...] = ()
        self._frame: Frame | None = None
        self._racks: tuple[object, QPixmap] | None = None
        self._walks: tuple[object, QPixmap] | None = None
        self._cursor, self._pulled = 0, False
        self._grip: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def show_floor(self, floor: FloorPlan) -> None:
        """Show this floor; heat, tours and marks stay."""
        if floor != self._floor:
            self._floor, self._frame, self._racks = floor, None, None
            self._say()

    def show_heat(self, picks: Mapping[str, int]) -> None:
        """Fill places by how much is picked there (place -> picks); empty: no heat."""
        if picks != self._heat:
            self._heat, self._racks = dict(picks), None
            self._say()

    def show_tours(self, tours: Iterable[FloorTour], chosen: str = "") -> None:
        """Draw these tours, the one of key `chosen` on top with numbered stops."""
        told = tuple(tours)
        if (told, chosen) != (self._tours, self._tour):
            self._cursor = 0 if chosen != self._tour else self._cursor
            self._tours, self._tour = told, chosen
            self._say()

    def show_marked(self, codes: Iterable[str]) -> None:
        """Ring these places."""
        told = tuple(codes)
        if told != self._marked:
            self._marked, self._cursor = told, 0
            self._say()

    def zoom(self, by: float) -> None:
        """Make it larger or smaller around its middle; 0 shows all of it."""
        self._see(None if by == 0 else zoomed(self._seen(), by, QPointF(self.rect().center()), self._whole()))

    def sentence(self) -> str:
        """Say in words what is drawn, for those who do not see it."""
        if not self._floor.spots:
            return tr("No place has a place on the map")
        told = [trn("{n} place", "{n} places", len(self._floor.spots)).format(n=len(self._floor.spots))]
        told.append(trn("{n} aisle", "{n} aisles", len(self._floor.aisles)).format(n=len(self._floor.aisles)))
        islands = sum(spot.island for spot in self._floor.spots)
        if islands:
            told.append(trn("{n} place no walk reaches", "{n} places no walk reaches", islands).format(n=islands))
        if self._heat:
            most = sorted(self._heat, key=lambda code: (-self._heat[code], code))[:_SAID]
            listed = ", ".join(f"{code} ({self._heat[code]})" for code in most)
            told.append(tr("most picked: {places}").format(places=listed))
        tour = self._chosen_tour()
        if tour is not None:
            listed = ", ".join(stop.place for stop in tour.stops)
            told.append(tr("{tour}: {places}").format(tour=tour.name, places=listed))
        elif self._tours:
            told.append(trn("{n} tour", "{n} tours", len(self._tours)).format(n=len(self._tours)))
        if self._marked:
            told.append(tr("marked: {places}").format(places=", ".join(self._marked[:_SAID])))
        return "; ".join(told)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def _say(self) -> None:
        self.setAccessibleName(self.sentence())
        self.update()

    def _chosen_tour(self) -> FloorTour | None:
        return next((tour for tour in self._tours if tour.key == self._tour), None)

    # ------------------------------------------------------------------------------------------------------ the view
    def _whole(self) -> Frame:
        return fitted(self._floor, QRectF(self.rect()))

    def _seen(self) -> Frame:
        if self._frame is None:
            self._frame = self._whole()
        return self._frame

    def _see(self, frame: Frame | None) -> None:
        self._frame, self._racks = frame, None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see(None)

    # ---------------------------------------------------------------------------------------------------- the picture
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        if not self._floor.spots:
            draw.word(painter, QRectF(self.rect()), self.sentence(), fonts.font("body"), "ink2", draw.CENTRED)
            return
        frame = self._seen()
        painter.drawPixmap(0, 0, self._drawn(frame))
        painter.drawPixmap(0, 0, self._walked(frame))
        if self._marked:
            self._rings(painter, frame)
        paint_frame(painter, frame, self._floor, QRectF(self.rect()))

    def _drawn(self, frame: Frame) -> QPixmap:
        key = (self.size().toTuple(), theme.tokens(), frame, self.devicePixelRatioF())
        if self._racks is None or self._racks[0] != key:
            made = self._layer(lambda painter: self._paint_floor(painter, frame))
            self._racks = (key, made)
        return self._racks[1]

    def _paint_floor(self, painter: QPainter, frame: Frame) -> None:
        paint_racks(painter, frame, self._floor, self._heat)
        paint_rules(painter, frame, self._floor)

    def _walked(self, frame: Frame) -> QPixmap:
        """Return the tours, painted anew only where they changed: each stroke beside a busy lane waits its turn."""
        tours, chosen, cursor = self._tours, self._tour, self._cursor if self.hasFocus() else None
        key = (self.size().toTuple(), theme.tokens(), frame, self.devicePixelRatioF(), tours, chosen, cursor)
        if self._walks is None or self._walks[0] != key:
            self._walks = (key, self._layer(lambda painter: paint_tours(painter, frame, tours, chosen, cursor)))
        return self._walks[1]

    def _layer(self, paint: Callable[[QPainter], None]) -> QPixmap:
        made = QPixmap(self.size() * self.devicePixelRatioF())
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        draw.smooth(painter)
        paint(painter)
        painter.end()
        return made

    def _rings(self, painter: QPainter, frame: Frame) -> None:
        """Ring the marked places, and name the one the arrows are at."""
        wanted = set(self._marked)
        for spot, cell in cells_of(frame, self._floor):
            if spot.code not in wanted:
                continue
            here = self.hasFocus() and self._tour == "" and self._marked[self._cursor % len(self._marked)] == spot.code
            draw.box(painter, cell.adjusted(-3, -3, 3, 3), 4, None, theme.colour("ink" if here else "accent"), 2.5)
            if here:
                place = QRectF(cell.right() + 6, cell.center().y() - 10, 110, 20)
                draw.box(painter, place, 4, theme.colour("surface", 230))
                draw.word(painter, place.adjusted(4, 0, 0, 0), spot.code, fonts.font("caption_strong"), "ink")

    # ------------------------------------------------------------------------------------------------ keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
            self.zoom(0 if key == Qt.Key.Key_0 else 1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif control and key in _ARROWS:
            self._see(moved(self._seen(), QPointF(*_ARROWS[key]) * _PULL))
        elif not control and key in _ARROWS and self._walkable():
            self._cursor += -1 if key in (Qt.Key.Key_Left, Qt.Key.Key_Up) else 1
            self.setAccessibleDescription(self._walkable()[self._cursor % len(self._walkable())])
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._walkable():
            self.opened.emit(self._walkable()[self._cursor % len(self._walkable())])
        else:
            super().keyPressEvent(event)

    def _walkable(self) -> tuple[str, ...]:
        """Return the places the arrows go through."""
        tour = self._chosen_tour()
        return tuple(stop.place for stop in tour.stops) if tour is not None else self._marked

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and self._floor.spots:
            by = _STEP if turned > 0 else 1 / _STEP
            self._see(zoomed(self._seen(), by, event.position(), self._whole()))
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._grip, self._pulled = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        by = event.position() - self._grip
        if self._pulled or by.manhattanLength() > 6:
            self._pulled, self._grip = True, event.position()
            self._see(moved(self._seen(), by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pulled, self._grip, self._pulled = self._pulled, None, False
        if pulled or not self._floor.spots:
            return
        tour = stop_at(self._seen(), self._tours, event.position())
        if tour and tour != self._tour:
            self.chosen.emit(tour)
        elif (spot := self._spot_at(event.position())) is not None:
            self.opened.emit(spot.code)

    def _spot_at(self, point: QPointF) -> FloorSpot | None:
        """Return the place under a point; of places above each other a marked or picked one first."""
        here: dict[bool, list[FloorSpot]] = defaultdict(list)
        for spot, cell in cells_of(self._seen(), self._floor):
            if cell.adjusted(-2, -2, 2, 2).contains(point):
                here[spot.code in self._marked or spot.code in self._heat].append(spot)
        return next(iter(here[True] or here[False]), None)
