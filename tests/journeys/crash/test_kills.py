"""Killed at any moment, at any write: what was answered is there once, and the work goes on at the same line."""

from __future__ import annotations

import pytest

from tests.journeys.crash.kills import EACH_WRITE, WAYS, hand_over, run
from tests.journeys.crash.shift import Yard
from tests.journeys.crash.shim import Control

pytestmark = pytest.mark.system

KILLS, WINDOW_KILLS, PLANTED_KILLS = 30, 6, 60


def test_no_kill_loses_or_doubles_what_was_answered(yard: Yard, control: Control) -> None:
    tally = run(yard, control, 1, KILLS)
    assert tally.faults == []
    assert tally.kills == KILLS
    assert set(tally.ways) == set(WAYS)
    assert tally.answered > 0


def test_a_kill_at_each_write_in_turn_loses_and_doubles_nothing(yard: Yard, control: Control) -> None:
    tally = run(yard, control, 2, KILLS, ways=EACH_WRITE)
    assert (tally.faults, tally.kills) == ([], KILLS)


def test_no_kill_of_the_window_loses_what_has_sounded(window_yard: Yard, control: Control) -> None:
    tally = run(window_yard, control, 1, WINDOW_KILLS, at_window=True)
    assert tally.faults == []
    assert (tally.kills, tally.answered > 0) == (WINDOW_KILLS, True)


def test_no_kill_of_loading_loses_or_doubles_a_parcel(yard: Yard, control: Control) -> None:
    tally = run(yard, control, 1, KILLS // 2, modes=("load",))
    assert (tally.faults, tally.kills) == ([], KILLS // 2)
    assert tally.answered > 0


def test_a_hand_over_killed_at_each_write_goes_on_and_nothing_leaves_twice(yard: Yard, control: Control) -> None:
    tally = hand_over(yard, control, 3, KILLS)
    assert tally.faults == []
    assert tally.kills == KILLS


@pytest.mark.parametrize("plant", ["feedback_before_commit", "two_transactions"])
def test_a_planted_fault_is_found(yard: Yard, control: Control, plant: str) -> None:
    tally = run(yard, control, 1, PLANTED_KILLS, plant=plant)
    assert len(tally.faults) == 1, f"{PLANTED_KILLS} kills did not find {plant}"


def test_a_hand_over_in_two_transactions_is_found(yard: Yard, control: Control) -> None:
    tally = hand_over(yard, control, 1, PLANTED_KILLS, plant="two_transactions")
    assert len(tally.faults) == 1, f"{PLANTED_KILLS} kills did not find it"
