"""One shot at the dock, made whole by questions before it counts: how many, which lot, which serial, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

MOST_AT_ONCE = 10_000_000
"""Base units that one scan may bring (ten tonnes, where grams are counted); more is a slip of the finger."""

ASK_ABOVE = 10_000
"""Base units above which a scan without a paper to compare with is asked about once."""

LONGEST_MARK = 64
"""Characters of a lot or serial number."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What is known of the goods in the hand. `qty` base units, of which one scan counts `unit`; `day` is the last day
    of use (ISO). `measured` False: how much it is must still be said. `agreed`: it counts although nobody ordered so
    much. `serials_left` of a case are still to be scanned, this one among them. `before` units of the same scan count
    already.
    """

    sku: str
    name: str
    qty: int
    unit: int = 1
    lot: str = ""
    serial: str = ""
    day: str = ""
    damaged: bool = False
    measured: bool = False
    agreed: bool = False
    serials_left: int = 0
    before: int = 0

    def kept(self) -> dict[str, Any]:
        """Return it as a bench remembers it."""
        return asdict(self)


def shot_of(kept: Mapping[str, Any]) -> Shot:
    """Return a shot that a bench remembered; what a later version added has its default."""
    names = {each.name for each in fields(Shot)}
    return Shot(**{name: value for name, value in kept.items() if name in names})
