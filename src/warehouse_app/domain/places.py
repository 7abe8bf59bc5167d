"""Where things stand.

Outside places may go below zero (except CUSTOMER); inside places never; containers are carried about.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

PlaceId = NewType("PlaceId", int)

EVERYWHERE = "*"
"""The warehouse of places that belong to none: SUPPLIER, CUSTOMER and their like."""

MAIN_BIN = "MAIN"
"""The one bin of a shop without bins."""


class PlaceKind(StrEnum):
    """The closed set of kinds of place (DESIGN, ledger)."""

    SUPPLIER = "SUPPLIER"
    ADJUST = "ADJUST"
    SCRAP = "SCRAP"
    ISSUED = "ISSUED"
    UNTRACED = "UNTRACED"
    CUSTOMER = "CUSTOMER"
    DOCK = "DOCK"
    BIN = "BIN"
    BENCH = "BENCH"
    QUARANTINE = "QUARANTINE"
    TRANSIT = "TRANSIT"
    LPN = "LPN"
    TOTE = "TOTE"
    CART = "CART"
    PARCEL = "PARCEL"


OUTSIDE = frozenset(
    {
        PlaceKind.SUPPLIER,
        PlaceKind.ADJUST,
        PlaceKind.SCRAP,
        PlaceKind.ISSUED,
        PlaceKind.UNTRACED,
        PlaceKind.CUSTOMER,
    },
)
MAY_GO_BELOW_ZERO = OUTSIDE - {PlaceKind.CUSTOMER}
CONTAINERS = frozenset({PlaceKind.LPN, PlaceKind.TOTE, PlaceKind.CART, PlaceKind.PARCEL})
PROMISABLE_FIXED = frozenset({PlaceKind.BIN})
"""Fixed places one may promise from; LPNs standing in one of them count too."""

MAX_NESTING = 5
"""How deep containers may stand in containers."""

MAX_MOVED_CELLS = 500
"""How many cells one container may hold when its move changes a pool; above, move in parts."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `id` is the row number; coordinates are millimetres from the depot corner, absent when unknown."""

    id: PlaceId
    kind: PlaceKind
    warehouse: str
    code: str
    walk_seq: int | None = None
    aisle: int | None = None
    x_mm: int | None = None
    y_mm: int | None = None

    @property
    def is_outside(self) -> bool:
        """Tell whether the place is outside the company's walls."""
        return self.kind in OUTSIDE

    @property
    def is_container(self) -> bool:
        """Tell whether the place is carried about and is itself a serial number."""
        return self.kind in CONTAINERS
