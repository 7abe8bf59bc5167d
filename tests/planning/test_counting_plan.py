"""What to count today: what is expected to cost most, each proposal explained; and whose turn it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.counting.facts import CellFacts, Why
from warehouse_app.planning.counting import chance, classes, cycle, propose


def cell(n: int, **known: int | None) -> CellFacts:
    facts: dict[str, int | None] = {"on_hand": 10, "unit_e4": 10_000, "age_days": 10, **known}
    return CellFacts(n, n, f"A{n:02}", f"S{n}", **facts)  # type: ignore[arg-type]


def test_a_doubt_that_orders_wait_for_goes_first() -> None:
    found = propose([cell(1), cell(2, doubts=1), cell(3, doubts=1, demand=9), cell(4, demand=9)], 4)
    assert [each.cell.place_id for each in found] == [3, 2, 4, 1]


def test_every_proposal_says_why_the_strongest_first() -> None:
    [first] = propose([cell(1, doubts=2, demand=4, moves=30, age_days=None)], 1)
    assert first.why == ((Why.DOUBT, 2), (Why.DEMAND, 4), (Why.NEVER, 365), (Why.MOVES, 30))


def test_dear_goods_are_worth_more_than_cheap_ones() -> None:
    found = propose([cell(1, unit_e4=100), cell(2, unit_e4=1_000_000)], 2)
    assert [each.cell.place_id for each in found] == [2, 1]


def test_products_that_sell_most_are_counted_most_often() -> None:
    cells = [cell(n, sold=sold, age_days=40) for n, sold in enumerate((1_000, 150, 1), 1)]
    assert classes(cells) == {"S1": "A", "S2": "B", "S3": "C"}
    assert [each.cell.place_id for each in cycle(cells, 9)] == [1]
    assert [each.klass for each in cycle([cell(1, sold=5, age_days=None)], 9)] == ["A"]


figures = st.integers(0, 10_000)


@given(st.builds(cell, st.integers(1, 9), doubts=st.integers(0, 9), moves=figures, age_days=figures, demand=figures))
def test_a_chance_is_one_and_grows_with_each_doubt(one: CellFacts) -> None:
    more = cell(one.place_id, doubts=one.doubts + 1, moves=one.moves, age_days=one.age_days, demand=one.demand)
    assert 0 <= chance(one) <= chance(more) <= 1
    assert propose([one], 1)[0].cost_minor <= propose([more], 1)[0].cost_minor
