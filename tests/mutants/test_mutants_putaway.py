"""Faults planted in put-away, one at a time: two people who scan what comes to hand must find each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.mutants.putaway_machine import PutAwayMachine
from tests.prove.searching import search
from warehouse_app.application.putaway import loading
from warehouse_app.planning import putaway as planning
from warehouse_app.store import putaway, storage

pytestmark = pytest.mark.slow

Patch = pytest.MonkeyPatch
_broken = planning.broken_rules


def a_locked_place_is_proposed(patch: Patch) -> None:
    patch.setattr(planning, "broken_rules", lambda goods, spot: _broken(goods, replace(spot, locked=False)))


def climate_is_not_asked(patch: Patch) -> None:
    patch.setattr(planning, "broken_rules", lambda goods, spot: _broken(replace(goods, climate=""), spot))
    patch.setattr(storage, "looked", _warm(storage.looked))


def _warm(looked: Callable[..., Any]) -> Callable[..., Any]:
    return lambda desk, sought, look: looked(desk, sought._replace(goods=replace(sought.goods, climate="")), look)


def limits_are_not_counted(patch: Patch) -> None:
    patch.setattr(planning, "limits_reached", lambda *_: {})


def what_is_on_trolleys_is_free(patch: Patch) -> None:
    patch.setattr(putaway, "taken", lambda *_: 0)
    patch.setattr(putaway, "lying", _untaken(putaway.lying))


def _untaken(lying: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: tuple(each._replace(taken=0) for each in lying(*args))


def what_was_put_down_stays_on_the_trolley(patch: Patch) -> None:
    patch.setattr(putaway, "shrink", lambda *_: None)


def too_many_are_put_down(patch: Patch) -> None:
    patch.setattr(loading, "left_at", lambda *_: 100)


FAULTS: dict[str, Callable[[Patch], None]] = {
    each.__name__: each
    for each in (
        a_locked_place_is_proposed,
        climate_is_not_asked,
        limits_are_not_counted,
        what_is_on_trolleys_is_free,
        what_was_put_down_stays_on_the_trolley,
        too_many_are_put_down,
    )
}


def searched() -> None:
    """Search at random, the same search each time."""
    search(PutAwayMachine, 100, 30)


@pytest.mark.parametrize("fault", FAULTS)
def test_two_people_find(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[fault](monkeypatch)
    with pytest.raises(BaseException) as found:
        searched()
    assert isinstance(found.value, Exception), found.value
