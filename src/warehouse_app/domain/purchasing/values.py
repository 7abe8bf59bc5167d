"""Purchase orders, deliveries and suppliers as values. Quantities are base units, days ISO dates (or "")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from warehouse_app.domain.purchasing.states import Arrival, DeliveryState, PurchaseState, arrival, share
from warehouse_app.domain.quantities import line_total_minor, minor_digits

E4 = 10_000
"""Parts of a currency's unit in which a price is kept."""


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
    """One line: `qty` ordered, `received` come (more than ordered may have), `cancelled` not waited for any more.

    `currency` is that of its order.
    """

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
    currency: str = ""

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
        """Return what the line is worth in minor units of its currency, without what was cancelled of it."""
        return line_total_minor(self.qty - self.cancelled, self.price_e4, minor_digits(self.currency))


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
    price_e4: int | None = None

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


class PriceBreak(NamedTuple):
    """From so many base units on, one costs `price_e4`."""

    from_qty: int
    price_e4: int


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who sells us goods. `lead_days` from order to arrival, `minimum_minor` the least worth of one order."""

    id: int
    code: str
    name: str
    country: str
    currency: str
    lead_days: int
    minimum_minor: int
    email: str
    phone: str
    note: str
    active: bool


@dataclass(frozen=True, slots=True)
class SupplierProduct:
    """A product as one supplier sells it: its `code` there, base units in a `pack`, packs at `least`, price of one.

    `lead_days` is None where those of the supplier count.
    """

    id: int
    supplier_id: int
    supplier: str
    product_id: int
    sku: str
    name: str
    code: str
    pack: int
    least: int
    lead_days: int | None
    price_e4: int
    preferred: bool
    breaks: tuple[PriceBreak, ...] = ()

    def price_of(self, qty: int) -> int:
        """Return what one costs where `qty` are ordered."""
        found = [each.price_e4 for each in sorted(self.breaks) if each.from_qty <= qty]
        return found[-1] if found else self.price_e4

    def shipped_as(self, qty: int) -> int:
        """Return the least quantity at or above `qty` that the supplier ships: whole packs, at least so many."""
        packs = max(self.least, -(-qty // self.pack))
        return packs * self.pack


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person is told about a purchase order and need not heed: a worded code with its facts."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier in a list, with how many products it sells and how many orders wait for it."""

    id: int
    code: str
    name: str
    country: str
    currency: str
    lead_days: int
    minimum_minor: int
    active: bool
    products: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase order in a list; quantities are those of all its lines together."""

    id: int
    code: str
    state: PurchaseState
    supplier: str
    supplier_name: str
    warehouse: str
    currency: str
    supplier_ref: str
    placed_at: str
    due_day: str
    lines: int
    ordered: int
    received: int
    still_open: int
    total_minor: int

    @property
    def arrival(self) -> Arrival:
        """Return how much has come."""
        return share(self.received, self.still_open)


@dataclass(frozen=True, slots=True)
class ReceiptFact:
    """Goods of a purchase line that came in: when, how many, by which receipt and whom, and what was found."""

    at: str
    sku: str
    qty: int
    receipt: str
    verdict: str
    who: str


@dataclass(frozen=True, slots=True)
class Promised:
    """What an order line that is short waits for: so many, until a day (or ""), of a purchase order."""

    line_id: int
    qty: int
    day: str
    purchase: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to come of a product: on a day (or ""), by which order, and how much of it somebody waits for."""

    warehouse: str
    day: str
    qty: int
    waited_for: int
    purchase: str
    supplier: str


@dataclass(frozen=True, slots=True)
class PurchaseDetail:
    """One purchase order whole. `waited_for` tells by line how many units, and how many order lines, wait for it."""

    head: PurchaseHead
    row: PurchaseRow
    lines: tuple[PurchaseLine, ...]
    deliveries: tuple[DeliveryHead, ...]
    receipts: tuple[ReceiptFact, ...]
    story: tuple[Event, ...]
    remarks: tuple[Remark, ...]
    waited_for: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SupplierDetail:
    """One supplier with what it sells."""

    supplier: Supplier
    products: tuple[SupplierProduct, ...]
    waiting: int


def remarks_on(
    lines: Iterable[PurchaseLine], sold: Mapping[str, SupplierProduct], supplier: Supplier
) -> tuple[Remark, ...]:
    """Return what of an order does not fit how its supplier sells: packs, least quantities, the least worth.

    An order in another currency than its supplier's is not compared with the least worth: there are no rates here.
    """
    found: list[Remark] = []
    worth = 0
    for line in lines:
        wanted = line.qty - line.cancelled
        worth += line.total_minor if line.currency == supplier.currency else 0
        if wanted <= 0:
            continue
        known = sold.get(line.sku)
        if known is None:
            found.append(Remark("not_sold_by", {"n": line.n, "sku": line.sku, "supplier": supplier.code}))
            continue
        fits = known.shipped_as(wanted)
        if fits != wanted:
            code = "ships_packs" if wanted % known.pack else "ships_at_least"
            facts: dict[str, str | int] = {
                "n": line.n,
                "sku": line.sku,
                "pack": known.pack,
                "qty": wanted,
                "becomes": fits,
            }
            found.append(Remark(code, facts))
    if 0 < worth < supplier.minimum_minor:
        least: dict[str, str | int] = {"worth": worth, "minimum": supplier.minimum_minor, "currency": supplier.currency}
        found.append(Remark("below_minimum", least))
    return tuple(found)
