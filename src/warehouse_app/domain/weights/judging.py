"""What a parcel may weigh: as narrow as its parts are known, never below what a scale can tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isqrt

from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.weights.learning import MG, Part, expected_mg, variance_mg2

TENTH = 10
LARGEST_STEP_G = 200
"""A scale of a bench shows steps of at most so many grams."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How parcels are judged: `percent` the books may be off (0: nothing is judged), `least_g` and `share_tenths` of
    the weight (in 1/1000) are always allowed, and `sigmas` standard deviations beside; `packaging_g` is the most that
    box and filling weigh where no box is known.
    """

    percent: int
    packaging_g: int
    least_g: int
    share_tenths: int
    sigmas: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a parcel may weigh, in grams. `judged` False: any weight is taken; `learning` says that this is so because
    something in it was never weighed.
    """

    expected: int
    low: int
    high: int
    judged: bool
    learning: bool = False

    def holds(self, grams: int) -> bool:
        """Tell whether a weight lies within, or is not judged."""
        return not self.judged or self.low <= grams <= self.high


def allowed(goods: Sequence[Part], packing: Part, policy: Policy, resolution_g: int = 1) -> Allowed:
    """Return what a parcel of those goods in that packaging may weigh."""
    whole = (*goods, packing)
    expected = _grams(expected_mg(whole))
    if policy.percent == 0 or not goods:
        return Allowed(expected, 0, 0, judged=False)
    if not all(part.belief.known for part in goods):
        return Allowed(expected, 0, 0, judged=False, learning=True)
    if packing.belief.known:
        slack = _slack(whole, expected, policy, resolution_g)
        return Allowed(expected, max(1, expected - slack), expected + slack, judged=True)
    bare = _grams(expected_mg(goods))  # no box is known: anything from none to the heaviest
    slack = _slack(goods, bare, policy, resolution_g)
    return Allowed(expected, max(1, bare - slack), bare + slack + policy.packaging_g, judged=True)


def _slack(parts: Sequence[Part], expected: int, policy: Policy, resolution_g: int) -> int:
    spread = policy.sigmas * isqrt(variance_mg2(parts, resolution_g))
    share = expected * policy.share_tenths // (100 * TENTH)
    return max(policy.least_g, resolution_g, share, -(-spread // MG))


def _grams(mg: int) -> int:
    return (mg + MG // 2) // MG


def resolution(weight: Weight) -> int:
    """Return the step of the scale that said a weight, in grams: what its last digit stands for, at least one."""
    figure, _, unit = weight.shown.strip().partition(" ")
    try:
        digits = Decimal(figure.replace(",", ".")).as_tuple().exponent
    except InvalidOperation:
        return 1
    if unit.lower() != "kg" or not isinstance(digits, int):
        return 1
    return max(1, min(LARGEST_STEP_G, 10 ** (3 + digits))) if digits > -3 else 1  # noqa: PLR2004 - kilograms
