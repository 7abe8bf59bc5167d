"""Return to cause: what is known of how a thing was packed, and how plausible it makes what a customer says. Pure.

The score is a sum of named signs. Each is told in a sentence, with its points: above zero it speaks for the claim,
below zero against it, and zero only tells. `docs/returns.md` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.returning.states import Finding, Grade, UnitState

LIKELY, UNLIKELY = 3, -3
"""Points from which on a claim is likely, and down to which it is unlikely."""

LOOK_BACK_DAYS = 90
"""Days before a parcel was packed in which slips and claims of others are looked for."""

CUSTOMER_DAYS = 365
OFTEN = 3
"""Claims of one customer in a year, this one not counted, that make a further one less plausible."""

OTHERS = 2
"""Other customers who say the same of a product, from which on it is no accident."""

ALIKE_FROM = 2
"""Times that two products were taken for each other, from which on they are look-alikes."""

_MOST_SLIPS = 2
_WHOLE = frozenset({Grade.SEALED, Grade.OPENED})
_HARMED = frozenset({Grade.DAMAGED, Grade.PARTS_MISSING})


class Claim(StrEnum):
    """What a reason says of packing."""

    WRONG_ITEM = "wrong_item"
    MISSING_ITEM = "missing_item"
    DAMAGED = "damaged"


class Plausible(StrEnum):
    """How much of what is known speaks for a claim."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its name, its points, and what its sentence is filled with."""

    code: str
    points: int
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackScan:
    """One scan that packed units of the line: `text` is what was read; `undone`: it was taken back."""

    at: str
    text: str
    person: str
    station: str
    what: str
    qty: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """One weighing of a parcel: what was measured, expected and allowed, and why it was kept where it differed."""

    parcel: str
    at: str
    person: str
    station: str
    grams: int
    expected: int | None
    low: int | None
    high: int | None
    verdict: str
    reason: str
    lent_by: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A near miss about the product: what was in the hand, for which product; `here`: in this very order."""

    at: str
    code: str
    sku: str
    for_sku: str
    packer: str
    picker: str
    here: bool


@dataclass(frozen=True, slots=True)
class Override:
    """A right that somebody lent while the order was packed."""

    at: str
    right: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A product that was taken for this one: `stopped` at a bench, `came` back by customers instead of it."""

    sku: str
    name: str
    weight_g: int | None
    stopped: int
    came: int

    @property
    def times(self) -> int:
        """Return how often."""
        return self.stopped + self.came


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products that are taken for each other."""

    sku: str
    name: str
    other: str
    other_name: str
    stopped: int
    came: int

    @property
    def times(self) -> int:
        """Return how often."""
        return self.stopped + self.came


@dataclass(frozen=True, slots=True)
class Person:
    """Who packed or picked: the id in the books, code and name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of how one unit of a return was packed.

    `ordered` and `packed` are of its order line; `proven` are units of it by how they were proven (each, first, none,
    picked). `came_sku` is what came back, `unit_g` what one unit weighs. `others` are other customers who claim the
    same of the product, `own` further claims of this customer.
    """

    unit_id: int
    return_code: str
    order: str
    sku: str
    name: str
    qty: int
    claim: Claim
    reason: str
    state: UnitState
    grade: Grade | None
    finding: Finding
    came_sku: str
    came_name: str
    ordered: int
    packed: int
    parcels: tuple[str, ...] = ()
    packed_at: str = ""
    packers: tuple[Person, ...] = ()
    picker: Person | None = None
    picked_at: str = ""
    proven: Mapping[str, int] = field(default_factory=dict)
    scans: tuple[PackScan, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    slips: tuple[Slip, ...] = ()
    overrides: tuple[Override, ...] = ()
    alike: tuple[LookAlike, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    unit_g: int | None = None
    fragile: bool = False
    box_damaged: bool = False
    others: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """How plausible a claim is, with the signs that say so, the weightiest first."""

    plausible: Plausible
    points: int
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A claim with what is known of it and what follows from it."""

    evidence: Evidence
    opinion: Opinion


def opinion_of(found: Evidence) -> Opinion:
    """Return how plausible a claim is: the sum of its signs."""
    signs = tuple(_damage(found) if found.claim is Claim.DAMAGED else _packing(found))
    points = sum(each.points for each in signs)
    how = Plausible.LIKELY if points >= LIKELY else Plausible.UNLIKELY if points <= UNLIKELY else Plausible.POSSIBLE
    return Opinion(how, points, tuple(sorted(signs, key=lambda each: -abs(each.points))))


def _packing(found: Evidence) -> Iterator[Sign]:
    """Yield the signs of goods that are said to be others, or not to have been in the parcel."""
    yield from _came(found)
    yield from _proof(found)
    yield from _weight(found)
    yield from _slips(found)
    yield from _people(found)


def _damage(found: Evidence) -> Iterator[Sign]:
    """Yield the signs of goods that are said to have come damaged."""
    if found.grade in _HARMED:
        yield Sign("graded_damaged", 3)
    elif found.grade in _WHOLE:
        yield Sign("graded_whole", -4)
    if found.box_damaged:
        yield Sign("box_damaged", 2)
    if found.fragile:
        yield Sign("fragile", 1)
    if found.others >= OTHERS:
        yield Sign("others_too", 2, {"n": found.others})
    yield from _photos(found)
    yield from _often(found)


def _came(found: Evidence) -> Iterator[Sign]:
    """Yield what the thing itself says that came back."""
    if found.claim is not Claim.WRONG_ITEM or found.grade is None:
        return
    if found.came_sku and found.came_sku != found.sku:
        yield Sign("came_other", 5, {"sku": found.came_sku, "name": found.came_name})
    elif found.grade is Grade.WRONG_PRODUCT or found.finding is Finding.SWAPPED:
        yield Sign("came_not_it", 4)
    else:
        yield Sign("came_right", -5)


def _proof(found: Evidence) -> Iterator[Sign]:
    """Yield how the units of the line were proven when they were packed."""
    if found.packed < found.ordered:
        yield Sign("less_packed", 5, {"packed": found.packed, "ordered": found.ordered})
    told = {how: units for how, units in found.proven.items() if units > 0}
    if not told:
        yield Sign("no_record", 0)
        return
    if told.get("none"):
        yield Sign("not_scanned", 3, {"n": told["none"]})
    if told.get("first"):
        yield Sign("counted_only", 1, {"n": told["first"]})
    if told.get("picked"):
        yield Sign("picked_only", 1, {"n": told["picked"]})
    if set(told) == {"each"} and found.packed >= found.ordered:
        yield Sign("each_scanned", -3, {"n": told["each"]})


def _weight(found: Evidence) -> Iterator[Sign]:
    """Yield what the scale said: whether what is claimed would have shown, and whether it did."""
    last = {each.parcel: each for each in found.weighings if each.expected is not None and each.low is not None}
    if not last:
        yield Sign("not_weighed", 0)
        return
    shift = _shift(found)
    if shift is None:
        yield Sign("weight_fits", -1) if all(_fits(each, 0) for each in last.values()) else Sign("weight_kept", 1)
        return
    as_claimed = any(_fits(each, shift) for each in last.values())
    as_sent = all(_fits(each, 0) for each in last.values())
    grams = {"grams": abs(shift)}
    if as_claimed and not as_sent:
        yield Sign("weight_says_so", 4, grams)
    elif as_sent and not as_claimed:
        yield Sign("weight_against", -4, grams)
    elif as_sent:
        yield Sign("weight_blind", 0, grams)
    else:
        yield Sign("weight_kept", 1)


def _shift(found: Evidence) -> int | None:
    """Return by how many grams a parcel would have been off if the claim is true; None where nobody can say."""
    if found.unit_g is None:
        return None
    if found.claim is Claim.MISSING_ITEM:
        return -found.unit_g * found.qty
    other = next((each.weight_g for each in found.alike if each.weight_g is not None), None)
    return None if other is None else (other - found.unit_g) * found.qty


def _fits(weighing: Weighing, shift: int) -> bool:
    """Tell whether a weight lies in its band, were the parcel `shift` grams heavier than expected."""
    assert weighing.low is not None
    high = weighing.high if weighing.high is not None else weighing.low
    return weighing.low + shift <= weighing.grams <= high + shift


def _slips(found: Evidence) -> Iterator[Sign]:
    """Yield slips of those who packed and picked it with this product, and products that look like it."""
    here = [each for each in found.slips if each.here]
    before = len(found.slips) - len(here)
    if here:
        yield Sign("stopped_here", 1, {"n": len(here), "sku": here[0].sku})
    if before:
        yield Sign("mixed_up", min(before, _MOST_SLIPS), {"n": before})
    alike = found.alike[0] if found.alike else None
    if alike is not None and alike.times >= ALIKE_FROM:
        yield Sign("look_alike", 1, {"sku": alike.sku, "name": alike.name, "n": alike.times})


def _people(found: Evidence) -> Iterator[Sign]:
    if found.overrides:
        first = found.overrides[0]
        yield Sign("overridden", 1, {"right": first.right, "by": first.by, "reason": first.reason})
    if found.others >= OTHERS:
        yield Sign("others_too", 1, {"n": found.others})
    yield from _photos(found)
    yield from _often(found)


def _photos(found: Evidence) -> Iterator[Sign]:
    if found.photos:
        yield Sign("photos", 0, {"n": len(found.photos)})


def _often(found: Evidence) -> Iterator[Sign]:
    if found.own >= OFTEN:
        yield Sign("often", -1, {"n": found.own})
