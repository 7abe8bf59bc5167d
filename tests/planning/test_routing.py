"""The walk through one block is the shortest there is, and says so when it cannot know."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning import block as block_module
from warehouse_app.planning.block import Block, Spot, distance, shortest_length, shortest_walk, walk_length
from warehouse_app.planning.layout import CROSS_AISLE_MM, PlacePoint, generate_warehouse, graph_of
from warehouse_app.planning.routing import Route, plan_route, route_cost

BACK = 12


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, list[Spot]]:
    xs = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=5)))
    aisle = draw(st.integers(0, len(xs) - 1))
    blind = aisle if len(xs) > 1 and draw(st.booleans()) else None
    at = draw(st.sampled_from([0, BACK])) if blind is not None else draw(st.integers(0, BACK))
    block = Block(tuple(xs), 0, BACK, (aisle, at), entry=draw(st.integers(0, 3)), blind=blind)
    open_aisles = [index for index in range(len(xs)) if index != blind]
    spots = draw(st.lists(st.tuples(st.sampled_from(open_aisles), st.integers(0, BACK)), max_size=8, unique=True))
    return block, spots


def held_karp(block: Block, spots: list[Spot]) -> int:
    """The oracle: the least length over all orders of visit, by dynamic programming over subsets."""
    if not spots:
        return 0
    best = {(frozenset({spot}), spot): distance(block, block.depot, spot) for spot in spots}
    for size in range(2, len(spots) + 1):
        for subset in map(frozenset, combinations(spots, size)):
            for last in subset:
                rest = subset - {last}
                best[subset, last] = min(best[rest, before] + distance(block, before, last) for before in rest)
    whole = frozenset(spots)
    return 2 * block.entry + min(best[whole, last] + distance(block, last, block.depot) for last in spots)


@given(blocks())
def test_the_walk_is_as_short_as_the_best_of_all_orders(case: tuple[Block, list[Spot]]) -> None:
    block, spots = case
    assert shortest_length(block, spots) == held_karp(block, spots)


@given(blocks())
def test_the_told_order_visits_each_spot_once_and_is_as_long_as_told(case: tuple[Block, list[Spot]]) -> None:
    block, spots = case
    walk = shortest_walk(block, spots)
    assert sorted(walk.spots) == sorted(spots)
    assert walk.length == walk_length(block, walk.spots) == shortest_length(block, spots)


@given(blocks(), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(case: tuple[Block, list[Spot]], random: object) -> None:
    block, spots = case
    assert shortest_walk(block, spots[::-1] + spots) == shortest_walk(block, spots)


# Each fault stands for a slip in the programme; the oracle must see every one of them.
JOINED = tuple(tuple(3 if after == 4 else after for after in row) for row in block_module._AFTER)
FAULTS = {
    "two pieces count as one": ("_AFTER", JOINED),
    "no crossing twice along the front": ("_ACROSS", tuple(step for step in block_module._ACROSS if step[3] != 2)),
    "no way through": ("_AFTER", tuple((3, *row[1:]) for row in block_module._AFTER)),
    "two pieces may end": ("_ENDS", (1, 2, 3, 4)),
}
CASES = [
    (Block((0, 3, 9, 11), 0, BACK, (0, 0)), [(0, 1), (0, 11), (1, 6), (2, 1), (2, 11), (3, 2)]),
    (Block((0, 1, 2), 0, BACK, (1, 0)), [(0, 12), (1, 12), (2, 12)]),
    (Block((0, 5), 0, BACK, (0, 0)), [(0, 2), (0, 10), (1, 1)]),
    (Block((0, 5, 7), 0, BACK, (0, BACK)), [(1, 2), (2, 11), (2, 1)]),
    (Block((0, 2), 0, BACK, (0, 0)), [(0, 1), (1, 1), (1, 11)]),
    (Block((0, 30), 0, BACK, (0, 0)), [(0, 1), (0, 11), (1, 1)]),
    (Block((0, 3), 0, BACK, (0, 0)), [(0, 1), (0, 11)]),
]


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_planted_fault_is_seen_by_the_oracle(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(shortest_length(block, spots) == held_karp(block, spots) for block, spots in CASES)
    name, wrong = FAULTS[fault]
    monkeypatch.setattr(block_module, name, wrong)
    assert any(shortest_length(block, spots) != held_karp(block, spots) for block, spots in CASES)


def test_nothing_to_pick_is_no_walk() -> None:
    graph = graph_of(place.point() for place in generate_warehouse(2, 4, 1))
    assert plan_route(graph, []) == Route((), 0, "exact_one_block")


def test_places_above_each_other_and_on_both_sides_are_one_stop() -> None:
    graph = graph_of(place.point() for place in generate_warehouse(2, 4, 2))
    one = plan_route(graph, ["A01-01-1"])
    assert plan_route(graph, ["A01-02-2", "A01-01-1", "A01-01-1"]) == Route(
        ("A01-01-1", "A01-02-2"), one.distance_mm, "exact_one_block"
    )


def test_a_single_pick_is_there_and_back() -> None:
    graph = graph_of([PlacePoint("X", "A", 0, 5000, 1), PlacePoint("Y", "B", 4000, 9000, 2)])
    assert plan_route(graph, ["X"]).distance_mm == 2 * CROSS_AISLE_MM
    assert plan_route(graph, ["Y"]).distance_mm == 2 * (4000 + 4000 + CROSS_AISLE_MM)


@pytest.mark.parametrize(
    ("depot", "length"),
    [
        ((0, 3500), 3000),
        ((0, 500), 3000 + 6000),
        ((1000, 3500), 3000 + 2000),
        ((0, 5000), 0),
        ((500, 5000), 1000),
    ],
)
def test_the_depot_may_stand_before_the_block_between_aisles_and_inside(depot: tuple[int, int], length: int) -> None:
    graph = graph_of([PlacePoint("X", "A", 0, 5000), PlacePoint("Y", "B", 4000, 9000)], depot)
    assert plan_route(graph, ["X"]).distance_mm == length


@pytest.mark.parametrize(
    "odd",
    [
        PlacePoint("Z", None, None, None, 2),
        PlacePoint("Z", "C", None, 100, 2),
        PlacePoint("Z", "A", 9000, 100, 2),  # its aisle now lies across aisle B: not one block
    ],
)
def test_without_coordinates_the_walking_sequence_is_told(odd: PlacePoint) -> None:
    graph = graph_of([PlacePoint("X", "A", 0, 5000, 3), PlacePoint("Y", "B", 4000, 9000, 1), odd])
    assert plan_route(graph, ["X", "Y", "Z"]) == Route(("Y", "Z", "X"), None, "walking_sequence")
    assert route_cost(graph, ["X", "Z"]) == 6


def test_an_unknown_place_comes_last_and_one_bin_is_enough() -> None:
    graph = graph_of([PlacePoint("MAIN")])
    assert plan_route(graph, ["MAIN"]) == Route(("MAIN",), None, "walking_sequence")
    assert plan_route(graph, ["NEW", "MAIN"]).places == ("MAIN", "NEW")
    assert route_cost(graph, ["MAIN", "NEW"]) == 0
