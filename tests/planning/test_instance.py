"""The planner alone: every order once, no batch over capacity, and the distance told is the one walked."""

from __future__ import annotations

from copy import deepcopy
from itertools import count, pairwise
from typing import Any, cast
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.refusals import Usage
from warehouse_app.planning.instance import plan_instance
from warehouse_app.planning.search.anytime import Budget
from warehouse_app.wording.say import say_error

EXAMPLE: dict[str, Any] = {
    "layout": {
        "aisles": 10,
        "aisle_length": 47.0,
        "aisle_distance": 5.0,
        "cross_aisles": [0.0, 47.0],
        "depot": {"aisle": 0, "at": 0.0},
    },
    "places": [{"id": "A03-17", "aisle": 2, "at": 18.5}, {"id": "A05-01", "aisle": 4, "at": 1.5}],
    "orders": [
        {"id": "O1", "size": 7, "lines": [{"place": "A03-17", "qty": 2}], "due": None, "priority": 0},
        {"id": "O2", "size": 54, "lines": [{"place": "A05-01", "qty": 1}], "due": None, "priority": 0},
    ],
    "capacity": {"size": 60, "orders": None},
    "depot_entry": 0.0,
}


def walked(instance: dict[str, Any], tour: list[str]) -> float:
    """The length of a tour, measured without the planner's help."""
    layout, at = instance["layout"], {place["id"]: (place["aisle"], place["at"]) for place in instance["places"]}
    depot = (layout["depot"]["aisle"], layout["depot"]["at"])
    total = 2 * instance["depot_entry"] if tour else 0.0
    for (left, low), (right, high) in pairwise([depot, *(at[place] for place in tour), depot]):
        if left == right:
            total += abs(low - high)
        else:
            around = min(abs(low - crossing) + abs(crossing - high) for crossing in layout["cross_aisles"])
            total += abs(left - right) * layout["aisle_distance"] + around
    return float(total)


@st.composite
def instances(draw: st.DrawFn) -> dict[str, Any]:
    aisles, length = draw(st.integers(1, 4)), draw(st.integers(1, 40)) + draw(st.sampled_from([0.0, 0.25, 0.1]))
    ats = st.floats(0, length, allow_nan=False).map(lambda at: min(round(at, 3), length))
    places = [
        {"id": f"P{number}", "aisle": draw(st.integers(0, aisles - 1)), "at": draw(ats)}
        for number in range(draw(st.integers(1, 8)))
    ]
    orders = [
        {"id": f"O{number}", "size": draw(st.integers(0, 9)), "lines": [
            {"place": draw(st.sampled_from(places))["id"], "qty": 1} for _ in range(draw(st.integers(0, 4)))
        ], "due": None, "priority": 0}
        for number in range(draw(st.integers(0, 7)))
    ]  # fmt: skip
    return {
        "layout": {
            "aisles": aisles,
            "aisle_length": length,
            "aisle_distance": draw(st.sampled_from([0, 2.5, 5])),
            "cross_aisles": [0.0, length],
            "depot": {"aisle": draw(st.integers(0, aisles - 1)), "at": draw(ats)},
        },
        "places": places,
        "orders": orders,
        "depot_entry": draw(st.sampled_from([0.0, 1.5])),
        "capacity": {
            "size": draw(st.one_of(st.none(), st.integers(9, 20))),
            "orders": draw(st.one_of(st.none(), st.integers(1, 3))),
        },
    }


@given(instances())
def test_the_answer_keeps_the_contract(instance: dict[str, Any]) -> None:
    answer: dict[str, Any] = plan_instance(instance)
    orders = {order["id"]: order for order in instance["orders"]}
    assert sorted(code for batch in answer["batches"] for code in batch["orders"]) == sorted(orders)
    for batch in answer["batches"]:
        inside = [orders[code] for code in batch["orders"]]
        assert sum(order["size"] for order in inside) <= (instance["capacity"]["size"] or 10**9)
        assert len(inside) <= (instance["capacity"]["orders"] or 10**9)
        assert sorted(batch["tour"]) == sorted({line["place"] for order in inside for line in order["lines"]})
        assert batch["distance"] == pytest.approx(walked(instance, batch["tour"]), abs=1e-5)
    assert answer["distance"] == pytest.approx(sum(batch["distance"] for batch in answer["batches"]), abs=1e-5)
    assert plan_instance(instance) == answer


def test_the_example_of_the_contract_is_planned_apart() -> None:
    ticks = count(100.0, 0.5)
    assert plan_instance(EXAMPLE, now=lambda: next(ticks)) == {
        "distance": 57.0 + 43.0,
        "batches": [
            {"orders": ["O1"], "distance": 57.0, "tour": ["A03-17"]},
            {"orders": ["O2"], "distance": 43.0, "tour": ["A05-01"]},
        ],
        "seconds": ANY,
        "steps": ANY,
        "method": ANY,
        "bound": ANY,
        "gap": ANY,
    }


def test_no_orders_is_no_walk() -> None:
    assert plan_instance({**EXAMPLE, "orders": []})["distance"] == 0.0


def changed(path: str, value: object) -> dict[str, Any]:
    instance = deepcopy(EXAMPLE)
    at: Any = instance
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        at = at[part]
    at[last] = value
    return instance


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("layout", None, "layout"),
        ("layout.aisles", 0, "layout.aisles"),
        ("layout.aisles", 2.5, "layout.aisles"),
        ("layout.aisles", 10**9, "layout.aisles"),
        ("layout.aisle_distance", -1, "layout.aisle_distance"),
        ("layout.aisle_distance", float("nan"), "layout.aisle_distance"),
        ("layout.cross_aisles", "x", "layout.cross_aisles"),
        ("layout.depot.aisle", 10, "layout.depot.aisle"),
        ("layout.depot.at", 48, "layout.depot.at"),
        ("places", {}, "places"),
        ("places.0.id", "", "places[0].id"),
        ("places.1.id", "A03-17", "places[1].id"),
        ("places.0.aisle", True, "places[0].aisle"),
        ("places.0.aisle", -1, "places[0].aisle"),
        ("places.0.at", "18", "places[0].at"),
        ("places.0.at", 47.5, "places[0].at"),
        ("orders.1.id", "O1", "orders[1].id"),
        ("orders.0.size", None, "orders[0].size"),
        ("orders.0.lines", 3, "orders[0].lines"),
        ("orders.0.lines.0.place", "A99", "orders[0].lines.place"),
        ("capacity.size", "big", "capacity.size"),
        ("capacity.size", 0, "capacity.size"),
        ("capacity.orders", 0, "capacity.orders"),
        ("orders.0.due", "soon", "orders[0].due"),
        ("orders.0.due", float("nan"), "orders[0].due"),
        ("orders.0.due", 10**400, "orders[0].due"),
        ("orders.0.priority", "high", "orders[0].priority"),
        ("depot_entry", None, "depot_entry"),
    ],
)
def test_a_wrong_field_is_named(path: str, value: object, field: str) -> None:
    with pytest.raises(Usage) as told:
        plan_instance(changed(path, value))
    assert told.value.code == "instance_invalid"
    assert told.value.facts["field"] == field
    words = say_error(told.value)
    assert words.startswith(field)
    assert "_" not in words.removeprefix(field), "a sentence, not the code of one"


@pytest.mark.parametrize("instance", [None, [], "x", 3, {}])
def test_what_is_no_instance_is_refused(instance: object) -> None:
    with pytest.raises(Usage):
        plan_instance(instance)


@pytest.mark.parametrize("crossings", [[], [0.0], [3.0, 3.0], [1.0] * 101])
def test_a_floor_without_two_ends_is_no_floor(crossings: list[float]) -> None:
    with pytest.raises(Usage) as told:
        plan_instance(changed("layout.cross_aisles", crossings))
    assert told.value.facts["field"] == "layout.cross_aisles"


@given(instances(), st.lists(st.integers(1, 39), max_size=3, unique=True))
def test_more_cross_aisles_are_planned_and_never_walked_longer(instance: dict[str, Any], more: list[int]) -> None:
    ends = instance["layout"]["cross_aisles"]
    wide = deepcopy(instance)
    wide["layout"]["cross_aisles"] = [*ends, *(at for at in map(float, more) if at < ends[1])]
    answer: dict[str, Any] = plan_instance(wide, budget=Budget(200))
    for batch in answer["batches"]:
        places = {line["place"] for o in wide["orders"] if o["id"] in batch["orders"] for line in o["lines"]}
        assert sorted(batch["tour"]) == sorted(places)
        assert batch["distance"] == pytest.approx(walked(wide, batch["tour"]), abs=1e-5)
    assert sorted(code for batch in answer["batches"] for code in batch["orders"]) == sorted(
        order["id"] for order in wide["orders"]
    )


def test_a_floor_that_no_machine_can_count_is_told() -> None:
    wide = changed("layout.aisles", 10_000)
    wide["layout"] |= {"aisle_distance": 1e9, "cross_aisles": [0.0, 1e9]}
    with pytest.raises(Usage) as told:
        plan_instance(wide)
    assert say_error(told.value).startswith("layout is too large")


@pytest.mark.parametrize("more", [10**30, 2**63])
def test_a_cart_of_more_orders_than_there_are_is_a_cart_of_them_all(more: int) -> None:
    found: Any = plan_instance(changed("capacity", {"orders": more}), budget=Budget(50))
    assert [sorted(batch["orders"]) for batch in found["batches"]] == [["O1", "O2"]]


def test_priorities_and_times_beyond_all_measure_only_sort() -> None:
    found: Any = plan_instance(changed("orders.1.priority", 10**400), budget=Budget(50))
    assert [batch["orders"] for batch in found["batches"]] == [["O2"], ["O1"]]


def test_a_warehouse_of_one_place_is_planned() -> None:
    one = {**EXAMPLE, "places": EXAMPLE["places"][:1], "orders": EXAMPLE["orders"][:1]}
    assert [batch["distance"] for batch in cast("Any", plan_instance(one))["batches"]] == [57.0]


def test_batches_are_told_by_due_time_then_priority_even_where_it_is_past() -> None:
    orders = [
        {"id": "late", "size": 60, "lines": [{"place": "A03-17"}], "due": "2001-01-01T08:00:00+00:00", "priority": 0},
        {"id": "plain", "size": 60, "lines": [{"place": "A03-17"}], "due": None, "priority": 0},
        {"id": "dear", "size": 60, "lines": [{"place": "A05-01"}], "due": None, "priority": 9},
        {"id": "soon", "size": 60, "lines": [{"place": "A05-01"}], "due": "2001-01-01T09:30", "priority": 0},
    ]
    answer = cast("Any", plan_instance({**EXAMPLE, "orders": orders}))
    assert [batch["orders"] for batch in answer["batches"]] == [["late"], ["soon"], ["dear"], ["plain"]]


def test_an_order_over_capacity_is_named() -> None:
    with pytest.raises(Usage) as told:
        plan_instance(changed("orders.1.size", 61))
    assert (told.value.code, told.value.facts) == ("order_over_capacity", {"order": "O2"})
