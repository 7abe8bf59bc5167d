"""Purchase orders, deliveries and suppliers as values. Quantities are base units, days ISO dates (or "")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warehouse_app.domain.purchasing.states import Arrival, DeliveryState, PurchaseState, arrival

E4 = 10_000
"""Parts of a currency's unit in which a price is kept."""

_HALF_CENT = 50
_CENT = 100


def line_total(qty: int, price_e4: int) -> int:
    """Return what a line is worth in minor units, rounded once, half up."""
    return (qty * price_e4 + _HALF_CENT) // _CENT


@dataclass(frozen=True, slots=True)
class PurchaseHead:
    """The few facts of a purchase order that decide about it."""

    id: int
    code: str
    state: PurchaseState
    supplier_id: int
    supplier: str
    supplier_name: str
    warehouse: str
    currency: str
    supplier_ref: str
    due_day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One line: `qty` ordered, `received` come (more than ordered may have), `cancelled` not waited for any more."""

    id: int
    purchase_id: int
    n: int
    product_id: int
    sku: str
    name: str
    qty: int
    price_e4: int
    received: int
    cancelled: int
    due_day: str
    supplier_code: str = ""

    @property
    def open(self) -> int:
        """Return what is still waited for."""
        return max(0, self.qty - self.cancelled - self.received)

    @property
    def over(self) -> int:
        """Return what came beyond what was ordered."""
        return max(0, self.received - (self.qty - self.cancelled))

    @property
    def total_minor(self) -> int:
        """Return what the line is worth, without what was cancelled of it."""
        return line_total(self.qty - self.cancelled, self.price_e4)


def arrival_of(lines: Iterable[PurchaseLine]) -> Arrival:
    """Return how much has come of a purchase order."""
    return arrival((line.received, line.open) for line in lines)


@dataclass(frozen=True, slots=True)
class DeliveryHead:
    """A delivery that a supplier told beforehand. `supplier_ref` is its delivery note's number."""

    id: int
    code: str
    state: DeliveryState
    supplier_id: int
    supplier: str
    supplier_name: str
    purchase_id: int | None
    purchase: str
    warehouse: str
    supplier_ref: str
    due_day: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What a delivery holds of one product; lines of one pallet share its `sscc`."""

    id: int
    delivery_id: int
    n: int
    sku: str
    qty: int
    sscc: str
    lot: str
    last_ship_day: str
    purchase_line_id: int | None
    received: int

    @property
    def open(self) -> int:
        """Return what did not come yet."""
        return max(0, self.qty - self.received)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a purchase order's story: `what` is worded, `who` is a person's name."""

    at: str
    what: str
    who: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
