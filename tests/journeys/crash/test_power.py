"""The power fails at any moment: nothing that was answered is lost, and the database is whole."""

from __future__ import annotations

import pytest

from tests.journeys.crash.power import cuts, record
from tests.journeys.crash.shift import Yard

pytestmark = pytest.mark.system

CUTS = 200


def test_no_power_cut_loses_what_was_answered(yard: Yard) -> None:
    tally = cuts(record(yard), 1, CUTS, yard.folder / "after-a-cut")
    assert tally.faults == []
    assert (tally.cuts, tally.lost, tally.ruined) == (CUTS, 0, 0)
    assert tally.answered > CUTS


def test_the_same_cuts_lose_scans_where_the_database_does_not_wait_for_the_disk(yard: Yard) -> None:
    """What common advice calls safe in WAL (synchronous=NORMAL) is not: so the replayer has teeth."""
    tally = cuts(record(yard, "synchronous_normal"), 1, CUTS, yard.folder / "after-a-cut", whole=False)
    assert tally.lost > CUTS / 10
