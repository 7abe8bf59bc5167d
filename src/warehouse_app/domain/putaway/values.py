"""Goods to be put away, places they could go to, and what was judged of each place.

Codes of rules and reasons are worded in `wording/putaway.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a place is for: picking, reserve, or goods that orders wait for."""

    PICK = "pick"
    BULK = "bulk"
    STAGE = "stage"


class DemandClass(StrEnum):
    """How often a product is asked for: A often, C seldom."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Goods:
    """What is to be put away: units of one item, or one pallet whole (then its figures are of all that is on it).

    `unit_g` and `unit_mm3` are of one unit, None where nobody knows; `stage`: orders wait for them; `has_home`: they
    have forward bins, which are filled from the reserve, so what does not go there goes to the reserve.
    """

    sku: str
    qty: int
    lot: str = ""
    grade: str = "A"
    owner: str = "HOUSE"
    unit_g: int | None = None
    unit_mm3: int | None = None
    climate: str = ""
    hazard: str = ""
    zone: str = ""
    demand: str = ""
    pallet: bool = False
    kinds: int = 1
    stage: bool = False
    has_home: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a place can take; None is no limit."""

    units: int | None = None
    g: int | None = None
    mm3: int | None = None
    pallets: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a place, or is on its way there. `same` are units of the goods' own product."""

    units: int = 0
    g: int = 0
    mm3: int = 0
    pallets: int = 0
    same: int = 0
    other_products: int = 0
    other_lots: int = 0
    other_owners: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that goods could go to, with its rule, what fills it, and whose home it is.

    `home` : it is a forward bin of these goods, filled up to `home_most`; `others_home`: the fixed one of other goods.
    """

    id: int
    code: str
    warehouse: str
    walk_seq: int | None = None
    use: str = Use.PICK
    zone: str = ""
    climate: str = ""
    hazard: str = ""
    limits: Limits = Limits()
    filled: Filled = Filled()
    mixes_products: bool = True
    mixes_lots: bool = True
    mixes_owners: bool = True
    locked: bool = False
    locked_why: str = ""
    active: bool = True
    home: bool = False
    home_most: int | None = None
    others_home: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands here or is on its way."""
        return self.filled.units == 0 and self.filled.pallets == 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A place judged for goods: `room` units may go there; `broken` are the hard rules against it, `kind` why it suits.

    `rank` is what preferences make of it, the least is the best; `told` says in a code why it won or was passed over.
    """

    spot: Spot
    room: int
    broken: tuple[str, ...] = ()
    kind: str = ""
    rank: tuple[int, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """`qty` go to a place, for the reason `why`."""

    spot: Spot
    qty: int
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where goods go: stops in order of preference, units nobody has room for, and every place with why or why not."""

    stops: tuple[Stop, ...]
    left: int
    judged: tuple[Judged, ...]
