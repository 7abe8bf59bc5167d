"""Every order is picked once, no cart carries too much, and orders of two days never share a cart."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning import batching
from warehouse_app.planning.batching import CartCapacity, PlanLine, PlannedBatch, PlanOrder, Stop, plan_batches
from warehouse_app.planning.layout import PlacePoint, WarehouseGraph, generate_warehouse, graph_of
from warehouse_app.planning.routing import plan_route
from warehouse_app.planning.search.values import Limits

PLACES = generate_warehouse(4, 8, 1)
GRAPH = graph_of(place.point() for place in PLACES)
NO_GRAPH = graph_of(PlacePoint(place.code, sequence=place.sequence) for place in PLACES)
CODES = [place.code for place in PLACES]
LINES = st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 12)), max_size=5)


@st.composite
def jobs(draw: st.DrawFn) -> tuple[list[PlanOrder], CartCapacity]:
    orders = []
    for number in range(draw(st.integers(0, 8))):
        lines = tuple(PlanLine(f"L{at}", place, qty) for at, (place, qty) in enumerate(draw(LINES)))
        day, rank = draw(st.sampled_from(["2011-01-04", "2011-01-05"])), draw(st.integers(0, 2))
        orders.append(PlanOrder(f"O{number}", day, lines, rank))
    return orders, CartCapacity(draw(st.integers(1, 4)), draw(st.integers(1, 30)))


def faults(orders: list[PlanOrder], capacity: CartCapacity, batches: tuple[PlannedBatch, ...]) -> set[str]:
    """What is wrong with a plan, by the rules a supervisor would name."""
    wrong = set()
    if Counter(code for batch in batches for code in batch.orders) != Counter(order.code for order in orders):
        wrong.add("an order is not in exactly one batch")
    wanted: Counter[tuple[str, str, str]] = Counter()
    for order in orders:
        for line in order.lines:
            wanted[order.code, line.line, line.place] += line.qty
    picked: Counter[tuple[str, str, str]] = Counter()
    for batch in batches:
        wrong |= faults_of_one(batch, {order.code: order for order in orders}, capacity)
        for stop in (stop for trip in batch.trips for stop in trip.stops):
            picked[stop.order, stop.line, stop.place] += stop.qty
    return wrong if picked == wanted else wrong | {"not every unit is picked once"}


def faults_of_one(batch: PlannedBatch, known: dict[str, PlanOrder], capacity: CartCapacity) -> set[str]:
    stops = [stop for trip in batch.trips for stop in trip.stops]
    rules = {
        "two days share a cart": {known[code].day for code in batch.orders} == {batch.day},
        "too many orders": len(batch.orders) <= capacity.slots,
        "an order too large is not alone": len(batch.trips) == 1 or len(batch.orders) == 1,
        "too many units": all(sum(stop.qty for stop in trip.stops) <= capacity.units for trip in batch.trips),
        "wrong slot": all(batch.orders[stop.slot - 1] == stop.order for stop in stops),
        "a trip without a stop": len(batch.trips) == 1 or all(trip.stops for trip in batch.trips),
    }
    return {name for name, holds in rules.items() if not holds}


@pytest.mark.parametrize("graph", [GRAPH, NO_GRAPH], ids=["coordinates", "sequence"])
@given(job=jobs())
def test_a_plan_picks_every_order_once_within_the_cart(
    job: tuple[list[PlanOrder], CartCapacity], graph: WarehouseGraph
) -> None:
    orders, capacity = job
    assert faults(orders, capacity, plan_batches(orders, capacity, graph)) == set()


@given(job=jobs(), shuffle=st.randoms(use_true_random=False))
def test_the_plan_does_not_depend_on_the_order_of_the_orders(
    job: tuple[list[PlanOrder], CartCapacity], shuffle: random.Random
) -> None:
    orders, capacity = job
    shuffled = shuffle.sample(orders, len(orders))
    assert plan_batches(shuffled, capacity, GRAPH) == plan_batches(orders, capacity, GRAPH)


@given(job=jobs())
def test_every_trip_is_told_in_walking_order_with_its_length(job: tuple[list[PlanOrder], CartCapacity]) -> None:
    orders, capacity = job
    for batch in plan_batches(orders, capacity, GRAPH):
        for trip in batch.trips:
            route = plan_route(GRAPH, [stop.place for stop in trip.stops])
            assert list(dict.fromkeys(stop.place for stop in trip.stops)) == list(route.places)
            assert (trip.distance_mm, trip.method) == (route.distance_mm, route.method)
        assert batch.distance_mm == sum(trip.distance_mm or 0 for trip in batch.trips)


SOME = [
    PlanOrder(f"O{n}", f"2011-01-0{4 + n % 2}", (PlanLine("1", CODES[n], 3), PlanLine("2", CODES[-n], 9)))
    for n in range(6)
]


def test_planted_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    capacity = CartCapacity(2, 20)
    assert faults(SOME, capacity, plan_batches(SOME, capacity, GRAPH)) == set()
    with monkeypatch.context() as patch:
        patch.setattr(batching, "Limits", lambda **_limits: Limits())
        assert "an order too large is not alone" in faults(SOME, capacity, plan_batches(SOME, capacity, GRAPH))
    with monkeypatch.context() as patch:
        patch.setattr(batching, "_split", lambda stops, _units: [list(stops)])
        assert "too many units" in faults(SOME, CartCapacity(2, 5), plan_batches(SOME, CartCapacity(2, 5), GRAPH))
    assert "two days share a cart" in faults(SOME, capacity, plan_batches(SOME, capacity, GRAPH, key=lambda _: "any"))


def test_a_large_order_is_split_by_whole_lines_and_only_a_larger_line_is_divided() -> None:
    order = PlanOrder("O1", "d", tuple(PlanLine(f"L{n}", CODES[n], qty) for n, qty in enumerate([4, 4, 4, 25])))
    (batch,) = plan_batches([order], CartCapacity(4, 10), GRAPH)
    assert batch.orders == ("O1",)
    told = [[(stop.line, stop.qty) for stop in trip.stops] for trip in batch.trips]
    assert sorted(stop for trip in told for stop in trip if stop[0] != "L3") == [("L0", 4), ("L1", 4), ("L2", 4)]
    assert sorted(qty for trip in told for line, qty in trip if line == "L3") == [5, 10, 10]
    assert max(sum(qty for _, qty in trip) for trip in told) == 10


def test_neighbours_share_a_cart() -> None:
    far, near = CODES[-1], CODES[0]
    orders = [
        PlanOrder(code, "d", (PlanLine("1", place, 1),))
        for code, place in zip("ABCD", [near, far, near, far], strict=True)
    ]
    batches = plan_batches(orders, CartCapacity(2, 10), GRAPH)
    assert sorted(batch.orders for batch in batches) == [("A", "C"), ("B", "D")]


def test_the_most_urgent_order_is_in_the_first_batch_of_its_day() -> None:
    orders = [PlanOrder(f"O{n}", "d", (PlanLine("1", CODES[n], 1),), rank=9 - n) for n in range(6)]
    assert plan_batches(orders, CartCapacity(2, 10), GRAPH)[0].orders[0] == "O5"


def test_a_shop_with_one_bin_gets_batches_without_a_distance() -> None:
    orders = [PlanOrder(f"O{n}", "d", (PlanLine("1", "MAIN", 1),)) for n in range(3)]
    first, second = plan_batches(orders, CartCapacity(2, 10), graph_of([PlacePoint("MAIN")]))
    assert first.trips[0].stops == (Stop("MAIN", "O0", "1", 1, 1), Stop("MAIN", "O1", "1", 1, 2))
    assert (second.distance_mm, second.trips[0].method) == (None, "walking_sequence")


@pytest.mark.parametrize(
    ("orders", "capacity"),
    [
        ([], CartCapacity(0, 1)),
        ([], CartCapacity(1, 0)),
        ([PlanOrder("A", "d", (PlanLine("1", "X", 0),))], CartCapacity(1, 1)),
        ([PlanOrder("A", "d", ()), PlanOrder("A", "e", ())], CartCapacity(1, 1)),
    ],
)
def test_what_no_plan_can_be_made_of_is_a_bug_of_the_caller(orders: list[PlanOrder], capacity: CartCapacity) -> None:
    with pytest.raises(ValueError):
        plan_batches(orders, capacity, GRAPH)
