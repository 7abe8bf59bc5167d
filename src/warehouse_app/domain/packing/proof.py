"""How a packed line must be proven: each unit, the first, case codes, or none; who said so, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """What is scanned of a line, the least first. `case`: a case code counts its units, `*n` where the product allows
    it. `first`: one unit, the rest is counted. `none`: taken as packed when a person says so, never by itself.
    """

    NONE = "none"
    FIRST = "first"
    CASE = "case"
    EACH = "each"


class Proven(StrEnum):
    """How units came into a parcel, the weakest first. `picked`: checked while they were picked, not at the bench."""

    NONE = "none"
    FIRST = "first"
    PICKED = "picked"
    EACH = "each"


_STRICT, _WEAK = tuple(Level), tuple(Proven)
COUNTED = frozenset({Level.NONE, Level.FIRST})
"""Levels at which one scan may be followed by a count, whatever the product says."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is asked of a line. `by` is whose rule it is: product, person, role, station, house, traced (goods that are
    told apart), or default where no rule says anything. What the rule names stands beside it.
    """

    level: Level = Level.CASE
    by: str = "default"
    why: str = ""
    sku: str = ""
    person: str = ""
    role: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class ProofRule:
    """One rule. What it does not name, it leaves open; a rule that names nothing is the house's."""

    level: Level
    why: str = ""
    sku: str = ""
    person: str = ""
    role: str = ""
    station: str = ""

    def fits(self, sku: str, person: str, role: str, station: str) -> bool:
        """Tell whether the rule speaks of this product, person, role and station."""
        pairs = ((self.sku, sku), (self.person, person), (self.role, role), (self.station, station))
        return all(not mine or mine == theirs for mine, theirs in pairs)

    @property
    def exactness(self) -> tuple[bool, bool, bool, bool]:
        """Return what decides which of two rules is the more specific: product, person, role, station."""
        return bool(self.sku), bool(self.person), bool(self.role), bool(self.station)

    @property
    def proof(self) -> Proof:
        """Return what the rule asks, and that it says so."""
        named = (("product", self.sku), ("person", self.person), ("role", self.role), ("station", self.station))
        by = next((name for name, what in named if what), "house")
        return Proof(self.level, by, self.why, self.sku, self.person, self.role, self.station)


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be taken without a scan of each unit, when a person says so: the rest of what was just scanned
    (`rest`), or all that is left of a product that is not scanned at all (`unproven`).
    """

    what: str
    sku: str
    name: str
    qty: int
    proof: Proof
    scanned: int = 0


class ProofRow(NamedTuple):
    """A rule as lists show it: codes for what it names, "" for what it leaves open."""

    id: int
    sku: str
    name: str
    person: str
    role: str
    station: str
    level: str
    why: str
    at: str


def proof_for(rules: Iterable[ProofRule], *, sku: str, person: str, role: str, station: str, traced: str = "") -> Proof:
    """Return what is asked of a product here, and which rule said so.

    The most specific rule wins: product before person before role before station before house. What a person's or a
    role's own rule asks for is never undercut, nor what goods need that are told apart (`traced`: lot or serial).
    """
    fitting = sorted((each for each in rules if each.fits(sku, person, role, station)), key=lambda each: each.exactness)
    if not fitting:
        return Proof()
    found = fitting[-1].proof
    own = next((each.proof for each in reversed(fitting) if each.person or each.role), found)
    if stricter(own.level, found.level):
        found = own
    least = {"lot": Level.FIRST, "serial": Level.EACH}.get(traced)
    if least is not None and stricter(least, found.level):
        return replace(found, level=least, by="traced", why="")
    return found


def stricter(one: Level, other: Level) -> bool:
    """Say whether one asks for more than the other."""
    return _STRICT.index(one) > _STRICT.index(other)


def may_count(proof: Proof, *, multi_scan: bool) -> bool:
    """Say whether one scan may be counted as several: by the rule, else where the product allows it."""
    return proof.level in COUNTED or (proof.level is Level.CASE and multi_scan)


def weakest(found: Iterable[str]) -> str:
    """Return the weakest way in which units of a parcel were proven; each where nothing weaker is there."""
    known = [Proven(each) for each in found if each in _WEAK]
    return min(known, key=_WEAK.index, default=Proven.EACH).value
