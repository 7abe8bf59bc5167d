"""A disk that fails or is full, at any call: one answer that says so, nothing lost, and the work goes on."""

from __future__ import annotations

import pytest

from tests.journeys.crash import faults
from tests.journeys.crash.shift import Yard
from tests.journeys.crash.shim import Control

pytestmark = pytest.mark.system

STARTS, WINDOW_SCANS = 16, 9


@pytest.mark.parametrize("mode", ["pick", "pack"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_disk_that_fails_at_times_costs_time_and_nothing_else(
    yard: Yard, control: Control, mode: str, seed: int
) -> None:
    tally = faults.run(yard, control, seed, yard.pick if mode == "pick" else yard.pack)
    assert tally.broken == []
    assert tally.injected > 20
    assert {"unknown database_io", "refused disk_full"} <= set(tally.answers)


def test_a_start_on_a_bad_disk_is_one_sentence_or_goes_well(yard: Yard, control: Control) -> None:
    assert [wrong for seed in range(STARTS) if (wrong := faults.start(yard, control, seed))] == []


def test_a_window_on_a_full_or_failing_disk_says_so_and_counts_nothing_twice(
    window_yard: Yard, control: Control
) -> None:
    assert faults.at_the_window(window_yard, control, WINDOW_SCANS) == []
