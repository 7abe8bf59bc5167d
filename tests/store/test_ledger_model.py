"""The ledger against the naive book: all operations mixed at random, every projection compared after each step."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.mutants.ledger_machine import LedgerMachine


@pytest.mark.timeout(900)  # hypothesis replays what it found before, and a busy machine is slow
@pytest.mark.parametrize("examples", [8, pytest.param(60, marks=pytest.mark.slow)])
def test_the_ledger_tells_what_the_book_tells(examples: int) -> None:
    profile = settings(
        settings.get_profile("fast"),
        stateful_step_count=30,
        max_examples=examples,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LedgerMachine, settings=profile)
