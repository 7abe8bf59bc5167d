"""The drafts of suppliers, what they sell, purchase orders and deliveries told beforehand, as a file tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SupplierDraft:
    """A supplier; `given` names the fields the file filled in: only those may change one that is there.

    `minimum_e4` is in 1/10 000 of its currency, which the file need not tell.
    """

    code: str
    name: str = ""
    country: str = ""
    currency: str = ""
    lead_days: int = 0
    minimum_e4: int = 0
    email: str = ""
    phone: str = ""
    note: str = ""
    given: frozenset[str] = frozenset()
    source_line: int = 0


class BreakDraft(NamedTuple):
    """From so many units on, one costs so much."""

    from_qty: int
    price_e4: int


@dataclass(frozen=True, slots=True)
class SoldDraft:
    """A product as a supplier sells it; `lines` are those of its price breaks as well."""

    supplier: str
    sku: str
    code: str = ""
    pack: int = 1
    least: int = 1
    lead_days: int | None = None
    price_e4: int = 0
    preferred: bool = False
    breaks: tuple[BreakDraft, ...] = ()
    given: frozenset[str] = frozenset()
    lines: tuple[int, ...] = ()


class BuyLineDraft(NamedTuple):
    """One line of a purchase order; `sku` may be what the supplier calls the product. Days are ISO dates or ""."""

    n: int
    sku: str
    qty: int
    price_e4: int | None
    due_day: str
    source_line: int


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """A purchase order, whole. `content_hash` is equal exactly when the file tells the same."""

    code: str
    supplier: str
    warehouse: str
    supplier_ref: str
    currency: str
    note: str
    placed_at: str
    state: str
    lines: tuple[BuyLineDraft, ...]
    content_hash: str


class ToldLineDraft(NamedTuple):
    """What a delivery holds of one product; lines of one pallet share its `sscc`. `price_e4` where the file says it."""

    n: int
    sku: str
    qty: int
    purchase: str
    sscc: str
    lot: str
    last_ship_day: str
    price_e4: int | None
    source_line: int


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """A delivery told beforehand, whole; known by its supplier and the number of its note."""

    ref: str
    supplier: str
    warehouse: str
    due_day: str
    lines: tuple[ToldLineDraft, ...]
    content_hash: str
