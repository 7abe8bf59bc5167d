"""What screens, papers and the command line are told about orders. Quantities in base units, amounts in minor units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warehouse_app.domain.instructions.values import Gift
from warehouse_app.domain.orders.readiness import Fulfilment, Readiness, Stage
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.purchasing.values import Promised


@dataclass(frozen=True, slots=True)
class Address:
    """Where an order goes. Personal: shown and printed, never logged."""

    name: str = ""
    company: str = ""
    street: str = ""
    street2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the address as written on a label, empty lines left out."""
        town = " ".join(part for part in (self.city, self.region, self.postcode) if part)
        written = (self.name, self.company, self.street, self.street2, town, self.country)
        return tuple(line for line in written if line)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One line of a list of orders. `units` counts goods; `total_minor` is in `currency`; times are UTC ISO text."""

    id: int
    code: str
    channel: str
    customer: str
    country: str
    state: OrderState
    payment: str
    holds: tuple[str, ...]
    lines: int
    units: int
    total_minor: int
    currency: str
    readiness: Readiness
    fulfilment: Fulfilment
    stage: Stage
    placed_at: str
    ship_by: str
    short_units: int = 0
    ship_part: bool = False
    name: str = ""
    """For whom it is where it has no customer's number. Personal."""

    @property
    def buyer(self) -> str:
        """Return the customer's number, or the name of an order without one."""
        return self.customer or self.name


class ShortCause(StrEnum):
    """Why nothing more could be promised."""

    NEVER_STOCKED = "never_stocked"
    NONE_LEFT = "none_left"
    STANDS_ELSEWHERE = "stands_elsewhere"
    ALL_PROMISED = "all_promised"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds stock: `order` line `line` holds `qty` at `scope`; the smaller the rank, the stronger the hold."""

    order: str
    line: int
    qty: int
    rank: int
    scope: str
    place: str = ""
    purpose: str = "line"
    """What it is for; of a transfer its code as well: "transfer TR000001"."""
    promise: int = 0
    """The promise itself; 0 where it is not told."""


@dataclass(frozen=True, slots=True)
class Unpromisable:
    """Stock that exists and cannot be promised where it stands (tote, parcel, bench, other warehouse...)."""

    warehouse: str
    place: str
    kind: str
    qty: int
    grade: str = "A"
    owner: str = "HOUSE"


@dataclass(frozen=True, slots=True)
class PoolReason:
    """The state of one product in one warehouse: what there is, who holds it, and what stands out of reach."""

    warehouse: str
    sku: str
    on_hand: int
    promised: int
    free: int
    cause: ShortCause
    holders: tuple[Holder, ...] = ()
    more_holders: int = 0
    """Promises beyond those named."""
    more_held: int = 0
    """Units they hold."""
    elsewhere: tuple[Unpromisable, ...] = ()
    on_hand_total: int = 0
    """Units inside the company's walls, promisable or not, in all warehouses."""


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A line that is short: `asked` was needed, `promised` of it was found just now, `short` is missing."""

    line: int
    n: int
    sku: str
    warehouse: str
    asked: int
    promised: int
    short: int
    free: int
    cause: ShortCause
    why: PoolReason | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order. `price_e4` is 1/10 000 of the currency; `total_minor` is what is owed for the line.

    `waits_for` tells of a short line which purchase orders will serve it and when, if nothing changes. `kit_n` is the
    line of the kit that a line is a part of, 0 for none; that line `is_kit` and stands for the money alone.
    """

    id: int
    n: int
    sku: str
    name: str
    kind: str
    qty: int
    price_e4: int
    total_minor: int
    cancelled: int
    promised: int
    picked: int
    packed: int
    shipped: int
    short: int
    why: ShortLine | None = None
    waits_for: tuple[Promised, ...] = ()
    kit_n: int = 0
    is_kit: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an order waits, since when and by whom (a person's name)."""

    kind: str
    reason: str
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One parcel of an order. `weight_g` is None before it is known."""

    id: int
    code: str
    n: int
    state: str
    tracking: str
    carrier: str
    weight_g: int | None
    manifest: str = ""
    labelled_at: str = ""
    handed_at: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an order: `code` names it (the words are in wording), `who` is a person's name."""

    at: str
    code: str
    who: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """All that is known of one order. `address` is None where none is known or it was erased.

    `gives_back` is what cancelling it by hand gives back of a return that had made it, as "10.00 GBP".
    """

    row: OrderRow
    lines: tuple[OrderLine, ...]
    holds: tuple[Hold, ...]
    address: Address | None
    parcels: tuple[ParcelRow, ...]
    timeline: tuple[Event, ...]
    warehouse: str = ""
    service: str = ""
    note: str = ""
    payment_reason: str = ""
    priority: int = 0
    photos: tuple[PhotoRow, ...] = ()
    """Of the order, its lines and its parcels, oldest first."""
    gift: Gift = field(default_factory=Gift)
    gives_back: str = ""


@dataclass(frozen=True, slots=True)
class PutBack:
    """Goods of a cancelled order that must go back to stock: they stay where they are until someone moves them."""

    sku: str
    qty: int
    place: str
    kind: str
