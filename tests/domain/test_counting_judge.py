"""What follows from a count: pure rules, thresholds from settings."""

from __future__ import annotations

import pytest

from warehouse_app.domain.counting.judge import Compared, Thresholds, far_from, follows
from warehouse_app.domain.counting.states import DONE, NEXT, OPEN, CountState, may_become

LIMITS = Thresholds(recount_units=5, recount_minor=5_000, approve_minor=10_000)


@pytest.mark.parametrize(
    ("found", "before", "rounds", "state"),
    [
        ((Compared(1, 12, 12, 100),), {}, 1, CountState.MATCHED),
        ((), {}, 1, CountState.MATCHED),
        ((Compared(1, 11, 12, 100),), {}, 1, CountState.POSTED),
        ((Compared(1, 2, 12, 100),), {}, 1, CountState.RECOUNT),
        ((Compared(1, 11, 12, 600_000),), {}, 1, CountState.RECOUNT),
        ((Compared(1, 2, 12, 100),), {1: -10}, 2, CountState.POSTED),
        ((Compared(1, 2, 12, 0),), {1: -10}, 2, CountState.REVIEW),
        ((Compared(1, 11, 12, 1_200_000),), {1: -1}, 2, CountState.REVIEW),
        ((Compared(1, 3, 12, 100),), {1: -10}, 2, CountState.RECOUNT),
        ((Compared(1, 3, 12, 100),), {1: -10}, 3, CountState.REVIEW),
        ((Compared(1, 12, 12, 100),), {1: -10}, 2, CountState.MATCHED),
        ((Compared(1, 12, 12, 100), Compared(2, 2, 12, 100)), {2: -10}, 2, CountState.POSTED),
    ],
)
def test_thresholds_say_who_must_look(
    found: tuple[Compared, ...], before: dict[int, int], rounds: int, state: CountState
) -> None:
    assert follows(found, before, rounds, LIMITS) is state


def test_a_value_is_rounded_to_minor_units_without_its_sign() -> None:
    assert Compared(1, 9, 12, 12_345).value_minor == 370
    assert Compared(1, 12, 9, 12_345).value_minor == 370


@pytest.mark.parametrize(
    ("number", "book", "asked"), [(12, 12, False), (30, 12, False), (1_200, 12, True), (20, 0, False), (21, 0, True)]
)
def test_a_number_far_from_the_books_is_asked_about(number: int, book: int, asked: bool) -> None:
    assert far_from(number, book, 1_000) is asked


def test_a_count_that_is_done_stays_so_and_every_other_goes_on() -> None:
    assert all(not NEXT[state] for state in DONE)
    assert all(NEXT[state] for state in OPEN)
    assert set(NEXT) == set(CountState)
    assert may_become(CountState.REVIEW, CountState.POSTED)
    assert not may_become(CountState.POSTED, CountState.REVIEW)
