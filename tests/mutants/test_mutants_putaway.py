"""Faults planted in put-away, one at a time: two people must find each of them where they would meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.mutants.putaway_machine import PutAwayMachine
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


Walk = tuple[tuple[int, str], ...]
"""Who scans what; "@" is the place that was proposed to him."""

FAULTS: dict[str, tuple[Callable[[Patch], None], Walk]] = {
    plant.__name__: (plant, walk)
    for plant, walk in (
        (a_locked_place_is_proposed, ((1, "Y"), (0, "Y"), (0, "1"), (0, "A5"), (1, "1"))),
        (climate_is_not_asked, ((0, "ICE"),)),
        (limits_are_not_counted, ((0, "Y"), (0, "2"), (0, "3"), (0, "@"), (0, "Y"))),
        (what_is_on_trolleys_is_free, ((0, "X"), (0, "A1"), (0, "X"), (0, "9"))),
        (what_was_put_down_stays_on_the_trolley, ((0, "X"), (0, "*3"), (0, "@"), (0, "A4"), (0, "@"))),
        (too_many_are_put_down, ((0, "X"), (0, "A1"), (0, "X"), (0, "9"))),
    )
}


def walked(walk: Walk) -> None:
    machine = PutAwayMachine()
    machine.begin()
    try:
        for who, text in walk:
            machine.scanned(who, text)
    finally:
        machine.teardown()


@pytest.mark.parametrize("fault", FAULTS)
def test_two_people_find(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, walk = FAULTS[fault]
    walked(walk)
    plant(monkeypatch)
    with pytest.raises(BaseException) as found:
        walked(walk)
    assert isinstance(found.value, Exception), found.value
