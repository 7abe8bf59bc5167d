"""Why a parcel weighs what it weighs: what may have gone wrong, the likeliest first. Pure.

Each cause that can be named says by how much the parcel would be off, and how surely; what was seen is compared with
all of them (Bayes' rule, with `_BEFORE` as what is to be expected before the parcel was weighed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

from warehouse_app.domain.weights.learning import MG, Belief

MOST_NAMED = 3
MOST_UNITS = 3
"""Units of one product that are thought to be too many or too few."""

LIKELY_PERCENT = 20
"""What is less likely than this is not named."""


class CauseKind(StrEnum):
    """What may have gone wrong."""

    MISSING = "missing"
    EXTRA = "extra"
    DOUBLED = "doubled"
    SWAPPED = "swapped"
    BOX = "box"
    INSERT = "insert"
    TARE = "tare"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that explains a difference, and how surely in percent.

    `qty` units of `sku` are missing or too many; or `other` lies in the parcel instead of it; or the box is `sku`.
    """

    kind: CauseKind
    percent: int
    qty: int = 0
    sku: str = ""
    name: str = ""
    other: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A product that is in the parcel (`qty` units) or might be in it by mistake (0)."""

    sku: str
    name: str
    belief: Belief
    qty: int = 0
    like: frozenset[str] = frozenset()
    """The products for which it is easily taken."""


@dataclass(frozen=True, slots=True)
class Around:
    """What else may explain a difference, in grams: other boxes by name, what lies in with every parcel, and by how
    much the last parcels at this scale were off, if all of them by about as much.
    """

    boxes: tuple[tuple[str, int], ...] = ()
    inserts: tuple[tuple[str, int], ...] = ()
    last_off_g: int | None = None


_BEFORE = {
    CauseKind.MISSING: 0.35, CauseKind.EXTRA: 0.22, CauseKind.DOUBLED: 0.08, CauseKind.SWAPPED: 0.15,
    CauseKind.BOX: 0.08, CauseKind.INSERT: 0.06, CauseKind.TARE: 0.5,
}  # fmt: skip
_NOTHING_NAMED = 0.02
"""How likely it is before that it was something else, of which nothing is known; and how wide that is."""


@dataclass(frozen=True, slots=True)
class _Guess:
    cause: Cause
    off_mg: int
    more_mg2: int
    before: float


def causes(off_g: int, variance_mg2: int, kinds: Sequence[Kind], around: Around) -> tuple[Cause, ...]:
    """Return what explains that a parcel weighs `off_g` more than expected, the likeliest first; () where nothing does.

    `variance_mg2` is how far a right parcel may be off.
    """
    guesses = [*_units(kinds), *_swaps(kinds), *_around(around)]
    seen = off_g * MG
    weighed = [(guess, _likelihood(seen, guess, variance_mg2)) for guess in guesses]
    wide = max(1.0, abs(seen))
    rest = _NOTHING_NAMED / wide
    whole = rest + sum(likelihood for _guess, likelihood in weighed)
    told = sorted(
        ((100 * likelihood / whole, guess.cause) for guess, likelihood in weighed),
        key=lambda each: (-each[0], each[1].kind.value, each[1].sku, each[1].other),
    )
    named = [(percent, cause) for percent, cause in told[:MOST_NAMED] if percent >= LIKELY_PERCENT]
    return tuple(
        Cause(each.kind, round(percent), each.qty, each.sku, each.name, each.other, each.other_name)
        for percent, each in named
    )


def _likelihood(seen: int, guess: _Guess, variance: int) -> float:
    square = float(max(1, variance + guess.more_mg2))
    apart = float(seen - guess.off_mg)
    return guess.before * exp(max(-700.0, -apart * apart / (2 * square) - log(square) / 2))


def _units(kinds: Iterable[Kind]) -> Iterable[_Guess]:
    mine = [kind for kind in kinds if kind.qty and kind.belief.known]
    each = 1 / max(1, len(mine))
    for kind in mine:
        belief = kind.belief
        for n in range(1, MOST_UNITS + 1):
            before = each / (4 ** (n - 1))
            more = belief.variance(n)
            if n <= kind.qty:
                missing = Cause(CauseKind.MISSING, 0, n, kind.sku, kind.name)
                yield _Guess(missing, -n * belief.mean, more, _BEFORE[CauseKind.MISSING] * before)
            extra = Cause(CauseKind.EXTRA, 0, n, kind.sku, kind.name)
            yield _Guess(extra, n * belief.mean, more, _BEFORE[CauseKind.EXTRA] * before)
        if kind.qty > MOST_UNITS:
            twice = Cause(CauseKind.DOUBLED, 0, kind.qty, kind.sku, kind.name)
            off = kind.qty * belief.mean
            yield _Guess(twice, off, belief.variance(kind.qty), _BEFORE[CauseKind.DOUBLED] * each)


def _swaps(kinds: Sequence[Kind]) -> Iterable[_Guess]:
    pairs = [
        (mine, other)
        for mine in kinds
        if mine.qty and mine.belief.known
        for other in kinds
        if other.sku != mine.sku and other.belief.known and (mine.sku in other.like or not other.qty)
    ]
    for mine, other in pairs:
        alike = 4 if mine.sku in other.like else 1
        cause = Cause(CauseKind.SWAPPED, 0, 1, mine.sku, mine.name, other.sku, other.name)
        off = other.belief.mean - mine.belief.mean
        more = mine.belief.variance(1) + other.belief.variance(1)
        yield _Guess(cause, off, more, _BEFORE[CauseKind.SWAPPED] * alike / (alike + len(pairs)))


def _around(around: Around) -> Iterable[_Guess]:
    sure = (5 * MG) ** 2
    for name, grams in around.boxes:
        yield _Guess(Cause(CauseKind.BOX, 0, sku=name), grams * MG, sure, _BEFORE[CauseKind.BOX] / len(around.boxes))
    for name, grams in around.inserts:
        cause = Cause(CauseKind.INSERT, 0, sku=name)
        yield _Guess(cause, -grams * MG, sure, _BEFORE[CauseKind.INSERT] / len(around.inserts))
    if around.last_off_g is not None:
        yield _Guess(Cause(CauseKind.TARE, 0), around.last_off_g * MG, 0, _BEFORE[CauseKind.TARE])
