"""Where things stand.

Outside places may go below zero (except CUSTOMER); inside places never; containers are carried about.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from warehouse_app.domain.putaway.rules import Home, PlaceRule
from warehouse_app.domain.refusals import Refusal

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
PROMISABLE_FIXED = frozenset({PlaceKind.BIN, PlaceKind.DOCK})
"""Fixed places one may promise from; LPNs standing in one of them count too.

What arrived stands on a dock and serves orders at once; what must be looked at first, on a bench or in quarantine.
"""

MAX_NESTING = 5
"""How deep containers may stand in containers."""

MAX_MOVED_CELLS = 500
"""How many cells one container may hold when its move changes a pool; above, move in parts."""


MADE_BY_HAND = frozenset({PlaceKind.BIN, PlaceKind.DOCK, PlaceKind.BENCH, PlaceKind.QUARANTINE, PlaceKind.TOTE,
                          PlaceKind.CART})  # fmt: skip
"""Kinds of which a person makes places; parcels and pallets come of work, outside places are there."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of a list of places: where it lies, how many kinds of goods and units stand there, how many are held."""

    id: int
    warehouse: str
    kind: str
    code: str
    walk_seq: int | None
    aisle: int | None
    bay: int | None
    level: int | None
    active: bool
    kinds: int
    units: int
    held: int


@dataclass(frozen=True, slots=True)
class PlaceGoods:
    """Goods of one kind in one place; `held` of them are promised right there."""

    sku: str
    name: str
    lot: str
    serial: str
    grade: str
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class PlaceHolder:
    """Who holds goods in a place: an order's line, or another purpose."""

    sku: str
    order: str
    line: int
    purpose: str
    qty: int


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """One place whole. `stands_in` is where a container stands now; `homes` are products that are at home here."""

    row: PlaceRow
    goods: tuple[PlaceGoods, ...]
    holders: tuple[PlaceHolder, ...]
    stands_in: str = ""
    rule: PlaceRule | None = None
    homes: tuple[Home, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceTaken(Refusal):
    """There is a place of that code in the warehouse."""

    code: ClassVar[str] = "place_taken"
    place: str
    warehouse: str


@dataclass(frozen=True, slots=True)
class BadPlaceKind(Refusal):
    """A person cannot make places of that kind."""

    code: ClassVar[str] = "bad_place_kind"
    kind: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownWarehouse(Refusal):
    """There is no such warehouse."""

    code: ClassVar[str] = "unknown_warehouse"
    warehouse: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceNotEmpty(Refusal):
    """A place with goods in it cannot be put out of use."""

    code: ClassVar[str] = "place_not_empty"
    place: str
    kinds: int
    units: int


@dataclass(frozen=True, slots=True)
class PlaceOutOfUse(Refusal):
    """The place is out of use: nothing is put there."""

    code: ClassVar[str] = "place_out_of_use"
    place: str


@dataclass(frozen=True, slots=True)
class BadWalk(Refusal):
    """An aisle, bay or level is a number, or a letter and a number."""

    code: ClassVar[str] = "bad_walk"
    place: str
    field: str
    value: str


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
