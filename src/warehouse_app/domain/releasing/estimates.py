"""How long work takes a person, from what was done lately; a stated default where too little was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

DEFAULT_PICK, DEFAULT_PACK = 90, 120
"""Units an hour of one person where nothing is known."""

ENOUGH = 5
"""Pieces of work from which on their median is believed."""

_SHORTEST_S, _LONGEST_S = 20, 4 * 3600
"""Work that took less was not scanned as it was done, and work that took more lay over a break."""

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Done:
    """A piece of work: so many units in so many seconds of one person."""

    units: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Units an hour of one person. `known` False: a default, for only `samples` pieces of work tell anything."""

    units_h: int
    known: bool
    samples: int

    def seconds(self, units: int) -> int:
        """Return how long one person needs for so many units."""
        return -(-units * _HOUR // max(1, self.units_h))


def pace(done: Sequence[Done], default: int) -> Pace:
    """Return the median pace of what was done, or the default where that is too little."""
    told = [each for each in done if each.units > 0 and _SHORTEST_S <= each.seconds <= _LONGEST_S]
    if len(told) < ENOUGH:
        return Pace(default, known=False, samples=len(told))
    middle = median(each.units * _HOUR / each.seconds for each in told)
    return Pace(max(1, round(middle)), known=True, samples=len(told))
