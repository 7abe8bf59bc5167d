"""What a scale says: a weight in whole grams, and whether it may be taken. Exact: no weight was ever a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from warehouse_app.domain import figures

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
_THOUSANDTHS = re.compile(r"[.,][0-9]{3}\s*g", re.IGNORECASE | re.ASCII)
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


def is_weight(text: str) -> bool:
    """Say whether a text reads as a weight with its unit, also as one that is unclear."""
    return _TYPED.fullmatch(text) is not None


def is_unclear(text: str) -> bool:
    """Say whether a weight that was typed may be a thousand or a fraction: "1,250 kg", and of grams "1.250 g" too.

    A bench weighs no thousandths of a gram.
    """
    return is_weight(text) and (figures.may_be_either(text) or _THOUSANDTHS.search(text) is not None)


def typed_grams(text: str) -> int | None:
    """Read a weight that a person typed, with its unit: "1250 g", "1,25 kg", "2 lb 4 oz".

    None where it is none, or is unclear.
    """
    found = _TYPED.fullmatch(figures.typed(text))
    if found is None or is_unclear(text):
        return None
    first, unit, second, small = found.groups()
    if second is not None and (_unit(unit), _unit(small)) != (Unit.POUND, Unit.OUNCE):
        return None
    grams = Fraction(first) * GRAMS[_unit(unit)]
    if second is not None:
        grams += Fraction(second) * GRAMS[Unit.OUNCE]
    return None if grams > MOST_GRAMS else (grams + _HALF).__floor__()


def _unit(text: str) -> Unit:
    return Unit(text.lower().removesuffix("s"))
