"""How the search of batches sees a warehouse: one block walked exactly, or the ways between all places that are asked.

On more blocks the search compares good walks by the ways between places; the walks that are told are then found anew,
exactly where that is affordable (`routing`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import route_cost
from warehouse_app.planning.search.values import Floor, OneBlock, Walks, Ways
from warehouse_app.planning.walks.grid import Grid
from warehouse_app.planning.walks.table import table_of

MOST_PLACES, MOST_PLACES_ASKED = 1500, 300
"""Places between which all ways are worked out: where a formula gives them, and where each has to be found."""


def floor_of(places: Sequence[Sequence[str]], graph: WarehouseGraph) -> Floor:
    """Return how far it is to walk for the places of each order.

    Where no distances are known the walking sequence is taken for one long aisle: what counts is how far along it one
    must go. Where most are known, a place without coordinates is taken to lie on the way.
    """
    spots = tuple(tuple({graph.spots[place] for place in wanted if place in graph.spots}) for wanted in places)
    if graph.block is not None and graph.spots:
        return OneBlock(graph.block, spots)
    if graph.grid is not None and graph.spots:
        ways = ways_on(graph.grid, spots)
        return ways or Walks(lambda jobs: route_cost(graph, (place for n in jobs for place in places[n])))
    ats = tuple(tuple({(0, graph.sequences.get(place, 0)) for place in wanted}) for wanted in places)
    lowest = min((at for stops in ats for _aisle, at in stops), default=0)
    highest = max((at for stops in ats for _aisle, at in stops), default=0)
    return OneBlock(Block((0,), min(lowest, 0), max(highest, 0), (0, 0)), ats)


def ways_on(grid: Grid, spots: Sequence[Iterable[Spot]]) -> Ways | None:
    """Return the ways between all stops of these orders; None where there are too many, or a turn decides."""
    stops = sorted({spot for each in spots for spot in each})
    number = {spot: n for n, spot in enumerate(stops, 1)}
    jobs = tuple(tuple(number[spot] for spot in each) for each in spots)
    if grid.regular and grid.free and len(stops) <= MOST_PLACES:
        out = [grid_distance(grid, grid.start, spot) + grid.entry for spot in stops]
        back = [grid_distance(grid, spot, grid.end) + grid.leave for spot in stops]
        rows = [[grid_distance(grid, one, other) for other in stops] for one in stops]
    else:
        table = table_of(grid, stops) if grid.turning and not grid.turns and len(stops) <= MOST_PLACES_ASKED else None
        if table is None:
            return None
        at = [group[0] for group in table.groups]
        out = [table.far[0][stand] + grid.entry for stand in at]
        back = [table.far[stand][table.ends[0]] + grid.leave for stand in at]
        rows = [[table.far[one][other] for other in at] for one in at]
    way = [0, *out]
    for home, row in zip(back, rows, strict=True):
        way += [home, *row]
    return Ways(len(stops) + 1, way, jobs)


def grid_distance(grid: Grid, start: Spot, end: Spot) -> int:
    """Return the shortest way between two spots of a floor on which every aisle and cross aisle goes through."""
    low, high = sorted((start[1], end[1]))
    if start[0] == end[0]:
        return high - low
    after = bisect_left(grid.crossings, low)
    around = []
    if after < len(grid.crossings):
        crossing = grid.crossings[after]  # the first at or behind the lower one: between the two, or behind both
        around.append(high - low if crossing <= high else 2 * crossing - low - high)
    if after:
        around.append(low + high - 2 * grid.crossings[after - 1])
    return abs(grid.xs[start[0]] - grid.xs[end[0]]) + min(around)
