"""Why things came back and what it cost, by product, supplier, carrier, channel, reason or packer. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
class Came:
    """What came back of one thing, in one currency: in how many returns, how many units, and their money (minor units).

    `value_minor` is what was paid for them, `scrap_minor` the same of those that were scrapped.
    """

    key: str
    name: str
    currency: str
    returns: int
    units: int
    value_minor: int
    refunded_minor: int
    fees_minor: int
    scrap_minor: int


@dataclass(frozen=True, slots=True)
class Postage:
    """Postage that was paid back for a return, of which `units` of one thing in one currency are a part of `of`."""

    key: str
    currency: str
    paid_minor: int
    units: int
    of: int

    @property
    def share_minor(self) -> int:
        """Return what of it falls on these units, rounded half up."""
        of = max(1, self.of)
        return (2 * self.paid_minor * min(self.units, of) + of) // (2 * of)


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
    """A report of the time since a moment, what cost most first."""

    by: By
    since: str
    rows: tuple[ReportRow, ...]

    @property
    def units(self) -> int:
        """Return all units that came back."""
        return sum(each.units for each in self.rows)


def summed(
    by: By, since: str, came: Iterable[Came], postage: Iterable[Postage], shipped: Mapping[str, int]
) -> ReturnReport:
    """Return the report of what came back, and of what left. A thing sold in two currencies has two rows."""
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for part in postage:
        paid[part.key, part.currency] += part.share_minor
    total = sum(shipped.values()) or None
    rows = [
        ReportRow(
            *(each.key, each.name, each.currency, each.returns, each.units),
            total if by is By.REASON else shipped.get(each.key),
            *(each.value_minor, each.refunded_minor, each.fees_minor, each.scrap_minor),
            paid.get((each.key, each.currency), 0),
        )
        for each in came
    ]
    return ReturnReport(by, since, tuple(sorted(rows, key=lambda row: (-row.cost_minor, -row.units, row.key))))
