"""The map of a warehouse with everything that can be drawn on it: four tours, heat, an island, a one-way aisle."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warehouse_app.domain.layouts.floor import FloorAisle, FloorPlan, FloorSpot, FloorTour, Point, TourStop
from warehouse_app.ui.kit.warehousemap import WarehouseMap

_AISLES, _BAYS, _STEP, _BAY = 10, 20, 4_200, 2_700
_FRONT, _BACK = -1_500, _BAYS * _BAY + 1_500


def floor() -> FloorPlan:
    """Return ten aisles, the fourth one-way, with a corner no walk reaches."""
    spots = tuple(
        FloorSpot(
            f"A{aisle + 1:02}-{2 * bay + (1 if side == 'left' else 2):02}-1", aisle * _STEP, bay * _BAY + _BAY // 2,
            side, f"A{aisle + 1:02}", aisle == _AISLES - 1 and bay > _BAYS - 3,
        )
        for aisle in range(_AISLES) for bay in range(_BAYS) for side in ("left", "right")
    )  # fmt: skip
    aisles = tuple(
        FloorAisle(f"A{aisle + 1:02}", aisle * _STEP, _FRONT, _BACK, "up" if aisle == 3 else "")
        for aisle in range(_AISLES)
    )
    return FloorPlan(aisles, spots, (_FRONT, _BACK), (0, _FRONT - 2_000))


def tour(key: str, first: int, bays: tuple[tuple[int, ...], ...]) -> FloorTour:
    """Return a walk up one aisle and down the next from the start, stopping at these bays."""
    path: list[Point] = [(0, _FRONT - 2_000), (0, _FRONT), (first * _STEP, _FRONT)]
    stops = []
    for number, wanted in enumerate(bays):
        x, up = (first + number) * _STEP, number % 2 == 0
        path += [(x, _FRONT), (x, _BACK)] if up else [(x, _BACK), (x, _FRONT)]
        for bay in sorted(wanted, reverse=not up):
            place = f"A{first + number + 1:02}-{2 * bay + 1:02}-1"
            stops.append(TourStop(place, x, bay * _BAY + _BAY // 2))
    return FloorTour(key, f"Batch {key}", (*path, (0, _FRONT), (0, _FRONT - 2_000)), tuple(stops))


def tours() -> tuple[FloorTour, ...]:
    """Return four tours that cross."""
    return (
        tour("31", 0, ((9, 15), (4, 12))),
        tour("32", 2, ((6,), (2, 9, 16), (5, 12), (14, 18))),
        tour("33", 5, ((3, 8), (2, 9, 11, 13), (4, 15), (6,))),
        tour("34", 3, ((13,), (2, 7), (8, 12), (9, 14))),
    )


def heat() -> dict[str, int]:
    """Return more picks the nearer to the start."""
    return {
        spot.code: max(0, 60 - spot.x_mm // 1_000 - spot.y_mm // 1_000) * (1 + number % 3)
        for number, spot in enumerate(floor().spots)
    }


def maps() -> QWidget:
    """Put a map with tours and one with heat side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    with_tours, with_heat = WarehouseMap(), WarehouseMap()
    with_tours.show_floor(floor())
    with_tours.show_tours(tours(), "32")
    with_heat.show_floor(floor())
    with_heat.show_heat(heat())
    with_heat.show_marked(("A05-09-1",))
    row.addWidget(with_tours, 3)
    row.addWidget(with_heat, 2)
    return made
