"""What stock is worth, how old it is, and from when on more can be promised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.health.ageing import Ages, Ahead, ages_of, can_promise
from warehouse_app.domain.health.costing import (
    Arrival,
    Average,
    Worth,
    at_average,
    first_in_first_out,
    minor_of,
    rounded,
)


def test_the_average_weighs_what_came_with_what_was_there() -> None:
    book = Average().came(10, 20_000).came(30, 40_000)
    assert book == Average(40, 35_000)
    assert book.went(25).came(15, 95_000) == Average(30, 65_000)


def test_what_leaves_leaves_at_the_average() -> None:
    assert Average().came(3, 10_000).went(2) == Average(1, 10_000)


def test_an_arrival_without_a_price_changes_no_average() -> None:
    assert Average(5, 700).came(5, None) == Average(10, 700)
    assert Average().came(5, None) == Average(5, None)


def test_units_that_never_had_a_price_take_the_first_one() -> None:
    assert Average(5, None).came(1, 900) == Average(6, 900)


def test_an_average_after_the_house_was_emptied_is_that_of_what_came_then() -> None:
    assert Average(0, 500).came(4, 900) == Average(4, 900)
    assert Average(-3, 500).came(4, 900) == Average(1, 900)


def test_what_is_left_came_last() -> None:
    came = [Arrival(5, 300), Arrival(10, 200), Arrival(10, 100)]
    assert first_in_first_out(12, came) == Worth(5 * 300 + 7 * 200, 0)


def test_units_without_a_price_are_counted_and_not_guessed_at() -> None:
    assert first_in_first_out(9, [Arrival(5, None), Arrival(2, 100)]) == Worth(200, 5 + 2)
    assert at_average(9, None) == Worth(0, 9)


def test_amounts_are_rounded_once_half_up() -> None:
    assert [rounded(each, 2) for each in (-3, -1, 1, 2, 3)] == [-1, 0, 1, 1, 2]
    assert [minor_of(12_345), minor_of(12_350), minor_of(12_345, 0), minor_of(12_345, 3)] == [123, 124, 1, 1235]


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 90_000)), max_size=8), st.integers(0, 200))
def test_both_worths_lie_between_the_cheapest_and_the_dearest(came: list[tuple[int, int]], left: int) -> None:
    book = Average()
    for qty, price in came:
        book = book.came(qty, price)
    left = min(left, book.on_hand)
    newest = [Arrival(*each) for each in reversed(came)]
    for worth in (at_average(left, book.average_e4), first_in_first_out(left, newest)):
        assert worth.unpriced == 0 or not came
        prices = [price for _qty, price in came] or [0]
        assert left * min(prices) <= worth.value_e4 + left * (worth.unpriced > 0) * max(prices) + left
        assert worth.value_e4 <= left * max(prices) + left


def test_stock_is_as_old_as_the_arrivals_it_came_with() -> None:
    came = [Arrival(3, 1, "2026-11-20T08:00:00Z"), Arrival(4, 1, "2026-09-01T08:00:00Z"), Arrival(9, 1, "2020-01-01")]
    assert ages_of(9, came, "2026-11-28") == Ages((3, 4, 0, 0, 2, 0), 2523)
    assert ages_of(20, came, "2026-11-28").units == (3, 4, 0, 0, 9, 4)
    assert ages_of(0, came, "2026-11-28") == Ages()


def test_more_can_be_promised_once_it_comes() -> None:
    assert can_promise(3, [("2026-12-04", 10)], []) == (Ahead("", 3), Ahead("2026-12-04", 13))


def test_what_somebody_waits_for_later_is_not_free_before() -> None:
    told = can_promise(5, [("2026-12-04", 10)], [("2026-12-02", 4), ("2026-12-09", 8)])
    assert told == (Ahead("", 1), Ahead("2026-12-04", 3))


def test_nothing_is_promised_below_zero() -> None:
    assert can_promise(0, [], [("2026-12-02", 4)]) == (Ahead("", 0),)


@given(
    st.integers(0, 20),
    st.lists(st.tuples(st.sampled_from(["", "2026-12-01", "2026-12-05", "2026-12-09"]), st.integers(1, 9)), max_size=6),
    st.lists(st.tuples(st.sampled_from(["", "2026-12-02", "2026-12-05", "2026-12-30"]), st.integers(1, 9)), max_size=6),
)
def test_what_is_promised_ahead_leaves_enough_for_all_who_wait(
    free: int, comes: list[tuple[str, int]], waits: list[tuple[str, int]]
) -> None:
    told = can_promise(free, comes, waits)
    assert [each.day for each in told] == sorted({each.day for each in told})
    days = ["", "2026-12-01", "2026-12-02", "2026-12-05", "2026-12-09", "2026-12-30"]
    for each in told:
        for day in (day for day in days if day >= each.day):
            left = free + sum(q for at, q in comes if at <= day) - sum(q for at, q in waits if at <= day)
            assert each.units <= max(0, left)
