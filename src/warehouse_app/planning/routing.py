"""The order in which a picker visits places: the exact shortest walk where that is affordable, else a good one; where
coordinates are missing, the walking sequence. The method says which.

- `exact_one_block`: one block, by Ratliff and Rosenthal's programme (`block`);
- `exact_blocks`: more cross aisles, walls, blind alleys, another end than start (`walks/blocks`);
- `exact_orders`: one-way aisles or forbidden turns and few stops: the best of all orders (`walks/table`);
- `search`: the same with many stops, or a great many cross aisles: a good walk, perhaps not the shortest;
- `walking_sequence`: no distance is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from warehouse_app.domain.layouts.floor import Point
from warehouse_app.planning.block import Spot, Walk, shortest_length, shortest_walk
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.walks import blocks
from warehouse_app.planning.walks.grid import Grid
from warehouse_app.planning.walks.table import Order, Roads, Table, best_order, good_order, length_of, table_of
from warehouse_app.planning.walks.ways import ANY, NEVER, corners, net_of

MOST_ORDERS, MOST_ORDERS_IN_COST = 12, 7
"""Stops up to which all orders are looked at: for a walk that is told, and for one of many that are compared."""

MOST_CROSSINGS, MOST_CROSSINGS_IN_COST = 6, 5
"""Cross aisles up to which the walk is exact, likewise."""

SEARCH_STEPS, SEARCH_STEPS_IN_COST = 200, 0

Method = Literal["exact_one_block", "exact_blocks", "exact_orders", "search", "walking_sequence"]


@dataclass(frozen=True, slots=True)
class Route:
    """Places in the order of the walk; `distance_mm` from the depot and back to it, None when no distance is known."""

    places: tuple[str, ...]
    distance_mm: int | None
    method: Method


class Router(Protocol):
    """What batching asks of the walk: how far it is through a set of places, and which way it goes. For one graph."""

    def cost(self, places: Iterable[str]) -> int:
        """Return a number that compares walks of this warehouse (see `route_cost`)."""

    def walk(self, places: Iterable[str]) -> Route:
        """Return the walk through these places (see `plan_route`)."""


@dataclass(frozen=True, slots=True)
class GraphRouter:
    """The router of a graph as it is; one that knows a faster way for its kind of graph takes its place."""

    graph: WarehouseGraph

    def cost(self, places: Iterable[str]) -> int:
        """Return a number that compares walks of this warehouse."""
        return route_cost(self.graph, places)

    def walk(self, places: Iterable[str]) -> Route:
        """Return the shortest walk through these places."""
        return plan_route(self.graph, places)


def plan_route(graph: WarehouseGraph, places: Iterable[str]) -> Route:
    """Return the shortest walk through these places (each once), or their walking sequence when one of them has no
    coordinates or cannot be reached.
    """
    wanted = sorted(set(places), key=graph.walking_key)
    if not _known(graph, wanted):
        return Route(tuple(wanted), None, "walking_sequence")
    spots = [graph.spots[place] for place in wanted]
    walk: Walk | None = None
    method: Method = "exact_one_block"
    if graph.block is not None:
        walk = shortest_walk(graph.block, spots)
    elif graph.grid is not None:
        walk, method = _walked(graph.grid, spots)
    if walk is None:
        return Route(tuple(wanted), None, "walking_sequence")
    visit = {spot: number for number, spot in enumerate(walk.spots)}
    in_order = sorted(wanted, key=lambda place: visit[graph.spots[place]])
    return Route(tuple(in_order), walk.length, method)


def route_cost(graph: WarehouseGraph, places: Iterable[str]) -> int:
    """Return a number that compares walks of one warehouse: millimetres, or steps of the walking sequence when those
    are not known. Where the shortest walk would take long to find, that of a quick search.
    """
    wanted = set(places)
    if _known(graph, wanted):
        spots = {graph.spots[place] for place in wanted}
        if graph.block is not None:
            return shortest_length(graph.block, list(spots))
        if graph.grid is not None:
            return _cost(graph, graph.grid, spots)
    return 2 * max((graph.sequences.get(place, 0) for place in wanted), default=0)


def route_ms(graph: WarehouseGraph, route: Route, work: Mapping[str, tuple[int, int]]) -> int | None:
    """Return how long walking and taking last: `work` are the lines and units of each place. None: no way is known.

    Places above each other are served in one lift to the highest of them.
    """
    if route.distance_mm is None:
        return None
    highest: dict[Spot, int] = {}
    for place in route.places:
        spot = graph.spots[place]
        highest[spot] = max(highest.get(spot, 0), graph.levels.get(place, 1) - 1)
    lines, units = (sum(each[part] for each in work.values()) for part in (0, 1))
    return graph.pace.walk_ms(route.distance_mm) + graph.pace.pick_ms(lines, units, sum(highest.values()))


def route_path(graph: WarehouseGraph, route: Route) -> tuple[Point, ...]:
    """Return every corner of a walk from its start to its end, to be drawn; empty where no way is known."""
    floor = graph.floor
    if floor is None or route.distance_mm is None or not route.places:
        return ()
    order = list(dict.fromkeys(graph.spots[place] for place in route.places))
    net = net_of(floor, order)
    if net.looks:
        table = table_of(floor, order)
        stands = _told(table, order) if table is not None else ()
    else:
        stands = tuple((spot, ANY) for spot in (floor.start, *order, floor.end))
    points = [(floor.xs[aisle], at) for aisle, at in corners(net, stands)] if stands else []
    return tuple(_without_waypoints(points))


def _known(graph: WarehouseGraph, places: Iterable[str]) -> bool:
    return (graph.block is not None or graph.grid is not None) and all(place in graph.spots for place in places)


def _walked(grid: Grid, spots: Sequence[Spot]) -> tuple[Walk | None, Method]:
    """Return the walk on a floor that is more than one block, and how it was found."""
    if grid.free and len(grid.crossings) <= MOST_CROSSINGS:
        return blocks.shortest_walk(grid, spots), "exact_blocks"
    table = table_of(grid, spots)
    if table is None:
        return None, "search"
    exact = len(table.groups) <= MOST_ORDERS
    length, order = best_order(table) if exact else good_order(table, SEARCH_STEPS)
    if length >= NEVER:
        return None, "search"
    method: Method = "exact_orders" if exact else "search"
    if not spots:
        return Walk(0, ()), method
    return Walk(length + grid.entry + grid.leave, tuple(spot for spot, _look in order[1:-1])), method


def _cost(graph: WarehouseGraph, grid: Grid, spots: set[Spot]) -> int:
    """Return the length of a walk on a floor that is more than one block; NEVER where there is none."""
    if not spots:
        return 0
    if grid.free and len(grid.crossings) <= MOST_CROSSINGS_IN_COST:
        length = blocks.shortest_length(grid, spots)
        return NEVER if length is None else length
    if "roads" not in graph.kept:
        graph.kept["roads"] = Roads(grid, graph.spots.values())
    table = table_of(grid, spots, graph.kept["roads"])
    if table is None:
        return NEVER
    quick = len(table.groups) > MOST_ORDERS_IN_COST
    found = good_order(table, SEARCH_STEPS_IN_COST) if quick else best_order(table)
    return min(NEVER, found[0] + grid.entry + grid.leave)


def _told(table: Table, order: Sequence[Spot]) -> Order:
    """Return how one stands at each stop of a walk in this order."""
    at = {spot: number for number, spot in enumerate(table.spots)}
    return length_of(table, [at[spot] for spot in order])[1]


def _without_waypoints(points: Sequence[Point]) -> list[Point]:
    """Return the points at which the walk turns, and its ends."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _straight(a: Point, b: Point, c: Point) -> bool:
    """Tell whether b lies between a and c on one line along an axis."""
    along = [(b[axis] - a[axis], c[axis] - b[axis]) for axis in (0, 1)]
    return any(one == 0 and two == 0 for one, two in along) and any(one * two > 0 for one, two in along)
