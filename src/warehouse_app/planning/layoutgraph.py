"""The graph of a drawn warehouse: its grid, and where on it each place stands; islands and strays are named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from types import MappingProxyType

from warehouse_app.domain.layouts.drawing import ordered, places_of
from warehouse_app.domain.layouts.floor import Point
from warehouse_app.domain.layouts.values import LOOKS, Layout
from warehouse_app.planning.block import Spot
from warehouse_app.planning.layout import PlacePoint, WarehouseGraph
from warehouse_app.planning.walks.grid import Gap, Grid, Shut, Turn
from warehouse_app.planning.walks.ways import reached

STRAY_MM = 3_000
"""How far from the middle of the nearest aisle a place may stand and still be reached from it, at most."""


def graph_of_layout(layout: Layout, points: Iterable[PlacePoint], at_depot: Iterable[str] = ()) -> WarehouseGraph:
    """Return the graph of a drawn warehouse with these places.

    A place stands where its coordinates say; one without them where the drawing has a place of its code. `at_depot`
    are docks: they cost no way of their own.
    """
    known, near = tuple(points), tuple(at_depot)
    grid = grid_of_layout(layout)
    drawn = {place.code: place for place in places_of(layout)}
    sequences = {point.code: point.sequence for point in known if point.sequence is not None}
    sequences |= dict.fromkeys(near, 0)
    spots: dict[str, Spot] = {}
    for point in known:
        x, y = point.x_mm, point.y_mm
        if (x is None or y is None) and point.code in drawn:
            x, y = drawn[point.code].x_mm, drawn[point.code].y_mm
        spot = None if x is None or y is None else _spot(grid, x, y)
        if spot is not None:
            spots[point.code] = spot
    reach = reached(grid, spots.values())
    islands = frozenset(code for code, spot in spots.items() if spot not in reach)
    unplaced = frozenset(point.code for point in known if point.code not in spots) - set(near)
    spots = {code: spot for code, spot in spots.items() if code not in islands}
    spots |= dict.fromkeys(near, grid.start)
    levels = {code: drawn[code].level for code in spots if code in drawn}
    block = grid.block()
    return WarehouseGraph(
        block, MappingProxyType(spots), MappingProxyType(sequences), None if block is not None else grid,
        islands, unplaced, MappingProxyType(levels), layout.pace,
    )  # fmt: skip


def grid_of_layout(layout: Layout) -> Grid:
    """Return the floor of a drawing. Where a walk begins or ends between two aisles, a blind aisle is put in."""
    aisles, crossings = ordered(layout), layout.crossings
    real = [aisle.x_mm for aisle in aisles]
    start_x, start_y, entry = _end(layout.start, real, crossings)
    end_x, end_y, leave = _end(layout.end or layout.start, real, crossings)
    xs = tuple(sorted({*real, start_x, end_x}))
    index = {x: number for number, x in enumerate(xs)}
    place = [index[aisle.x_mm] for aisle in aisles]
    shut = [Shut(at, 0, back=False) for at, aisle in zip(place, aisles, strict=True) if not aisle.front_open]
    shut += [
        Shut(at, layout.blocks - 1, back=True) for at, aisle in zip(place, aisles, strict=True) if not aisle.back_open
    ]
    gaps = [Gap(at, gap.cross) for gap in layout.closed for at in range(place[gap.aisle], place[gap.aisle + 1])]
    return Grid(
        xs, crossings, (index[start_x], start_y), (index[end_x], end_y), entry, leave,
        blind=frozenset(index[x] for x in xs if x not in set(real)),
        shut=frozenset(shut), gaps=frozenset(gaps),
        one_way=tuple(
            (at, 1 if aisle.one_way == "up" else -1) for at, aisle in zip(place, aisles, strict=True) if aisle.one_way
        ),
        turns=frozenset(
            Turn(place[turn.aisle], turn.cross, LOOKS.index(turn.coming), LOOKS.index(turn.going))
            for turn in layout.no_turns
        ),
        turning=layout.turning,
    )  # fmt: skip


def _end(point: Point, xs: list[int], crossings: tuple[int, ...]) -> tuple[int, int, int]:
    """Return x and y of where a walk comes onto the floor from a point, and how far that is."""
    x, y = point
    nearest = min(xs, key=lambda each: (abs(each - x), each))
    at = min(max(y, crossings[0]), crossings[-1])
    if at in crossings:
        return x, at, abs(y - at)
    return nearest, at, abs(nearest - x)


def _spot(grid: Grid, x: int, y: int) -> Spot | None:
    """Return the spot nearest to a point; None where it is away from every aisle."""
    if not grid.crossings[0] <= y <= grid.crossings[-1]:
        return None
    real = [number for number in range(len(grid.xs)) if number not in grid.blind]
    xs = [grid.xs[number] for number in real]
    at = bisect_left(xs, x)
    near = [place for place in (at - 1, at) if 0 <= place < len(xs)]
    best = min(near, key=lambda place: (abs(xs[place] - x), place))
    half = min((b - a for a, b in pairwise(xs)), default=2 * STRAY_MM) // 2
    return (real[best], y) if abs(xs[best] - x) <= min(half, STRAY_MM) else None
