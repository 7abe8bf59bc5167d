"""Which of several orders is packed first: the one choice behind a tote, a cart, a batch and an item. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_DIGITS = re.compile(r"(\d+)")
NO_WAVE = 1 << 62
"""What was released with no wave comes behind the waves."""


class Readiness(IntEnum):
    """How ready an order is: all of it picked, still being picked, or picked and short."""

    WHOLE = 0
    PICKING = 1
    SHORT = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that may be packed. `gone`: not confirmed; `held`: a hold stops it; `away`: open at another bench.

    `left` counts units that wait, `slot` is its place on the cart, `wave` the first wave it was released with.
    """

    order_id: int
    code: str
    ship_by: str
    left: int
    short: bool = False
    picking: bool = False
    gone: bool = False
    held: bool = False
    away: bool = False
    wave: int = NO_WAVE
    slot: str = ""

    @property
    def readiness(self) -> Readiness:
        """Return how ready it is."""
        if self.picking:
            return Readiness.PICKING
        return Readiness.SHORT if self.short else Readiness.WHOLE

    @property
    def opens(self) -> bool:
        """Tell whether it can be opened now."""
        return self.left > 0 and not (self.gone or self.held or self.away or self.picking)


def for_item(each: Candidate) -> tuple[int, bool, bool, Readiness, str, int, int]:
    """Return the rank for an item in the hand: fully picked first, then earliest dispatch, then fewest units left."""
    return (each.gone, each.away, each.held, each.readiness, each.ship_by, each.left, each.order_id)


def of_tote(each: Candidate) -> tuple[int, bool, bool, Readiness, int, str, int, int]:
    """Return the rank within a tote: fully picked first, then the oldest wave, shorts last."""
    rank = (each.gone, each.away, each.held, each.readiness)
    return (*rank, each.wave, each.ship_by, each.left, each.order_id)


def of_slots(each: Candidate) -> tuple[int, bool, bool, bool, tuple[tuple[int, int, str], ...], int]:
    """Return the rank on a cart or in a batch: what can be opened, slot by slot by position."""
    return (each.gone, each.away, each.held, each.picking, position(each.slot), each.order_id)


def position(slot: str) -> tuple[tuple[int, int, str], ...]:
    """Return where a slot stands: B2 before B10."""
    parts = (part for part in _DIGITS.split(slot) if part)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)
