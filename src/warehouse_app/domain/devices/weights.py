"""What a scale says: a weight in whole grams, and whether it may be taken. Exact: no weight was ever a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MOST_GRAMS = 100_000_000
"""A hundred tonnes: no bench weighs more, and a longer figure is noise."""


class WeightState(StrEnum):
    """How a reading stands. Only `STABLE` may be taken as a weight."""

    STABLE = "stable"
    MOTION = "motion"
    ZERO = "zero"
    NEGATIVE = "negative"
    UNDER = "under"
    OVER = "over"
    FAULTY = "faulty"


class Unit(StrEnum):
    """Units that scales show and people type; the values are stored."""

    GRAM = "g"
    KILOGRAM = "kg"
    POUND = "lb"
    OUNCE = "oz"
    MILLIGRAM = "mg"


_POUND = Fraction(45_359_237, 100_000)
GRAMS = {
    Unit.GRAM: Fraction(1),
    Unit.KILOGRAM: Fraction(1_000),
    Unit.POUND: _POUND,
    Unit.OUNCE: _POUND / 16,
    Unit.MILLIGRAM: Fraction(1, 1_000),
}
"""Grams in one of a unit, exact: the pound is 453.59237 g by definition."""

_HALF = Fraction(1, 2)
_PART = r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*(kg|mg|g|lbs?|oz)"
_TYPED = re.compile(rf"\s*{_PART}(?:\s*{_PART})?\s*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Weight:
    """One reading. `grams` is None where the scale gave no figure (over, under, faulty); `shown` is what its display
    says, as "1.250 kg". `net` where the scale told it: a tare is taken off (True), or none is (False).
    """

    state: WeightState
    grams: int | None
    shown: str = ""
    net: bool | None = None

    @property
    def takeable(self) -> bool:
        """Tell whether this may become the weight of a thing."""
        return self.state is WeightState.STABLE and self.grams is not None and self.grams > 0


def grams_of(figure: Decimal, unit: Unit) -> int | None:
    """Return a figure in whole grams, half up and alike on both sides of zero; None beyond what a bench weighs."""
    grams = abs(Fraction(figure)) * GRAMS[unit]
    if grams > MOST_GRAMS:
        return None
    whole = (grams + _HALF).__floor__()
    return -whole if figure < 0 else whole


def typed_grams(text: str) -> int | None:
    """Read a weight that a person typed, with its unit: "1250 g", "1,25 kg", "2 lb 4 oz". None where it is none."""
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    first, unit, second, small = found.groups()
    if second is not None and (_unit(unit), _unit(small)) != (Unit.POUND, Unit.OUNCE):
        return None
    grams = Fraction(first.replace(",", ".")) * GRAMS[_unit(unit)]
    if second is not None:
        grams += Fraction(second.replace(",", ".")) * GRAMS[Unit.OUNCE]
    return None if grams > MOST_GRAMS else (grams + _HALF).__floor__()


def _unit(text: str) -> Unit:
    return Unit(text.lower().removesuffix("s"))
