"""Whatever two people scan at one dock, in whatever order: goods, promises and hard rules are kept."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.mutants.putaway_machine import PutAwayMachine

pytestmark = pytest.mark.slow

EXAMPLES = settings().max_examples

TestPutAway = PutAwayMachine.TestCase
TestPutAway.settings = settings(max_examples=max(10, EXAMPLES), stateful_step_count=30, deadline=None)
