"""The racks of a warehouse's map: a cell for each place beside its aisle, filled by how much is picked there; the
aisles' names above and the start at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from warehouse_app.domain.layouts.floor import FloorPlan, FloorSpot
from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.floorframe import Frame
from warehouse_app.ui.kit.text import code
from warehouse_app.wording import tr

_RACK, _AISLE = 0.24, 0.25
"""Of the distance between two aisles: how deep a rack is, and how far its middle is from the aisle's."""

_DEEPEST, _FLATTEST = 46.0, 2.0
_BAR, _BEND = 7.0, 16.0
_WAYS = {"north": QPointF(0, -1), "south": QPointF(0, 1), "west": QPointF(-1, 0), "east": QPointF(1, 0)}
"""Ways on the screen, whose y grows downward; north is away from the front."""

HEAT = 5
"""How many steps of heat are told apart."""


def cells_of(frame: Frame, floor: FloorPlan) -> Iterator[tuple[FloorSpot, QRectF]]:
    """Give each place the rectangle it has; one whose side is not known lies on both."""
    pitch = frame.aisle_mm * frame.sx
    deep = min(_DEEPEST, max(_FLATTEST, pitch * _RACK))
    beside = min(pitch * _AISLE, deep / 2 + 26.0)
    high = max(_FLATTEST, frame.bay_mm * frame.sy - 1.0)
    for spot in floor.spots:
        middle = frame.at(spot.x_mm, spot.y_mm)
        sides = (-1, 1) if spot.side not in {"left", "right"} else (-1,) if spot.side == "left" else (1,)
        for side in sides:
            centre = middle + QPointF(side * beside, 0)
            yield spot, QRectF(centre.x() - deep / 2, centre.y() - high / 2, deep, high)


def heat_fill(picks: int, most: int) -> QColor:
    """Return the fill of a place where so much is picked, of `most` at the busiest."""
    step = 0 if picks <= 0 or most <= 0 else max(1, -(-picks * HEAT // most))
    if step == 0:
        return theme.colour("sunken")
    return theme.colour("tour2", 40 + 215 * step // HEAT)


def paint_racks(painter: QPainter, frame: Frame, floor: FloorPlan, picks: Mapping[str, int]) -> None:
    """Paint the aisles' floor and all racks; places above each other share one cell and add up."""
    _lanes(painter, frame, floor)
    cells: dict[tuple[float, float], tuple[QRectF, int, bool]] = {}
    for spot, cell in cells_of(frame, floor):
        key = (cell.x(), cell.y())
        _cell, heat, island = cells.get(key, (cell, 0, False))
        cells[key] = (cell, heat + picks.get(spot.code, 0), island or spot.island)
    most = max((heat for _cell, heat, _island in cells.values()), default=0)
    edge = theme.colour("line")
    for cell, heat, island in cells.values():
        painter.fillRect(cell, heat_fill(heat, most))
        painter.setPen(QPen(theme.colour("stop_mark") if island else edge, 2 if island else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell)
        if island:
            painter.drawLine(cell.topLeft(), cell.bottomRight())


def _lanes(painter: QPainter, frame: Frame, floor: FloorPlan) -> None:
    """Paint a thin line along each aisle and each cross aisle, with arrows where it is one-way."""
    painter.setPen(QPen(theme.colour("line"), 1, Qt.PenStyle.DashLine))
    for aisle in floor.aisles:
        painter.drawLine(frame.at(aisle.x_mm, aisle.front_mm), frame.at(aisle.x_mm, aisle.back_mm))
    if floor.aisles:
        first, last = min(a.x_mm for a in floor.aisles), max(a.x_mm for a in floor.aisles)
        for y in floor.crossings:
            painter.drawLine(frame.at(first, y), frame.at(last, y))
    painter.setPen(QPen(theme.colour("ink3"), 2))
    for aisle in floor.aisles:
        if aisle.one_way:
            _arrows(painter, frame, aisle.x_mm, aisle.front_mm, aisle.back_mm, aisle.one_way == "up")


def paint_rules(painter: QPainter, frame: Frame, floor: FloorPlan) -> None:
    """Paint what may not be walked: a bar across a closed cross aisle, a struck bend where a turn is forbidden."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for first, last, y in floor.closed:
        painter.setPen(QPen(theme.colour("surface"), 4))
        painter.drawLine(frame.at(first, y), frame.at(last, y))
        painter.setPen(QPen(theme.colour("stop_mark"), 3))
        middle = frame.at((first + last) / 2, y)
        for side in (-3, 3):
            painter.drawLine(middle + QPointF(side, -_BAR), middle + QPointF(side, _BAR))
    for turn in floor.no_turns:
        corner, back, on = frame.at(turn.x_mm, turn.y_mm), -_WAYS[turn.coming] * _BEND, _WAYS[turn.going] * _BEND
        painter.setPen(QPen(theme.colour("stop_mark"), 2))
        painter.drawPolyline(QPolygonF([corner + back, corner, corner + on]))
        painter.drawLine(corner + QPointF(-_BAR, -_BAR), corner + QPointF(_BAR, _BAR))


def _arrows(painter: QPainter, frame: Frame, x: int, front: int, back: int, up: bool) -> None:
    for part in (0.2, 0.5, 0.8):
        tip = frame.at(x, front + (back - front) * part)
        for side in (-1, 1):
            painter.drawLine(tip, tip + QPointF(side * 5, 7 if up else -7))


def paint_frame(painter: QPainter, frame: Frame, floor: FloorPlan, room: QRectF) -> None:
    """Paint the aisles' names, as many as have room, and where walks begin and end."""
    font = fonts.font("caption_strong")
    width, taken = max(40.0, min(frame.aisle_mm * frame.sx - 2, 90.0)), -1e9
    top = min((frame.at(0, max(floor.crossings)).y() if floor.crossings else 1e9), 1e9)
    for aisle in sorted(floor.aisles, key=lambda each: each.x_mm):
        at = frame.at(aisle.x_mm, aisle.back_mm)
        height = max(room.top() + 2, min(at.y(), top) - 30)
        if at.x() - width / 2 < taken or not room.left() <= at.x() <= room.right():
            continue
        taken = at.x() + width / 2
        place = QRectF(at.x() - width / 2, height, width, 18)
        draw.word(painter, place, code(aisle.name), font, "ink2", draw.CENTRED)
    if floor.start is not None:
        same = floor.end is None or floor.end == floor.start
        _post(painter, frame, floor.start, tr("Start, end") if same else tr("Start"), room)
    if floor.end is not None and floor.end != floor.start:
        _post(painter, frame, floor.end, tr("End"), room)


def _post(painter: QPainter, frame: Frame, point: tuple[int, int], text: str, room: QRectF) -> None:
    """Paint a small board at a point of the floor, inside the room."""
    font = fonts.font("label_strong")
    at = frame.at(*point)
    if not room.adjusted(-40, -40, 40, 40).contains(at):
        return
    wide = QFontMetrics(font).horizontalAdvance(text) + 20
    place = QRectF(at.x() - wide / 2, at.y() + 10, wide, 30)
    place.moveLeft(max(room.left() + 4, min(place.left(), room.right() - wide - 4)))
    place.moveTop(min(place.top(), room.bottom() - 34))
    draw.box(painter, place, 8, theme.colour("surface"), theme.colour("edge"))
    draw.word(painter, place, text, font, "ink", draw.CENTRED)
