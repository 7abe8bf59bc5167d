"""What a plan is compared with is the walk that most houses really make, and never shorter than the shortest."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder, plan_batches
from warehouse_app.planning.block import Block, Spot, shortest_length
from warehouse_app.planning.layout import PlacePoint, generate_warehouse, graph_of
from warehouse_app.planning.naive import naive_plan, s_shape_length, s_shape_order

PLACES = generate_warehouse(4, 8, 1)
GRAPH = graph_of(place.point() for place in PLACES)
NO_GRAPH = graph_of(PlacePoint(place.code, sequence=place.sequence) for place in PLACES)
SPOTS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), min_size=1, max_size=12)
DEPOTS = st.tuples(st.integers(0, 4), st.sampled_from((0, 3, 8, 10)))


def walked(block: Block, spots: list[Spot]) -> int:
    """The walk in S-shape, piece by piece along the aisles it goes through."""
    near = block.front if block.depot[1] - block.front <= block.back - block.depot[1] else block.back
    far = block.back if near == block.front else block.front
    columns = sorted({aisle for aisle, _ in spots})
    points: list[Spot] = [block.depot, (block.depot[0], near)]
    for n, aisle in enumerate(columns):
        if n == len(columns) - 1 and n % 2 == 0:
            farthest = max((at for each, at in spots if each == aisle), key=lambda at: abs(at - near))
            points += [(aisle, near), (aisle, farthest), (aisle, near)]
        else:
            points += [(aisle, near), (aisle, far)] if n % 2 == 0 else [(aisle, far), (aisle, near)]
    points += [(block.depot[0], near), block.depot]
    return 2 * block.entry + sum(abs(block.xs[a[0]] - block.xs[b[0]]) + abs(a[1] - b[1]) for a, b in pairwise(points))


@given(SPOTS, DEPOTS)
def test_every_aisle_with_something_in_it_is_walked_through(spots: list[Spot], depot: Spot) -> None:
    block = Block((0, 5, 10, 15, 20), 0, 10, depot, entry=2)
    length = s_shape_length(block, spots)
    assert length >= shortest_length(block, spots)
    if {aisle for aisle, _ in spots} != {depot[0]} and depot not in spots:
        assert length == walked(block, spots)
    assert sorted(s_shape_order(block, spots)) == sorted(set(spots))


def test_two_aisles_are_gone_through_up_and_down_and_a_third_is_entered_and_left() -> None:
    block = Block((0, 5, 10), 0, 20, (0, 0))
    assert s_shape_length(block, [(0, 4), (1, 9)]) == 20 + 5 + 20 + 5
    assert s_shape_length(block, [(0, 4), (1, 9), (2, 7)]) == 20 + 20 + 14 + 10 + 10
    assert s_shape_order(block, [(1, 4), (1, 9), (0, 3), (2, 2), (2, 7)]) == ((0, 3), (1, 9), (1, 4), (2, 2), (2, 7))


def order(code: str, *places: str, qty: int = 1, day: str = "2011-01-04") -> PlanOrder:
    return PlanOrder(code, day, tuple(PlanLine(f"{code}-{n}", place, qty) for n, place in enumerate(places)))


def test_carts_are_filled_as_the_orders_came() -> None:
    orders = [order("1", "A01-01-1"), order("2", "A04-01-1"), order("3", "A01-02-1"), order("4", "A04-02-1")]
    naive = naive_plan(orders, CartCapacity(2, 10), GRAPH)
    assert naive.carts == (("1", "2"), ("3", "4"))
    assert naive.s_shaped
    planned = plan_batches(orders, CartCapacity(2, 10), GRAPH)
    assert naive.distance_mm is not None
    assert sum(batch.distance_mm or 0 for batch in planned) < naive.distance_mm


def test_an_order_larger_than_a_cart_is_walked_in_several_trips() -> None:
    large = order("1", "A01-01-1", "A01-02-1", qty=6)
    one = naive_plan([large], CartCapacity(1, 12), GRAPH).distance_mm
    three = naive_plan([large], CartCapacity(1, 4), GRAPH).distance_mm
    assert one is not None
    assert three is not None
    assert three > 2 * one


def test_without_coordinates_no_distance_is_made_up() -> None:
    naive = naive_plan([order("1", "A01-01-1"), order("2", "A02-01-1")], CartCapacity(1, 4), NO_GRAPH)
    assert naive.carts == (("1",), ("2",))
    assert naive.distance_mm is None
    assert not naive.s_shaped


def test_nothing_to_pick_is_no_walk() -> None:
    assert naive_plan([], CartCapacity(1, 1), GRAPH).distance_mm == 0
