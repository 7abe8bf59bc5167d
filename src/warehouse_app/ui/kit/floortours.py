"""Tours on a warehouse's map: a colour and a dash each, the chosen one thick, on top, with numbered stops.

The way back lies beside the way out, and each tour a little beside the others, so that no line hides another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from warehouse_app.domain.layouts.floor import FloorTour
from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.floorframe import Frame

COLOURED = 4
"""Tours that have a colour of their own; more would not be told apart."""

_DASHES: tuple[tuple[float, ...], ...] = ((), (10, 6), (3, 5), (14, 5, 3, 5))
_BESIDE, _APART = 3.5, 4.0
_STOP, _DOT, _NEAR = 22.0, 8.0, 9.0


def tour_token(place: int) -> str:
    """Return the colour of the n-th tour (from 0); from the fifth on they share one."""
    return f"tour{place + 1}" if place < COLOURED else "edge"


def tour_dash(place: int) -> tuple[float, ...]:
    """Return the dash of the n-th tour, in pixels; empty: a solid line."""
    return _DASHES[place] if place < COLOURED else ()


def paint_tours(painter: QPainter, frame: Frame, tours: Sequence[FloorTour], chosen: str, cursor: int | None) -> None:
    """Paint all tours; `cursor` is the stop of the chosen one that is looked at."""
    order = sorted(range(len(tours)), key=lambda place: (tours[place].key == chosen, -place))
    for place in order:
        _paint(painter, frame, tours[place], place, tours[place].key == chosen, bool(chosen), cursor)


def _paint(
    painter: QPainter,
    frame: Frame,
    tour: FloorTour,
    place: int,
    first: bool,
    dim: bool,
    cursor: int | None,
) -> None:
    token, dash = tour_token(place), tour_dash(place)
    width = 5.0 if first else 2.5
    pen = QPen(theme.colour(token, 255 if first or not dim else 200), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern([each / width for each in dash])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    aside = _aside(place)
    # Aisles run straight: smoothing them costs ten times the stroke, and changes nothing that one sees.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.drawPolyline(QPolygonF(beside([frame.at(x, y) + aside for x, y in tour.path], _BESIDE)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    stops = [frame.at(stop.x_mm, stop.y_mm) + aside for stop in tour.stops]
    if not first:
        _dots(painter, stops, token)
        return
    for number, at in enumerate(stops):
        _numbered(painter, at, number + 1, token, cursor is not None and cursor % len(stops) == number)


def _dots(painter: QPainter, stops: Sequence[QPointF], token: str) -> None:
    """Paint the stops of a tour that is not chosen by two strokes: beside a busy lane each one waits its turn."""
    for colour, wide in (("surface", _DOT + 1.5), (token, _DOT - 1.5)):
        painter.setPen(QPen(theme.colour(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(QPolygonF(stops))


def _numbered(painter: QPainter, at: QPointF, number: int, token: str, looked_at: bool) -> None:
    if looked_at:
        painter.setPen(QPen(theme.colour("ink"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, _STOP / 2 + 5, _STOP / 2 + 5)
    painter.setPen(QPen(theme.colour("surface"), 2))
    painter.setBrush(theme.colour(token))
    painter.drawEllipse(at, _STOP / 2, _STOP / 2)
    place = QRectF(at.x() - _STOP / 2, at.y() - _STOP / 2, _STOP, _STOP)
    draw.word(painter, place, str(number), fonts.font("caption_strong"), "surface", draw.CENTRED)


def _aside(place: int) -> QPointF:
    """Return by how much the n-th tour lies beside where it is walked: 0, then alternately to both sides."""
    step = (place + 1) // 2 * (1 if place % 2 else -1) if place < 2 * COLOURED else 0
    return QPointF(step * _APART, -step * _APART)


def beside(path: Sequence[QPointF], by: float) -> list[QPointF]:
    """Return a path to the right of this one, so that a way back lies beside the way out."""
    corners = [corner for number, corner in enumerate(path) if number == 0 or _far(corner, path[number - 1])]
    if len(corners) < 2:
        return list(corners)
    sides = [_right(start, end) * by for start, end in pairwise(corners)]
    moved = [corners[0] + sides[0]]
    for corner, before, after in zip(corners[1:-1], sides, sides[1:], strict=False):
        if abs(QPointF.dotProduct(before, after)) < by * by / 2:
            moved.append(corner + before + after)
        else:
            moved += [corner + before, corner + after]
    return [*moved, corners[-1] + sides[-1]]


def _far(a: QPointF, b: QPointF) -> bool:
    return (a - b).manhattanLength() > 0.1


def _right(start: QPointF, end: QPointF) -> QPointF:
    """Return the unit vector to the right of a step, on a screen whose y grows downward."""
    way = end - start
    length = max(1e-9, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    return QPointF(-way.y() / length, way.x() / length)


def stop_at(frame: Frame, tours: Sequence[FloorTour], point: QPointF) -> str:
    """Return the key of the tour whose stop lies at a point, "" where none does."""
    for place, tour in enumerate(tours):
        aside = _aside(place)
        for stop in tour.stops:
            if (frame.at(stop.x_mm, stop.y_mm) + aside - point).manhattanLength() <= _NEAR:
                return tour.key
    return ""
