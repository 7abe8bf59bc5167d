"""Where on the widget a point of the floor lies: millimetres to pixels, fitted, zoomed and moved. The front cross
aisle is at the foot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from warehouse_app.domain.layouts.floor import FloorPlan

HEAD, FOOT, SIDE = 40.0, 52.0, 28.0
"""Room for the aisles' names, for the start, and beside the outer racks."""

_STRETCH = 2.2
"""How much more one axis may be stretched than the other, so that a long warehouse fills the room."""

_NEAREST = 24.0
"""How much larger than the whole it gets."""

_LONE_MM, _LONE_BAY_MM = 4_000, 1_200


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels a millimetre along and across, the pixel of the point (0, 0), and the distances between neighbours."""

    sx: float
    sy: float
    ox: float
    oy: float
    aisle_mm: float
    bay_mm: float

    def at(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point of the floor."""
        return QPointF(self.ox + x * self.sx, self.oy - y * self.sy)


def fitted(floor: FloorPlan, room: QRectF) -> Frame:
    """Return the frame that shows the whole floor in `room`."""
    xs = [spot.x_mm for spot in floor.spots] + [aisle.x_mm for aisle in floor.aisles]
    ys = [spot.y_mm for spot in floor.spots] + list(floor.crossings)
    for point in (floor.start, floor.end):
        xs, ys = (xs, ys) if point is None else ([*xs, point[0]], [*ys, point[1]])
    if not xs:
        return Frame(0.01, 0.01, 0.0, 0.0, _LONE_MM, _LONE_BAY_MM)
    aisle, bay = _gap([a.x_mm for a in floor.aisles], _LONE_MM), _bay(floor)
    left, right, low, high = min(xs) - aisle / 2, max(xs) + aisle / 2, min(ys), max(ys)
    inner = room.adjusted(SIDE, HEAD, -SIDE, -FOOT)
    sx = max(1e-4, inner.width() / max(1.0, right - left))
    sy = max(1e-4, inner.height() / max(1.0, high - low))
    sx, sy = min(sx, sy * _STRETCH), min(sy, sx * _STRETCH)
    ox = inner.left() + (inner.width() - (right - left) * sx) / 2 - left * sx
    oy = inner.top() + (inner.height() + (high - low) * sy) / 2 + low * sy
    return Frame(sx, sy, ox, oy, aisle, bay)


def zoomed(frame: Frame, by: float, around: QPointF, whole: Frame) -> Frame | None:
    """Return the frame with everything `by` times as large, one point staying where it is; None: the whole again."""
    if frame.sx * by <= whole.sx * 1.001:
        return None
    by = min(by, whole.sx * _NEAREST / frame.sx)
    return replace(
        frame, sx=frame.sx * by, sy=frame.sy * by,
        ox=around.x() - (around.x() - frame.ox) * by, oy=around.y() - (around.y() - frame.oy) * by,
    )  # fmt: skip


def moved(frame: Frame, by: QPointF) -> Frame:
    """Return the frame moved by so many pixels."""
    return replace(frame, ox=frame.ox + by.x(), oy=frame.oy + by.y())


def _gap(values: list[int], lone: int) -> float:
    """Return the least distance between neighbours."""
    ordered = sorted(set(values))
    return float(min((b - a for a, b in pairwise(ordered)), default=lone))


def _bay(floor: FloorPlan) -> float:
    """Return the least distance between places of one aisle."""
    columns: dict[int, set[int]] = {}
    for spot in floor.spots:
        columns.setdefault(spot.x_mm, set()).add(spot.y_mm)
    return min((_gap(list(ys), _LONE_BAY_MM) for ys in columns.values()), default=float(_LONE_BAY_MM))
