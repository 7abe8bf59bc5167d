"""The search sees a floor as it is: by a formula where everything goes through, by the ways found where not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from warehouse_app.planning.floors import MOST_PLACES, floor_of, grid_distance, ways_on
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import route_cost
from warehouse_app.planning.search.values import OneBlock, Walks, Ways
from warehouse_app.planning.walks.grid import EAST, NORTH, Grid, Turn
from warehouse_app.planning.walks.table import table_of

GRID = Grid((0, 5, 12), (0, 10, 25), (0, 0), (0, 0), entry=2, leave=3)
SPOTS = [(0, 4), (0, 18), (1, 10), (1, 11), (2, 0), (2, 24)]
PLACES = {f"P{n}": spot for n, spot in enumerate(SPOTS)}
FLOORS = {
    "everything goes through": GRID,
    "another end": replace(GRID, end=(2, 25)),
    "a one-way aisle": replace(GRID, one_way=((1, 1),)),
}


def test_the_formula_is_the_way_that_is_found() -> None:
    table = table_of(GRID, SPOTS)
    assert table is not None
    spots = table.spots
    for one, row in zip(spots, table.groups, strict=True):
        found = [table.far[row[0]][group[0]] for group in table.groups]
        assert found == [grid_distance(GRID, one, other) for other in spots]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_one_stop_is_as_far_as_its_walk(name: str) -> None:
    graph = WarehouseGraph(None, PLACES, {}, FLOORS[name])
    floor = floor_of([[place] for place in PLACES], graph)
    assert isinstance(floor, Ways)
    for n, place in enumerate(PLACES):
        (stop,) = floor.stops[n]
        there_and_back = floor.way[stop] + floor.way[stop * floor.places]
        assert there_and_back == route_cost(graph, [place])


def test_where_a_turn_decides_walks_are_asked_one_by_one() -> None:
    graph = WarehouseGraph(None, PLACES, {}, replace(GRID, turns=frozenset({Turn(1, 1, NORTH, EAST)})))
    floor = floor_of([["P0", "P5"], ["P1"]], graph)
    assert isinstance(floor, Walks)
    assert floor.length((0, 1)) == route_cost(graph, ["P0", "P1", "P5"])


def test_too_many_places_are_asked_one_by_one() -> None:
    wide = replace(GRID, xs=tuple(range(MOST_PLACES + 2)))
    assert ways_on(wide, [[(n, 3)] for n in range(MOST_PLACES + 1)]) is None


def test_without_coordinates_the_walking_sequence_is_one_aisle() -> None:
    floor = floor_of([["A", "B"], ["C"]], WarehouseGraph(None, {}, {"A": 4, "B": 9}))
    assert isinstance(floor, OneBlock)
    assert sorted(floor.spots[0]) == [(0, 4), (0, 9)]
    assert floor.spots[1] == ((0, 0),)
