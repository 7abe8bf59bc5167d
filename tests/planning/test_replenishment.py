"""Forward bins are filled from the reserve by need, then by least and most; half-empty bins are put together."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning.consolidation import Shelf, plan_merges
from warehouse_app.planning.replenishment import (
    BEING_PICKED,
    BELOW_LEAST,
    PLANNED,
    RELEASED,
    Home,
    Need,
    Refill,
    Reserve,
    plan_refills,
)


def home(place: int = 1, least: int = 10, most: int | None = 40, **more: object) -> Home:
    return Home(place, 7, place, least, most, **more)  # type: ignore[arg-type]


def reserve(place: int = 100, qty: int = 500, item: int = 70, **more: object) -> Reserve:
    return Reserve(place, item, 7, qty, **more)  # type: ignore[arg-type]


def moves(found: tuple[Refill, ...]) -> list[tuple[int, int, int, int]]:
    return [(each.source, each.target, each.item, each.qty) for each in found]


def test_a_home_below_its_least_is_filled_up_to_its_most() -> None:
    assert moves(plan_refills([home(have=9)], [reserve()], [], {})) == [(100, 1, 70, 31)]
    assert plan_refills([home(have=10)], [reserve()], [], {}) == ()
    assert plan_refills([home(have=9, coming=5)], [reserve()], [], {}) == ()


def test_what_released_work_takes_away_counts_as_gone_but_still_fills_its_room() -> None:
    assert moves(plan_refills([home(have=20, leaving=15)], [reserve()], [], {})) == [(100, 1, 70, 20)]


def test_what_a_picker_would_fetch_from_the_reserve_is_brought_first() -> None:
    needs = [Need(7, 4, RELEASED, "2", "B2", 101, 71), Need(7, 3, BEING_PICKED, "3", "B1", 100, 70)]
    found = plan_refills([home(have=30)], [reserve(), reserve(101, 50, 71)], needs, {})
    assert [(each.urgency, each.batch, each.source, each.qty) for each in found] == [
        (BEING_PICKED, "B1", 100, 3), (RELEASED, "B2", 101, 4),
    ]  # fmt: skip


def test_planned_work_is_served_from_what_is_free_in_the_home_first() -> None:
    assert plan_refills([home(have=30)], [reserve()], [Need(7, 15, PLANNED)], {}) == ()
    (found,) = plan_refills([home(have=30)], [reserve()], [Need(7, 35, PLANNED, batch="B1")], {})
    assert (found.urgency, found.batch, found.qty) == (PLANNED, "B1", 10)


def test_the_lot_that_ends_first_goes_first_then_the_smallest_rest() -> None:
    stock = [
        reserve(100, 50, 70, lot="L2", day="2011-05-01"),
        reserve(101, 5, 71, lot="L1", day="2011-03-01"),
        reserve(102, 3, 71, lot="L1", day="2011-03-01"),
        reserve(103, 90, 73),
    ]
    assert moves(plan_refills([home()], stock, [], {})) == [(100, 1, 70, 32), (101, 1, 71, 5), (102, 1, 71, 3)]


def test_whole_packs_go_where_they_fit() -> None:
    assert moves(plan_refills([home(have=1)], [reserve()], [], {7: (6, 24)}))[0][3] == 24
    assert moves(plan_refills([home(have=1)], [reserve()], [], {7: (6,)}))[0][3] == 36
    (found,) = plan_refills([home(least=0, have=0)], [reserve()], [Need(7, 3, PLANNED)], {7: (6, 24)})
    assert found.qty == 24
    (found,) = plan_refills([home(least=0, most=20)], [reserve()], [Need(7, 3, PLANNED)], {7: (6, 24)})
    assert found.qty == 6
    (found,) = plan_refills([home(least=0, most=None)], [reserve()], [Need(7, 3, PLANNED)], {7: (6, 480)})
    assert found.qty == 6


def test_a_pack_is_opened_where_the_home_would_stay_below_its_least() -> None:
    stock = [reserve(100, 5), reserve(101, 12, pallet=True)]
    found = plan_refills([home(least=20, most=24, have=12)], stock, [], {7: (12,)})
    assert moves(found) == [(100, 1, 70, 5), (101, 1, 70, 7)]
    found = plan_refills([home(least=16, most=24, have=12)], stock, [], {7: (12,)})
    assert moves(found) == [(100, 1, 70, 5)]


def test_a_pallet_is_emptied_rather_than_opened() -> None:
    found = plan_refills([home(least=0)], [reserve(qty=33, pallet=True)], [Need(7, 3, PLANNED)], {7: (6,)})
    assert moves(found) == [(100, 1, 70, 33)]


def test_lots_that_must_not_mix_wait() -> None:
    there = home(have=2, lots=frozenset({"L1"}))
    assert plan_refills([there], [reserve(lot="L2")], [], {}) == ()
    assert moves(plan_refills([there], [reserve(lot="L2"), reserve(101, 9, 71, lot="L1")], [], {})) == [(101, 1, 71, 9)]


HOMES = st.lists(
    st.builds(
        lambda place, least, more, have, gone: home(place, least, least + more, have=have, leaving=min(gone, have)),
        st.integers(1, 9), st.integers(0, 20), st.integers(0, 40), st.integers(0, 60), st.integers(0, 60),
    ),
    max_size=4, unique_by=lambda each: each.place,
)  # fmt: skip
RESERVES = st.lists(
    st.builds(
        lambda place, qty, lot, pallet: reserve(100 + place, qty, 70 + lot, lot=f"L{lot}", pallet=pallet),
        st.integers(0, 5), st.integers(0, 80), st.integers(0, 2), st.booleans(),
    ),
    max_size=6, unique_by=lambda each: (each.place, each.item),
)  # fmt: skip
NEEDS = st.lists(
    st.builds(lambda qty, urgency: Need(7, qty, urgency, "", f"B{urgency}"), st.integers(1, 50), st.integers(0, 2)),
    max_size=4,
)


@given(HOMES, RESERVES, NEEDS, st.sampled_from([(), (6,), (6, 24)]))
def test_no_plan_takes_more_than_is_there_or_fills_over_the_most(
    homes: list[Home], stock: list[Reserve], needs: list[Need], packs: tuple[int, ...]
) -> None:
    found = plan_refills(homes, stock, needs, {7: packs})
    taken: dict[tuple[int, int], int] = defaultdict(int)
    brought: dict[int, int] = defaultdict(int)
    for each in found:
        assert each.qty > 0
        taken[each.source, each.item] += each.qty
        brought[each.target] += each.qty
    there = {(each.place, each.item): each.qty for each in stock}
    assert all(qty <= there[key] for key, qty in taken.items())
    assert len({(each.source, each.target, each.item) for each in found}) == len(found)
    for bin_ in homes:
        if brought[bin_.place]:
            assert bin_.have + brought[bin_.place] <= (bin_.most or 0)
    assert [each.urgency for each in found] == sorted(each.urgency for each in found)


@given(HOMES, RESERVES, NEEDS)
def test_what_is_needed_or_low_is_brought_as_far_as_there_is_stock_and_room(
    homes: list[Home], stock: list[Reserve], needs: list[Need]
) -> None:
    found = plan_refills(homes, stock, needs, {})
    brought: dict[int, int] = defaultdict(int)
    for each in found:
        brought[each.target] += each.qty
    left = sum(each.qty for each in stock) - sum(brought.values())
    open_ = [each for each in homes if (each.most or 0) > each.have + brought[each.place]]
    if left and open_:
        free = sum(max(0, each.have - each.leaving) + brought[each.place] for each in homes)
        assert free >= sum(each.qty for each in needs)
        low = [each for each in open_ if each.have - each.leaving + brought[each.place] < each.least]
        assert low == [] or needs == [] == low


SHELVES = st.lists(
    st.builds(
        lambda place, qty, more, alone: Shelf(place, 7, qty, qty + more, place, alone),
        st.integers(1, 9), st.integers(1, 12), st.integers(0, 20), st.booleans(),
    ),
    max_size=7, unique_by=lambda each: each.place,
)  # fmt: skip


@given(SHELVES)
def test_no_choice_of_bins_frees_more_than_the_plan(shelves: list[Shelf]) -> None:
    found = plan_merges(shelves)
    after = {each.place: each.qty for each in shelves}
    for each in found:
        after[each.source] -= each.qty
        after[each.target] += each.qty
    by_place = {each.place: each for each in shelves}
    assert all(0 <= qty <= by_place[place].most for place, qty in after.items())
    freed = {place for place, qty in after.items() if qty == 0}
    assert freed == {each.source for each in found}
    assert all(by_place[place].alone for place in freed)
    assert len(freed) == _most_freed(shelves)


def _most_freed(shelves: list[Shelf]) -> int:
    alone = [each for each in shelves if each.alone]
    for many in range(len(alone), 0, -1):
        for chosen in combinations(alone, many):
            stay = [each for each in shelves if each not in chosen]
            if stay and sum(each.qty for each in chosen) <= sum(each.most - each.qty for each in stay):
                return many
    return 0


def test_merges_are_bounded_and_the_cheapest_come_first() -> None:
    shelves = [Shelf(n, n // 2, 3, 10, n) for n in range(40)]
    assert len(plan_merges(shelves, 5)) == 5
    assert len(plan_merges(shelves)) == 20


@pytest.mark.parametrize("urgency", [BELOW_LEAST])
def test_a_product_without_reserve_plans_nothing(urgency: int) -> None:
    assert plan_refills([home()], [], [Need(7, 5, urgency)], {}) == ()
