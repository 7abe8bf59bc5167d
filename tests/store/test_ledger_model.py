"""The ledger against the naive book: all operations mixed at random, every projection compared after each step."""

from __future__ import annotations

import pytest

from tests.mutants.ledger_machine import LedgerMachine
from tests.prove.searching import search


@pytest.mark.parametrize("runs", [8, pytest.param(60, marks=pytest.mark.slow)])
def test_the_ledger_tells_what_the_book_tells(runs: int) -> None:
    search(LedgerMachine, runs, 30)
