"""The graph of a drawn warehouse: its grid, and where on it each place stands; islands and strays are named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from warehouse_app.domain.layouts.drawing import ordered, places_of
from warehouse_app.domain.layouts.floor import FloorAisle, FloorPlan, FloorSpot, FloorTurn, Point
from warehouse_app.domain.layouts.values import LOOKS, MOST, Aisle, Layout
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


def derived_layout(warehouse: str, points: Iterable[PlacePoint]) -> Layout | None:
    """Return the drawing that the places' coordinates suggest, to begin with; None where they suggest none."""
    columns: dict[str, list[PlacePoint]] = {}
    for point in points:
        if point.aisle is not None and point.x_mm is not None and point.y_mm is not None:
            columns.setdefault(point.aisle, []).append(point)
    middles = {name: sum(p.x_mm or 0 for p in found) // len(found) for name, found in columns.items()}
    if not columns or len(set(middles.values())) < len(middles) or len(middles) > MOST["aisles"]:
        return None
    ys = {name: sorted({p.y_mm or 0 for p in found}) for name, found in columns.items()}
    gaps = [b - a for each in ys.values() for a, b in pairwise(each)]
    bay = max(100, min(20_000, min(gaps, default=2_700)))
    aisles = tuple(
        Aisle(
            _named(name), middles[name], min(MOST["bays"], max(1, (ys[name][-1] + bay // 2) // bay)),
            _tall(columns[name], ys[name]), number=int(name) if name.isdecimal() else 0,
        )
        for name in sorted(columns, key=lambda each: (middles[each], each))
    )  # fmt: skip
    return Layout(warehouse, aisles, bay_mm=bay, start=(aisles[0].x_mm, -1_500))


def _named(name: str) -> str:
    return f"A{int(name):02}" if name.isdecimal() else name


def _tall(points: list[PlacePoint], ys: list[int]) -> int:
    """Return the levels there seem to be: how many places share a stand, on two sides."""
    return max(1, min(MOST["levels"], -(-len(points) // (2 * len(ys)))))


def floor_plan(
    graph: WarehouseGraph, places: Iterable[tuple[PlacePoint, str]], layout: Layout | None = None
) -> FloorPlan:
    """Return what a map shows of a warehouse: `places` with the side each is on. Remarks say what is amiss."""
    known = [(point, side) for point, side in places if point.x_mm is not None and point.y_mm is not None]
    spots = tuple(
        FloorSpot(p.code, p.x_mm or 0, p.y_mm or 0, side, p.aisle or "", p.code in graph.islands) for p, side in known
    )
    remarks = [("islands", len(graph.islands)), ("unplaced", len(graph.unplaced))]
    grid = graph.floor
    if grid is None:
        remarks.append(("no_graph", 1))
        return FloorPlan(spots=spots, remarks=tuple(each for each in remarks if each[1]))
    names: dict[int, str] = {}
    if layout is not None:
        names = {aisle.x_mm: aisle.name for aisle in layout.aisles}
    else:
        for point, _side in known:
            if point.code in graph.spots and point.aisle is not None:
                names.setdefault(grid.xs[graph.spots[point.code][0]], _named(point.aisle))
    aisles = tuple(
        FloorAisle(names.get(x, ""), x, grid.crossings[0], grid.crossings[-1], ("", "up", "down")[grid.way(number)])
        for number, x in enumerate(grid.xs)
        if number not in grid.blind
    )
    start = layout.start if layout is not None else (grid.xs[grid.start[0]], grid.start[1])
    end = layout.end if layout is not None else None
    if len(spots) == 1:
        remarks.append(("one_place", 1))
    told = tuple(each for each in remarks if each[1])
    plan = FloorPlan(aisles, spots, grid.crossings, start, end, told)
    return plan if layout is None else replace(plan, closed=_closed(layout), no_turns=_no_turns(layout))


def _closed(layout: Layout) -> tuple[tuple[int, int, int], ...]:
    xs, ys = sorted(aisle.x_mm for aisle in layout.aisles), layout.crossings
    return tuple((xs[gap.aisle], xs[gap.aisle + 1], ys[gap.cross]) for gap in layout.closed)


def _no_turns(layout: Layout) -> tuple[FloorTurn, ...]:
    xs, ys = sorted(aisle.x_mm for aisle in layout.aisles), layout.crossings
    return tuple(FloorTurn(xs[turn.aisle], ys[turn.cross], turn.coming, turn.going) for turn in layout.no_turns)
