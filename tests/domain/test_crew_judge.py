"""How somebody is at work, how fast, and whether a batch may be given to them."""

from __future__ import annotations

import pytest

from warehouse_app.domain.crew.judge import presence, rate, unfit
from warehouse_app.domain.crew.values import Ability, Caps, Demand, LacksSkill, OverCap, Presence


@pytest.mark.parametrize(
    ("busy", "last", "since", "is_"),
    [
        (True, "2010-12-06T11:55", "2010-12-06T08:00", Presence.WORKING),
        (True, "2010-12-06T11:45", "2010-12-06T08:00", Presence.IDLE),
        (True, "2010-12-06T11:20", "2010-12-06T08:00", Presence.STALE),
        (True, "", "2010-12-06T11:58", Presence.WORKING),
        (True, "", "", Presence.STALE),
        (False, "2010-12-06T08:00", "", Presence.FREE),
        (False, "", "", Presence.AWAY),
    ],
)
def test_how_somebody_is_at_work(busy: bool, last: str, since: str, is_: Presence) -> None:
    moments = [f"{each}:00.000000Z" if each else "" for each in (last, since)]
    assert presence(busy=busy, last=moments[0], since=moments[1], now="2010-12-06T12:00:00.000000Z") is is_


def test_a_rate_is_of_the_time_worked() -> None:
    assert rate(30, 3) == 60
    assert rate(14, 2) == 42
    assert rate(7, 1) == 0
    assert rate(0, 0) == 0


def test_a_batch_is_refused_to_who_lacks_a_skill_or_has_enough() -> None:
    able = Ability(frozenset({"LIFT"}), Caps(batches=2, orders=4, units=50, weight_g=9_000))
    assert unfit(able, Demand(frozenset({"LIFT"}), 4, 50, 9_000, 1), "B1", "Li") is None
    assert unfit(able, Demand(frozenset({"LIFT", "DG"})), "B1", "Li") == LacksSkill("B1", "Li", ("DG",))
    for demand, over in (
        (Demand(batches=2), ("batches", 2, 3)),
        (Demand(orders=5), ("orders", 4, 5)),
        (Demand(units=51), ("units", 50, 51)),
        (Demand(weight_g=9_001), ("weight_g", 9_000, 9_001)),
    ):
        assert unfit(able, demand, "B1", "Li") == OverCap("B1", "Li", *over)
    assert unfit(Ability(), Demand(orders=10**6, batches=99), "B1", "Li") is None
