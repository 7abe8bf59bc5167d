"""A drawn warehouse: its places, its graph, and routes on it with what they take in time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from warehouse_app.domain.layouts.drawing import checked, places_of, simple
from warehouse_app.domain.layouts.files import from_csv, from_json, to_csv, to_json
from warehouse_app.domain.layouts.floor import FloorTurn
from warehouse_app.domain.layouts.values import Aisle, BadLayout, ClosedCross, Layout, NoTurn, Pace
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder, plan_batches
from warehouse_app.planning.layout import PlacePoint, WarehouseGraph
from warehouse_app.planning.layoutgraph import floor_plan, graph_of_layout
from warehouse_app.planning.routing import GraphRouter, plan_route, route_cost, route_ms, route_path


def drawn(layout: Layout, docks: tuple[str, ...] = ()) -> WarehouseGraph:
    points = [PlacePoint(p.code, str(p.aisle), p.x_mm, p.y_mm, p.sequence) for p in places_of(layout)]
    return graph_of_layout(layout, points, docks)


ONE = simple("W1", aisles=4, bays=6, levels=2)
TWO = simple("W1", aisles=4, bays=6, levels=2, blocks=2)


def test_places_go_up_the_first_aisle_and_down_the_second() -> None:
    codes = [place.code for place in places_of(simple("W1", aisles=2, bays=2, levels=1))]
    assert codes == ["A01-01-1", "A01-02-1", "A01-03-1", "A01-04-1", "A02-03-1", "A02-04-1", "A02-01-1", "A02-02-1"]


def test_one_block_is_walked_by_its_own_way_and_two_by_the_other() -> None:
    assert plan_route(drawn(ONE), ["A01-01-1", "A03-05-2"]).method == "exact_one_block"
    route = plan_route(drawn(TWO), ["A01-01-1", "A03-15-2"])
    assert route.method == "exact_blocks"
    assert route.distance_mm == route_cost(drawn(TWO), ["A01-01-1", "A03-15-2"])


def test_the_middle_cross_aisle_makes_a_walk_shorter() -> None:
    places = ["A01-11-1", "A04-11-1"]
    one = simple("W1", aisles=4, bays=13, levels=1, blocks=1)
    two = simple("W1", aisles=4, bays=6, levels=1, blocks=2)
    short, long = plan_route(drawn(two), places).distance_mm, plan_route(drawn(one), places).distance_mm
    assert short is not None
    assert long is not None
    assert short < long


def test_a_one_way_aisle_says_that_all_orders_were_looked_at_or_searched() -> None:
    aisles = tuple(replace(aisle, one_way="up" if n % 2 == 0 else "down") for n, aisle in enumerate(ONE.aisles))
    graph = drawn(replace(ONE, aisles=aisles))
    few = plan_route(graph, ["A01-01-1", "A02-03-1"])
    assert few.method == "exact_orders"
    many = plan_route(graph, [place.code for place in places_of(ONE)])
    assert many.method == "search"
    assert many.distance_mm == plan_route(graph, [place.code for place in places_of(ONE)]).distance_mm
    assert GraphRouter(graph).cost(many.places) >= (many.distance_mm or 0)


def test_the_path_is_as_long_as_the_walk_and_goes_along_aisles() -> None:
    aisles = tuple(replace(aisle, one_way="up") for aisle in ONE.aisles[:1]) + ONE.aisles[1:]
    for layout in (ONE, TWO, replace(ONE, aisles=aisles), replace(ONE, turning=False)):
        graph = drawn(layout)
        route = plan_route(graph, ["A01-03-1", "A03-05-2", "A02-02-1"])
        path = route_path(graph, route)
        steps = [(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairwise(path)]
        assert sum(x + y for x, y in steps) == route.distance_mm
        assert all(x == 0 or y == 0 for x, y in steps)


def test_a_walk_may_end_elsewhere_and_begin_between_aisles() -> None:
    graph = drawn(replace(ONE, start=(2_000, -1_500), end=(12_600, -4_000)))
    floor = graph.grid
    assert floor is not None
    assert floor.leave == 2_500
    there = plan_route(graph, ["A02-01-1"])
    assert there.distance_mm == (4_200 - 2_000) + 2 * (1_500 + 1_350) + 2 * 4_200 + 2_500


def test_a_floor_tells_what_may_not_be_walked() -> None:
    layout = replace(TWO, closed=(ClosedCross(2, 1),), no_turns=(NoTurn(1, 0, "south", "west"),))
    places = [(PlacePoint(p.code, str(p.aisle), p.x_mm, p.y_mm, p.sequence), p.side) for p in places_of(layout)]
    plan = floor_plan(drawn(layout), places, layout)
    xs = [aisle.x_mm for aisle in layout.aisles]
    assert plan.closed == ((xs[2], xs[3], layout.crossings[1]),)
    assert plan.no_turns == (FloorTurn(xs[1], layout.crossings[0], "south", "west"),)


def test_islands_and_strays_are_named_and_fall_back_to_the_sequence() -> None:
    layout = replace(ONE, closed=(ClosedCross(2, 0), ClosedCross(2, 1)))
    points = [
        PlacePoint("A01-01-1"),
        PlacePoint("A04-01-1"),
        PlacePoint("FAR", None, 99_000, 1_000, 1),
        PlacePoint("X"),
    ]
    graph = graph_of_layout(layout, points)
    assert graph.islands == {"A04-01-1"}
    assert graph.unplaced == {"FAR", "X"}
    assert plan_route(graph, ["A01-01-1", "A04-01-1"]).method == "walking_sequence"
    assert route_path(graph, plan_route(graph, ["X"])) == ()


def test_docks_cost_nothing() -> None:
    graph = drawn(TWO, ("DOCK",))
    with_dock, without = plan_route(graph, ["DOCK", "A02-01-1"]), plan_route(graph, ["A02-01-1"])
    assert with_dock.distance_mm == without.distance_mm


def test_a_warehouse_of_one_place_is_walked() -> None:
    layout = checked(Layout("W1", (Aisle("A01", 0, bays=1, levels=1, sides="left"),)))
    route = plan_route(drawn(layout), ["A01-01-1"])
    assert route.distance_mm == 2 * (1_500 + 1_350)
    assert plan_route(drawn(layout), []).distance_mm == 0


def test_duplicate_places_are_one_stop() -> None:
    graph = graph_of_layout(ONE, [PlacePoint("A01-01-1"), PlacePoint("A01-01-1")])
    assert plan_route(graph, ["A01-01-1", "A01-01-1"]).places == ("A01-01-1",)


def test_time_is_walking_taking_and_one_lift_for_places_above_each_other() -> None:
    layout = replace(ONE, pace=Pace(1_000, 5_000, 1_000, 2_000))
    graph = drawn(layout)
    route = plan_route(graph, ["A01-01-1", "A01-01-2", "A01-02-2"])
    walk = route.distance_mm or 0
    work = {"A01-01-1": (1, 3), "A01-01-2": (2, 2), "A01-02-2": (1, 1)}
    assert route_ms(graph, route, work) == walk + 4 * 5_000 + 6 * 1_000 + 2_000
    assert route_ms(graph, plan_route(graph, ["?"]), {}) is None


@pytest.mark.parametrize(
    ("wrong", "field", "problem"),
    [
        (replace(ONE, aisles=()), "aisles", "not_within"),
        (replace(ONE, blocks=99), "blocks", "not_within"),
        (replace(ONE, aisles=(Aisle("A", 0), Aisle("A", 9_000))), "aisles.name", "twice"),
        (replace(ONE, aisles=(Aisle("A", 0), Aisle("B", 0))), "aisles.x_mm", "twice"),
        (replace(ONE, aisles=(Aisle("", 0),)), "aisles[0].name", "not_a_name"),
        (replace(ONE, aisles=(Aisle("A", 0, sides="top"),)), "aisles[0].sides", "no_such_word"),
        (replace(ONE, aisles=(Aisle("A", 0, bays=0),)), "places", "not_within"),
        (replace(ONE, pattern="{aisle}-{bay}"), "pattern", "lacks"),
        (replace(ONE, aisles=(Aisle("A1", 0, 1), Aisle("A11", 4_000, 1)), pattern="{aisle}{bay}{level}"), "", ""),
        (replace(ONE, pace=Pace(0)), "speed_mm_s", "not_within"),
        (replace(ONE, no_turns=(NoTurn(0, 0, "up", "east"),)), "no_turns[0]", "no_such_word"),
        (replace(ONE, closed=(ClosedCross(9, 0),)), "closed[0].aisle", "not_within"),
    ],
)
def test_a_drawing_that_cannot_be_is_refused_with_the_field(wrong: Layout, field: str, problem: str) -> None:
    if not field:
        assert checked(wrong) == wrong
        return
    with pytest.raises(Refused) as no:
        checked(wrong)
    assert no.value.refusal == BadLayout(field, problem, getattr(no.value.refusal, "value", ""))


def test_a_drawing_goes_out_and_in_again() -> None:
    layout = replace(TWO, closed=(ClosedCross(0, 1),), no_turns=(NoTurn(1, 0, "south", "west"),), end=(0, 0))
    assert from_json(to_json(layout), "W1") == layout
    assert from_csv(to_csv(TWO), TWO).aisles == TWO.aisles, "an aisle of the same name is the same aisle"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"aisles": 3}', '{"aisles": [3]}', '{"aisles": [{"name": 3}]}', '{"aisles": [], "start": [1]}',
     '{"aisles": [{"name": "A", "x_mm": "0"}]}'],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_json(text, "W1")


@pytest.mark.parametrize("text", ["", "aisle\nA\n", "aisle,x_mm\nA,far\n", "aisle,x_mm,bays\nA,0,-1\n",
                                  "aisle,x_mm,front_open\nA,0,maybe\n"])  # fmt: skip
def test_a_table_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_csv(text, ONE)


@pytest.mark.parametrize("one_way", ["", "up"])
def test_batches_of_a_floor_of_many_blocks_are_told_with_their_true_walks(one_way: str) -> None:
    layout = replace(TWO, aisles=tuple(replace(aisle, one_way=one_way) for aisle in TWO.aisles[:1]) + TWO.aisles[1:])
    graph = drawn(layout)
    places = [place.code for place in places_of(layout)]
    orders = [
        PlanOrder(f"O{n}", "1", tuple(PlanLine(str(k), places[(37 * n + 11 * k) % len(places)], 1) for k in range(2)))
        for n in range(12)
    ]
    batches = plan_batches(orders, CartCapacity(4, 100), graph)
    assert sorted(order for batch in batches for order in batch.orders) == sorted(order.code for order in orders)
    for batch in batches:
        (trip,) = batch.trips
        assert trip.method == ("exact_orders" if one_way else "exact_blocks")
        assert trip.distance_mm == plan_route(graph, [stop.place for stop in trip.stops]).distance_mm
    assert sum(batch.distance_mm or 0 for batch in batches) < sum(
        plan_route(graph, [line.place for line in order.lines]).distance_mm or 0 for order in orders
    )
