"""Single pieces and orders alike are recognised and planned by themselves; every order is in exactly one part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder
from warehouse_app.planning.layout import generate_warehouse, graph_of
from warehouse_app.planning.runs import plan_apart, taken_apart
from warehouse_app.planning.search.anytime import Budget

PLACES = generate_warehouse(3, 6, 1)
GRAPH = graph_of(place.point() for place in PLACES)
CODES = [place.code for place in PLACES]
LINES = st.lists(st.tuples(st.sampled_from(CODES[:2]), st.integers(1, 2)), max_size=2)
DAYS = st.sampled_from(["d1", "d2"])


def order(code: str, *lines: tuple[str, int], day: str = "d") -> PlanOrder:
    return PlanOrder(code, day, tuple(PlanLine(f"{code}{n}", place, qty) for n, (place, qty) in enumerate(lines)))


@given(st.lists(st.tuples(LINES, DAYS), max_size=12))
def test_every_order_is_in_one_part_that_it_belongs_to(asked: list[tuple[list[tuple[str, int]], str]]) -> None:
    orders = [order(f"O{n}", *lines, day=day) for n, (lines, day) in enumerate(asked)]
    parts = taken_apart(orders, least=2)
    told = [*parts.singles, *parts.others, *(each for run in parts.runs for each in run)]
    assert sorted(each.code for each in told) == sorted(each.code for each in orders)
    assert all(each.units == 1 for each in parts.singles)
    assert not any(each.units == 1 for each in parts.others)
    for run in parts.runs:
        assert len(run) >= 2
        assert len({each.day for each in run}) == 1
        assert len({frozenset(sum_of(each).items()) for each in run}) == 1


def sum_of(each: PlanOrder) -> dict[str, int]:
    taken: dict[str, int] = {}
    for line in each.lines:
        taken[line.place] = taken.get(line.place, 0) + line.qty
    return taken


def test_single_pieces_fill_a_cart_by_its_units_and_runs_by_its_slots() -> None:
    singles = [order(f"S{n}", (CODES[n % 5], 1)) for n in range(10)]
    alike = [order(f"A{n}", (CODES[1], 2), (CODES[4], 1)) for n in range(5)]
    others = [order("X", (CODES[2], 2)), order("Y", (CODES[3], 1), (CODES[3], 1))]
    plan = plan_apart([*singles, *alike, *others], CartCapacity(4, 30), GRAPH, Budget(500))
    assert [len(batch.orders) for batch in plan.singles] == [10]
    assert sorted(len(batch.orders) for batch in plan.runs) in ([1, 4], [2, 3])
    assert sorted(code for batch in plan.others for code in batch.orders) == ["X", "Y"]
