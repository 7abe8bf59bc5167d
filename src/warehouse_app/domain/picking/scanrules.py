"""What a picker must scan: decided by bench, product and role; the strictest has its reason shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

MAX_WHY = 60
"""Characters of a reason: it stands in one line under the product."""


class ItemScan(StrEnum):
    """What of the goods is scanned. `count`: each, or one and how many (`*n`) where the product allows it."""

    NONE = "none"
    FIRST = "first"
    COUNT = "count"
    EACH = "each"


class PlaceScan(StrEnum):
    """Whether the place is scanned before its goods."""

    SKIP = "skip"
    SCAN = "scan"


_STRICT = tuple(ItemScan)


@dataclass(frozen=True, slots=True)
class ScanRule:
    """What one side asks for; None leaves it to the others."""

    place: PlaceScan | None = None
    item: ItemScan | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Forced:
    """What is to be scanned for one task. `why` names the reason, in the house's own words; `by` is whose rule it is:
    bench, product, role, or traced (goods that are told apart).
    """

    place: PlaceScan = PlaceScan.SCAN
    item: ItemScan = ItemScan.COUNT
    why: str = ""
    by: str = "bench"


@dataclass(frozen=True, slots=True)
class ScanRuleInvalid(Refusal):
    """The rule cannot be kept; `problem` names the reason (place, item, role, traced, length)."""

    code: ClassVar[str] = "scan_rule_invalid"
    what: str
    problem: str


def forced(bench: Forced, product: ScanRule, role: ScanRule, *, traced: str = "") -> Forced:
    """Return what must be scanned: as the product says, else the bench; never less than the role or the goods ask.

    `traced` is how the product is told apart ("lot", "serial", or "" and "none").
    """
    found = bench
    if product.place is not None or product.item is not None:
        found = Forced(product.place or bench.place, product.item or bench.item, product.why, "product")
    if role.place is PlaceScan.SCAN and found.place is PlaceScan.SKIP:
        found = replace(found, place=PlaceScan.SCAN, why=role.why, by="role")
    if role.item is not None and stricter(role.item, found.item):
        found = replace(found, item=role.item, why=role.why, by="role")
    least = {"lot": ItemScan.FIRST, "serial": ItemScan.EACH}.get(traced)
    if least is not None and stricter(least, found.item):
        found = replace(found, item=least, why="", by="traced")
    return found


def stricter(one: ItemScan, other: ItemScan) -> bool:
    """Say whether one asks for more than the other."""
    return _STRICT.index(one) > _STRICT.index(other)


def rule_of(place: str, item: str, why: str) -> ScanRule | ScanRuleInvalid:
    """Return a rule as it was written, or why it is none."""
    if place not in ("", *PlaceScan):
        return ScanRuleInvalid(place, "place")
    if item not in ("", *ItemScan):
        return ScanRuleInvalid(item, "item")
    if len(why) > MAX_WHY:
        return ScanRuleInvalid(why[:MAX_WHY], "length")
    return ScanRule(PlaceScan(place) if place else None, ItemScan(item) if item else None, why.strip())
