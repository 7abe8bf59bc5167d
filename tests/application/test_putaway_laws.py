"""Whatever two people scan at one dock, in whatever order: goods, promises and hard rules are kept."""

from __future__ import annotations

import pytest

from tests.mutants.putaway_machine import PutAwayMachine
from tests.prove.searching import search


@pytest.mark.slow
def test_goods_promises_and_hard_rules_are_kept() -> None:
    search(PutAwayMachine, 50, 30)
