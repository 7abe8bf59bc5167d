"""The corners of a walk through places in a given order, to draw it: along aisles and cross aisles only.

In one block they are read off in no time; elsewhere the router finds them.
"""

from __future__ import annotations

from itertools import pairwise

from warehouse_app.domain.layouts.floor import Point
from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import Route, route_path


def tour_path(graph: WarehouseGraph, route: Route) -> tuple[Point, ...]:
    """Return every corner from the start through these places and back; empty where no way is known."""
    block = graph.block
    if block is None or route.distance_mm is None:
        return route_path(graph, route)
    if not route.places:
        return ()
    ring = (block.depot, *(graph.spots[place] for place in route.places), block.depot)
    points = [_outside(block), _point(block, block.depot)]
    for before, after in pairwise(ring):
        points += _way(block, before, after)
    points.append(_outside(block))
    return tuple(point for n, point in enumerate(points) if n == 0 or point != points[n - 1])


def _outside(block: Block) -> Point:
    """Return where a walk begins and ends: before its cross aisle by what the way in takes."""
    x, y = _point(block, block.depot)
    before = y <= (block.front + block.back) // 2
    return x, y - block.entry if before else y + block.entry


def _point(block: Block, spot: Spot) -> Point:
    return block.xs[spot[0]], spot[1]


def _way(block: Block, before: Spot, after: Spot) -> list[Point]:
    """Return the corners of the shortest way between two spots, without the first."""
    if before[0] == after[0]:
        return [_point(block, after)]
    by_front = before[1] + after[1] - 2 * block.front
    by_back = 2 * block.back - before[1] - after[1]
    across = block.front if by_front <= by_back else block.back
    return [(block.xs[before[0]], across), (block.xs[after[0]], across), _point(block, after)]
