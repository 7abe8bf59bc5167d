"""Weighing rules without a store: what is taken, and when it stands still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.packing.weighing import (
    READINGS,
    Standing,
    Waits,
    is_bare_figure,
    judged,
    read_typed,
)

STABLE = Weight(WeightState.STABLE, 500, "0.500 kg")
weights = st.builds(Weight, st.sampled_from(WeightState), st.one_of(st.none(), st.integers(-5, 3)))


@given(weights)
def test_a_reading_is_taken_exactly_when_it_stands_still_above_zero(weight: Weight) -> None:
    refusal = judged(weight)
    assert (refusal is None) is weight.takeable
    if refusal is not None:
        assert refusal.problem in {state.value for state in WeightState} - {"stable"}


@pytest.mark.parametrize(("text", "bare"), [("1240", True), ("1.24", True), ("1,2", True), ("4006381333931", False)])
def test_a_figure_without_a_unit_is_told_from_a_code(text: str, bare: bool) -> None:
    assert is_bare_figure(text) is bare
    assert read_typed(text) is None


@pytest.mark.parametrize("text", ["", "LAMP", "1.2.3", "1240 g", "-5"])
def test_what_is_no_figure_is_no_bare_one(text: str) -> None:
    assert not is_bare_figure(text)


EMPTY, MOVES = Weight(WeightState.ZERO, 0), Weight(WeightState.MOTION, 480)


def follow(readings: list[tuple[Weight | None, int]], standing: Standing | None = None) -> Standing:
    standing = standing or Standing()
    for weight, at in readings:
        standing = standing.after(weight, at)
    return standing


def test_a_weight_stands_after_enough_equal_readings_and_time() -> None:
    standing = follow([(EMPTY, 0), (STABLE, 100), (STABLE, 500)])
    assert not standing.stands(1_100, 800)  # time, and one reading too few
    standing = standing.after(STABLE, 800)
    assert standing.count == READINGS
    assert not standing.stands(800, 800)  # readings, and too little time
    assert standing.stands(900, 800)
    assert standing.stands(800, 0)


@pytest.mark.parametrize(
    "between", [None, Weight(WeightState.MOTION, 500), Weight(WeightState.STABLE, 501), Weight(WeightState.OVER, None)]
)
def test_anything_else_between_begins_anew(between: Weight | None) -> None:
    standing = follow([(EMPTY, 0), (STABLE, 0), (STABLE, 400), (between, 500), (STABLE, 600), (STABLE, 800)])
    assert not standing.stands(1_500, 800)


def test_what_lay_there_before_the_last_item_is_not_all_of_it() -> None:
    packing = follow([(EMPTY, 0), (STABLE, 100), (STABLE, 200), (STABLE, 300)]).begun()
    assert packing.waits is Waits.CHANGE
    lying = follow([(STABLE, at) for at in range(400, 3_000, 100)], packing)
    assert not lying.stands(3_000, 800)
    put_in = follow([(MOVES, 3_100), (STABLE, 3_200), (STABLE, 3_300), (STABLE, 3_400)], lying)
    assert put_in.stands(4_000, 800)


def test_an_empty_scale_waits_for_nothing_but_the_parcel() -> None:
    begun = follow([(EMPTY, 0), (EMPTY, 100)]).begun()
    assert begun.waits is Waits.NOTHING
    assert follow([(STABLE, at) for at in (200, 300, 400)], begun).stands(1_000, 800)


def test_a_parcel_left_lying_is_not_taken_for_the_next_one() -> None:
    left = follow([(EMPTY, 0), (STABLE, 1), (STABLE, 2), (STABLE, 3)]).taken().begun()
    assert left.waits is Waits.EMPTY
    jittering = follow([(Weight(WeightState.STABLE, 501), 4), (STABLE, 5), (STABLE, 6), (STABLE, 7)], left)
    assert not jittering.stands(9_000, 0)
    assert follow([(EMPTY, 8), (STABLE, 9), (STABLE, 10), (STABLE, 11)], jittering).stands(12, 0)


def test_a_scale_that_was_away_and_is_back_is_waited_for_to_change() -> None:
    assert not follow([(None, 0), (STABLE, 1), (STABLE, 2), (STABLE, 3)]).stands(9_000, 0)


@given(st.lists(st.tuples(st.one_of(st.none(), weights), st.integers(0, 400)), max_size=30), st.integers(0, 900))
def test_what_is_taken_is_what_lay_there_all_the_time(steps: list[tuple[Weight | None, int]], still: int) -> None:
    now, standing, seen = 0, Standing(), list[tuple[int, Weight | None]]()
    for weight, later in steps:
        now += later
        standing = standing.after(weight, now)
        seen.append((now, weight))
        if standing.stands(now, still):
            same = seen[-standing.count :]
            assert len(same) >= READINGS
            assert weight is not None
            assert {(each.state, each.grams) for _, each in same if each} == {(WeightState.STABLE, weight.grams)}
            assert now - same[0][0] >= still
            assert len(seen) > len(same)  # something else was seen before
