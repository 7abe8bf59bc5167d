"""Learned weights beside the books: what a list shows, and whether the books are wrong. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.weights.learning import MG, Belief

EVIDENCE = 8
"""Parcels without which nobody is told that the books are wrong."""

LEAST_OFF_G, OFF_PERCENT, SIGMAS = 3, 3, 4
"""The books are wrong where they are off by more than all three: grams, percent, and doubts of what was learned
(or what the boxes vary by, where it lay in boxes that nobody named)."""


class CheckVerdict(StrEnum):
    """How one weighing of a parcel was judged; the values are stored."""

    FITS = "fits"
    LEARNING = "learning"
    NOT_JUDGED = "not judged"
    DIFFERS = "differs"
    COUNTED = "counted again"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class NothingLearned(Refusal):
    """No parcel has taught anything about a product's weight."""

    code: ClassVar[str] = "nothing_learned"
    sku: str


@dataclass(frozen=True, slots=True)
class WeightMoved(Refusal):
    """The weight in the books is no longer what the person saw."""

    code: ClassVar[str] = "weight_moved"
    sku: str
    grams: int | None


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One product: its weight in the books (None: none stands there) and what parcels taught, in milligrams.

    `kept_mg` is what had been learned when a person said that the books are right, None where nobody did.
    """

    id: int
    sku: str
    name: str
    book_g: int | None
    mean_mg: int
    doubt_mg: int
    spread_mg: int
    parcels: int
    units: int
    last_at: str
    wrong: bool = False
    kept_at: str = ""
    kept_by: str = ""
    kept_why: str = ""

    @property
    def learned_g(self) -> int:
        """Return what one unit weighs as learned, in whole grams, at least one."""
        return max(1, (self.mean_mg + MG // 2) // MG)

    @property
    def off_g(self) -> int | None:
        """Return by how much the books are too light (above zero) or too heavy, None where none stand."""
        return None if self.book_g is None else self.learned_g - self.book_g

    @property
    def off_percent(self) -> int | None:
        """Return the same in percent of the books."""
        return None if not self.book_g else round(100 * (self.mean_mg - self.book_g * MG) / (self.book_g * MG))


class Told(NamedTuple):
    """A parcel that taught a product's weight: when it was weighed, what it weighed and should, units of it in it."""

    parcel: str
    at: str
    grams: int
    expected_g: int | None
    units: int


def is_wrong(book_g: int | None, learned: Belief, kept_mg: int | None = None) -> bool:
    """Tell whether a weight in the books is to be looked at: it differs, surely, from what parcels weighed.

    Said once to be right, it is shown again only when what is learned has moved as far as would make books wrong.
    """
    if learned.parcels < EVIDENCE:
        return False
    return _apart((book_g or 0) * MG, learned) and (kept_mg is None or _apart(kept_mg, learned))


def _apart(book_mg: int, learned: Belief) -> bool:
    if not book_mg:
        return learned.mean >= max(MG, 2 * learned.vague)
    off = abs(learned.mean - book_mg)
    return off > max(LEAST_OFF_G * MG, SIGMAS * learned.doubt, 2 * learned.vague) and off * 100 > book_mg * OFF_PERCENT
