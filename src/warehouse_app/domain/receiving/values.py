"""Receipts as values: what came in, by which paper, judged how, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.photos import PhotoRow


class ReceiptState(StrEnum):
    """Whether more is taken in under a receipt."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One arrival at the dock. `purchase_id` and `delivery_id` are its papers, None for goods without any."""

    id: int
    code: str
    supplier_id: int | None
    purchase_id: int | None
    delivery_id: int | None
    warehouse: str
    state: ReceiptState
    supplier_ref: str
    at: str


@dataclass(frozen=True, slots=True)
class Served:
    """Units that were promised to a waiting order as they came in."""

    order: str
    qty: int


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one product under a receipt: all of it, and of that what is special."""

    sku: str
    name: str
    qty: int
    over: int = 0
    unordered: int = 0
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt in a list: by which paper, how much came, and of that what is special; `waits` things stand aside."""

    id: int
    code: str
    state: ReceiptState
    purchase: str
    delivery: str
    supplier: str
    supplier_name: str
    supplier_ref: str
    warehouse: str
    at: str
    closed_at: str
    who: str
    station: str
    products: int
    units: int
    over: int
    unordered: int
    damaged: int
    waits: int

    @property
    def paper(self) -> str:
        """Return the code of its paper, "" where it has none."""
        return self.delivery or self.purchase


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What one scan brought, or took back (`qty` below zero). `order_e4` is the price that was ordered."""

    seq: int
    at: str
    who: str
    sku: str
    name: str
    lot: str
    serial: str
    grade: str
    place: str
    qty: int
    verdict: str
    price_e4: int | None
    order_e4: int | None
    photos: int

    @property
    def dearer(self) -> int:
        """Return by how much the delivery asks more for one than was ordered (below zero: less); 0 where unknown."""
        known = self.price_e4 is not None and self.order_e4 is not None
        return (self.price_e4 or 0) - (self.order_e4 or 0) if known else 0


@dataclass(frozen=True, slots=True)
class ParkedThing:
    """A thing at the dock that nobody knows. `solved_at` "" as long as nobody dealt with it."""

    id: int
    receipt: str
    barcode: str
    note: str
    qty: int
    photos: int
    at: str
    who: str
    solved_at: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between paper and goods: `what` is over, unordered, damaged, missing or price."""

    what: str
    sku: str
    name: str
    qty: int
    price_e4: int = 0
    order_e4: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptDetail:
    """One receipt whole: what came, how it differs from its paper, what stands aside, and its story."""

    row: ReceiptRow
    came: tuple[Came, ...]
    differences: tuple[Difference, ...]
    parked: tuple[ParkedThing, ...]
    lines: tuple[ReceiptLine, ...]
    more: int = 0
    photos: tuple[PhotoRow, ...] = ()
