"""What one unit weighs, learned from parcels: a recursive estimate with a bounded influence of every parcel.

A parcel tells one equation: its weight is the sum of its units and its packaging. The difference between that and what
was believed is shared among them in proportion to how doubtful each is: the gain of a Kalman filter (R. E. Kalman, A
New Approach to Linear Filtering and Prediction Problems, 1960) whose covariance is kept diagonal: a parcel costs as
many steps as it has products. A parcel of one product and a known box is the plain recursive mean.

A parcel packed wrong must not teach: what it says is cut off at a few standard deviations, as P. J. Huber's estimators
do (Robust Estimation of a Location Parameter, 1964; for the filter: C. J. Masreliez and R. D. Martin, Robust Bayesian
Estimation for the Linear Model and Robustifying the Kalman Filter, 1977). A belief that is wrong itself looks like a
parcel packed wrong, again and again and always to the same side: after `STUBBORN` such parcels it is opened anew.

Whole milligrams throughout, so that both databases, and a rebuilding, come to the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isqrt

MG = 1_000
"""Milligrams in a gram."""

CUT = (5, 2)
"""What a parcel says is cut off at so many standard deviations (as a fraction)."""

STUBBORN = 3
"""Parcels in a row that were cut off to one side, after which a belief is doubted anew."""

KNOWN_AFTER = 3
"""Parcels after which a weight that stands in no book counts as known."""

MEMORY = 64
"""Parcels over which a belief goes on moving: it follows a product whose weight changes."""

SCALE_MG = 600
"""The standard deviation of a reading: a scale that shows grams, and what lies on it a little aside."""

MOST_MG = 3_000_000_000
"""No product of a bench weighs more than three tonnes, and no doubt is wider."""

_UNKNOWN_MG = 3_000_000
_LEAST_DOUBT_MG, _LEAST_SPREAD_MG = 60, 150
_UNIT_SPREAD = 80
"""One unit of a product differs from the next by a part in so many, as long as nothing is known."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What one unit is believed to weigh, in milligrams.

    `doubt` is the standard deviation of the mean, `spread` that of a unit about it; `parcels` and `units` taught it.
    `streak` counts parcels in a row that were cut off, below zero where they were lighter. `vague` is the spread of
    what it lately lay beside of which no book knows the weight (a box that nobody named): the two are seen together
    only, and are not told apart by looking longer.
    """

    mean: int
    doubt: int
    spread: int
    parcels: int = 0
    units: int = 0
    streak: int = 0
    vague: int = 0
    in_book: bool = True

    @property
    def known(self) -> bool:
        """Tell whether a parcel may be judged by it."""
        return self.in_book or self.parcels >= KNOWN_AFTER

    def variance(self, qty: int) -> int:
        """Return the variance of the weight of so many units: doubt is common to all, spread is each one's own."""
        return qty * qty * self.doubt * self.doubt + qty * self.spread * self.spread


def from_book(grams: int | None, percent: int, sigmas: int) -> Belief:
    """Return what is believed before any parcel: the product's weight as it stands in the books, or nothing (None, 0).

    The books may be off by `percent`; that is `sigmas` standard deviations.
    """
    if not grams:
        return Belief(0, _UNKNOWN_MG, 10 * MG, in_book=False)
    mean = grams * MG
    doubt = mean * percent // (100 * max(1, sigmas)) + MG // 3  # it was written in whole grams
    return Belief(mean, min(MOST_MG, doubt), max(_LEAST_SPREAD_MG, mean // _UNIT_SPREAD))


def packaging(tare_g: int | None, most_g: int) -> Belief:
    """Return what a box with its filling is believed to weigh before any parcel; at most `most_g` where no tare is."""
    if tare_g is None:
        mean = most_g * MG // 2
        wide = most_g * MG * 10 // 35  # anything between nothing and the most: a standard deviation of 1/sqrt(12)
        return Belief(mean, max(_LEAST_DOUBT_MG, wide), max(_LEAST_SPREAD_MG, wide // 2), in_book=False)
    mean = tare_g * MG
    return Belief(mean, max(MG, mean // 20), max(2 * MG, mean // 20))


@dataclass(frozen=True, slots=True)
class Part:
    """So many units of one thing in a parcel."""

    belief: Belief
    qty: int = 1


def expected_mg(parts: Sequence[Part]) -> int:
    """Return what the parts weigh together, as believed."""
    return sum(part.belief.mean * part.qty for part in parts)


def variance_mg2(parts: Sequence[Part], resolution_g: int = 1) -> int:
    """Return how far a weighing of the parts may be from that: a variance."""
    step = resolution_g * MG
    return sum(part.belief.variance(part.qty) for part in parts) + SCALE_MG * SCALE_MG + step * step // 12


def learned(parts: Sequence[Part], grams: int, resolution_g: int = 1) -> tuple[Belief, ...]:
    """Return what is believed of each part after a parcel of them weighed so much."""
    off = grams * MG - expected_mg(parts)
    told = _cut(off, variance_mg2(parts, resolution_g))
    side = 0 if told == off else (1 if off > 0 else -1)
    opened = [replace(part, belief=_doubted(part, off, side)) for part in parts]
    variance = variance_mg2(opened, resolution_g)
    told = _cut(off, variance)
    vague = [0 if part.belief.in_book else part.belief.spread for part in parts]
    widest = max(range(len(parts)), key=vague.__getitem__)
    others = max((each for n, each in enumerate(vague) if n != widest), default=0)
    return tuple(
        _after(part, variance, told, others if n == widest else vague[widest]) for n, part in enumerate(opened)
    )


def _cut(off: int, variance: int) -> int:
    most = isqrt(variance) * CUT[0] // CUT[1]
    return max(-most, min(most, off))


def _doubted(part: Part, off: int, side: int) -> Belief:
    """Return a belief that counts how often it was off to one side, and is doubted anew where that was too often.

    Books may be off by as much as they say, and not by more.
    """
    before = part.belief
    streak = 0 if not side else before.streak + side if before.streak * side >= 0 else side
    if abs(streak) < STUBBORN:
        return replace(before, streak=streak)
    wide = abs(off) // part.qty
    doubt = max(before.doubt, min(wide, before.mean) if before.in_book else wide)
    return replace(before, streak=0, doubt=min(MOST_MG, doubt))


def _after(part: Part, variance: int, told: int, vague: int) -> Belief:
    before, qty = part.belief, part.qty
    own = qty * before.doubt * before.doubt
    mean = min(MOST_MG, max(0, before.mean + _rounded(own * told, variance)))
    left = isqrt(max(0, before.doubt * before.doubt - own * own // variance))
    spread = _spread(before, qty, variance, told)
    floor = max(_LEAST_DOUBT_MG, spread * 1_000 // isqrt(MEMORY * 1_000_000))
    return replace(
        before, mean=mean, doubt=max(floor, left), spread=spread, parcels=before.parcels + 1,
        units=before.units + qty, vague=(7 * before.vague + vague) // 8,
    )  # fmt: skip


def _spread(before: Belief, qty: int, variance: int, told: int) -> int:
    """Return the spread of a unit after a parcel: a step of expectation and maximisation, slower with each parcel."""
    own = qty * before.spread * before.spread
    seen = own * own // variance * told * told // variance + own - own * own // variance
    step = min(MEMORY, before.parcels + 3)
    square = before.spread * before.spread
    return min(MOST_MG, max(_LEAST_SPREAD_MG, isqrt(square + (seen // qty - square) // step)))


def _rounded(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def trains(parts: Sequence[Part]) -> bool:
    """Tell whether a parcel tells anything: more than one thing that nobody has weighed cannot be told apart."""
    return bool(parts) and sum(not part.belief.known and part.belief.mean == 0 for part in parts) <= 1
