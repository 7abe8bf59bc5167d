"""Why things came back and what it cost, by product, supplier, carrier, channel, reason or packer. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_UNITS = 200_000
"""Rows of returned units that one report looks at, the newest."""

PERIOD_DAYS = 90
"""Days that a report looks back where nobody says how many."""


class By(StrEnum):
    """What a report tells returns by."""

    PRODUCT = "product"
    SUPPLIER = "supplier"
    CARRIER = "carrier"
    CHANNEL = "channel"
    REASON = "reason"
    PACKER = "packer"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One row of units that came back: what it counts for, how many, and its money in minor units.

    `value_minor` is what was paid for it, `scrap_minor` the same where it was scrapped. `postage_minor` was paid back
    for its whole return, of which it is `share` of `of` units.
    """

    key: str
    name: str
    currency: str
    return_id: int
    qty: int
    value_minor: int
    refunded_minor: int
    fee_minor: int
    scrap_minor: int
    postage_minor: int
    of: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What came back of one thing, in one currency. `shipped` are units that left in the same time, None: not told."""

    key: str
    name: str
    currency: str
    returns: int
    units: int
    shipped: int | None
    value_minor: int
    refunded_minor: int
    fees_minor: int
    scrap_minor: int
    postage_minor: int

    @property
    def cost_minor(self) -> int:
        """Return what it cost: refunds, goods that were scrapped, postage."""
        return self.refunded_minor + self.scrap_minor + self.postage_minor

    @property
    def per_mille(self) -> int | None:
        """Return the units that came back of a thousand that left; None where none left or nobody knows."""
        return None if not self.shipped else round(1000 * self.units / self.shipped)


@dataclass(frozen=True, slots=True)
class ReturnReport:
    """A report of the time since a moment, what cost most first. `part`: only the newest units were looked at."""

    by: By
    since: str
    rows: tuple[ReportRow, ...]
    part: bool = False

    @property
    def units(self) -> int:
        """Return all units that came back."""
        return sum(each.units for each in self.rows)


def summed(by: By, since: str, units: Iterable[UnitFacts], shipped: Mapping[str, int], *, part: bool) -> ReturnReport:
    """Return the report of units that came back, and of what left. A thing sold in two currencies has two rows."""
    found: dict[tuple[str, str], list[UnitFacts]] = defaultdict(list)
    for each in units:
        found[each.key, each.currency].append(each)
    total = sum(shipped.values()) or None
    rows = [
        ReportRow(
            key, some[0].name, currency, len({each.return_id for each in some}), sum(each.qty for each in some),
            total if by is By.REASON else shipped.get(key), sum(each.value_minor for each in some),
            sum(each.refunded_minor for each in some), sum(each.fee_minor for each in some),
            sum(each.scrap_minor for each in some), _postage(some),
        )
        for (key, currency), some in found.items()
    ]  # fmt: skip
    return ReturnReport(by, since, tuple(sorted(rows, key=lambda row: (-row.cost_minor, -row.units, row.key))), part)


def _postage(units: Iterable[UnitFacts]) -> int:
    """Return the part of postage that falls on some units, rounded once for each return."""
    parts: dict[int, list[int]] = {}
    for each in units:
        part = parts.setdefault(each.return_id, [0, each.postage_minor, max(1, each.of)])
        part[0] += each.qty
    return sum((2 * postage * min(qty, of) + of) // (2 * of) for qty, postage, of in parts.values())
