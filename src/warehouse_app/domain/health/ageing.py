"""How old stock is, and by when more can be promised. Pure; days are ISO dates, moments UTC ISO text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from warehouse_app.domain.health.costing import Arrival

BOUNDS = (30, 90, 180, 365)
"""Days at which one age ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Units by age: one number for each age of `BOUNDS`, then those older, then those of which no arrival is known."""

    units: tuple[int, ...] = (0,) * (len(BOUNDS) + 2)
    oldest: int | None = None
    """Days since the oldest unit came, None where nothing is known."""


def ages_of(on_hand: int, newest_first: Iterable[Arrival], today: str) -> Ages:
    """Return the ages of `on_hand` units: what is left is what came last."""
    left, units, oldest = max(0, on_hand), [0] * (len(BOUNDS) + 2), None
    day = date.fromisoformat(today)
    for each in newest_first:
        if left == 0:
            break
        taken = min(left, each.qty)
        left -= taken
        old = max(0, (day - date.fromisoformat(each.at[:10])).days)
        units[sum(1 for bound in BOUNDS if old > bound)] += taken
        oldest = old
    units[-1] = left
    return Ages(tuple(units), oldest)


@dataclass(frozen=True, slots=True)
class Ahead:
    """From `day` on ("" is now) so many units can be promised to somebody new."""

    day: str
    units: int


def can_promise(free: int, comes: Sequence[tuple[str, int]], waits: Sequence[tuple[str, int]]) -> tuple[Ahead, ...]:
    """Return what can be promised from now on, by day.

    `comes` are arrivals by day, `waits` what orders lack by the day on which they must leave ("" is at once). A unit
    that somebody waits for later is not free before: what can be promised on a day is the least of what is left on it
    and on every later day, never below zero.
    """
    days = sorted({"", *(day for day, _qty in comes), *(day for day, _qty in waits)})
    left, lefts = free, []
    for day in days:
        left += sum(qty for at, qty in comes if at == day) - sum(qty for at, qty in waits if at == day)
        lefts.append(left)
    found: list[Ahead] = []
    least: int | None = None
    for day, units in zip(reversed(days), reversed(lefts), strict=True):
        least = units if least is None else min(least, units)
        found.append(Ahead(day, max(0, least)))
    told: list[Ahead] = []
    for each in reversed(found):
        if not told or told[-1].units != each.units:
            told.append(each)
    return tuple(told)
