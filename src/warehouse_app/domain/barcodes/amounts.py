"""Measures in GS1 codes, exact: `(3103)001250` is 1.250 kg, which is 1250 g; no floats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

_KG, _M, _L = ("g", Fraction(1000)), ("mm", Fraction(1000)), ("ml", Fraction(1000))
_NET: Mapping[str, tuple[str, tuple[str, Fraction]]] = MappingProxyType(
    {
        "310": ("kg", _KG),
        "311": ("m", _M),
        "315": ("l", _L),
        "316": ("m3", ("ml", Fraction(1_000_000))),
        "320": ("lb", ("g", Fraction("453.59237"))),
        "321": ("in", ("mm", Fraction("25.4"))),
        "322": ("ft", ("mm", Fraction("304.8"))),
        "323": ("yd", ("mm", Fraction("914.4"))),
        "356": ("tr oz", ("g", Fraction("31.1034768"))),
        "357": ("fl oz", ("ml", Fraction("29.5735295625"))),
        "360": ("qt", ("ml", Fraction("946.352946"))),
        "361": ("gal", ("ml", Fraction("3785.411784"))),
        "364": ("in3", ("ml", Fraction("16.387064"))),
        "365": ("ft3", ("ml", Fraction("28316.846592"))),
        "366": ("yd3", ("ml", Fraction("764554.857984"))),
    },
)
"""First digits of the identifiers of net weight, length and volume -> their unit, and how much of a base unit it is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`digits` with `places` of them behind the point, in `unit`; `whole` base units, None when they are not whole."""

    unit: str
    digits: int
    places: int
    base: str
    whole: int | None

    def __str__(self) -> str:
        """Return the number as people write it."""
        shown = f"{self.digits:0{self.places + 1}d}"
        return f"{shown[: -self.places]}.{shown[-self.places :]}" if self.places else shown


def measure_of(ai: str, value: str) -> Measure | None:
    """Return the net measure that an element tells, None when it tells none."""
    known = _NET.get(ai[:3]) if len(ai) == 4 else None  # noqa: PLR2004 - the fourth digit is the places
    if known is None:
        return None
    unit, (base, much) = known
    digits, places = int(value), int(ai[3])
    exact = Fraction(digits, 10**places) * much
    return Measure(unit, digits, places, base, exact.numerator if exact.denominator == 1 else None)


def measures(elements: Iterable[tuple[str, str]]) -> tuple[Measure, ...]:
    """Return the net measures of a code's elements."""
    return tuple(found for ai, value in elements if (found := measure_of(ai, value)) is not None)
