"""What the weight of a parcel that came back says of what is in it: a hint for eyes, never a reason to refuse. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_OFF_G, OFF_PERCENT = 100, 15
"""So far off is what another box, other padding or a wet day never make: both together, the larger holds."""

FIFTH = 5
"""Where less than a fifth of the goods can be in it, the box is as good as empty."""


class Hint(StrEnum):
    """What a weight says; "" where nothing can be said."""

    NOTHING = ""
    FITS = "fits"
    EMPTY = "empty"
    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a parcel weighed as it came, and what it was thought to (None: nobody can tell)."""

    grams: int
    expected_g: int | None = None
    hint: Hint = Hint.NOTHING

    @property
    def off_g(self) -> int:
        """Return by how much it is off."""
        return 0 if self.expected_g is None else abs(self.grams - self.expected_g)


def expected_of(goods_g: int | None, box_g: int, sent_g: int | None, *, whole: bool) -> int | None:
    """Return what a parcel should weigh: its goods and its box, else as it was sent where all of it comes back."""
    if whole and sent_g is not None:
        return sent_g
    return None if goods_g is None else goods_g + box_g


def seen(grams: int, expected_g: int | None, box_g: int = 0) -> Seen:
    """Judge a weight."""
    if expected_g is None or expected_g <= 0:
        return Seen(grams)
    may = max(LEAST_OFF_G, expected_g * OFF_PERCENT // 100)
    if grams > expected_g + may:
        return Seen(grams, expected_g, Hint.HEAVY)
    if grams >= expected_g - may:
        return Seen(grams, expected_g, Hint.FITS)
    empty = (grams - box_g) * FIFTH < expected_g - box_g
    return Seen(grams, expected_g, Hint.EMPTY if empty else Hint.LIGHT)
