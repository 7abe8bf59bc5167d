"""The drafts an import is made of: what a file claims, already cleaned and typed, before the application compares it
with what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as make
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

from warehouse_app.domain.importing.buying import DeliveryDraft, PurchaseDraft, SoldDraft, SupplierDraft
from warehouse_app.domain.instructions.values import Gift
from warehouse_app.domain.returning.incoming import ReturnDraft

LineKind = Literal["goods", "service", "discount", "shipping"]
ProductKind = Literal["goods", "service"]
Tracking = Literal["none", "lot", "serial"]
DocumentKind = Literal["credit_note", "adjustment"]
ImportedState = Literal["confirmed", "closed", "cancelled"]

VALUE_SHOWN = 100  # characters of a bad value that are kept to show it
EXAMPLES_SHOWN = 5  # examples a remark carries
NO_FACTS: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class BarcodeDraft:
    """One code that means the product; `factor` is how many base units one scan of it counts."""

    text: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as a file tells it. `given` names the fields the file filled in: only those may change a product that
    exists.

    The SKU is always upper case; `sku_written` is the file's spelling. A product is also scanned by its SKU, so
    `barcodes` holds only the others. `rules` are the fields a file fills in of what the product asks of its place.
    """

    sku: str
    sku_written: str
    name: str = ""
    barcodes: tuple[BarcodeDraft, ...] = ()
    base_unit: str = "piece"
    weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    picture: str = ""
    tracking: Tracking = "none"
    kind: ProductKind = "goods"
    multi_scan: bool = True
    hs_code: str = ""
    origin_country: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    given: frozenset[str] = frozenset()
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class HomeDraft:
    """A place as the home of a product: filled up to `most` from less than `least`; `fixed`: of no other."""

    sku: str
    least: int = 0
    most: int | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place of the warehouse; coordinates are millimetres, `walk_seq` its turn on the walk. An empty `warehouse`
    means the only one. `rules` are the fields that a file fills in of what the place is for and can take.
    """

    code: str
    kind: str = "bin"
    warehouse: str = ""
    aisle: str = ""
    bay: str = ""
    level: str = ""
    x_mm: int | None = None
    y_mm: int | None = None
    walk_seq: int | None = None
    parent: str = ""
    side: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    home: HomeDraft | None = None
    given: frozenset[str] = frozenset()
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class StockDraft:
    """A balance in base units: asserted for stock files, received from the supplier for opening stock. No place means
    the bin MAIN.
    """

    sku: str
    qty: int
    place: str | None = None
    lot: str = ""
    serial: str = ""
    grade: str = ""
    source_line: int = 0


FOR_NOBODY = "address_for_nobody"
"""Why an order waits whose address names no person and no company."""


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Where a parcel should go, as written; nothing in it is checked here, and everything in it is hostile until
    escaped.
    """

    name: str = ""
    company: str = ""
    street1: str = ""
    street2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""

    def usable(self) -> bool:
        """Tell whether a carrier could find the door: a street and a town or postcode."""
        return bool(self.street1 and (self.city or self.postcode))

    def somebodys(self) -> bool:
        """Tell whether anybody is named who would open that door."""
        return bool(self.name or self.company)


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as a file tells it; `as_of` is the time of the newest order that told the country, None in a
    customer file.
    """

    code: str
    name: str = ""
    email: str = ""
    phone: str = ""
    address: AddressDraft | None = None
    country: str = ""
    as_of: datetime | None = None
    given: frozenset[str] = frozenset()
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class UserDraft:
    """A person who will sign on, with the role by its name."""

    code: str
    name: str
    role: str
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """A reason to keep an order from release: `kind` is a hold of the order's state table, `reason` a code with its
    facts.
    """

    kind: str
    reason: str
    facts: tuple[tuple[str, str], ...] = ()


class OrderLineDraft(NamedTuple):
    """One line: `qty` in base units, `price_e4` in 1/10 000 of the currency. In documents both keep the sign of the
    file. A named tuple, because there are hundreds of thousands of them.
    """

    n: int
    sku: str
    sku_written: str
    description: str
    kind: LineKind
    qty: int
    price_e4: int
    source_line: int


class KitLine(NamedTuple):
    """Line `n` is a part of the kit of line `kit_n`: `each` units in one kit, for this share of its money."""

    n: int
    kit_n: int
    each: int
    share_minor: int


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """One order, whole. `content_hash` is equal exactly when an import would store the same thing. Times are UTC.

    A shop's export says how far an order is: closed (shipped elsewhere) or cancelled ones never ship from here, nor do
    the `done` lines of an open one. With `follows` a later file may move the payment on; its `gift` is no content.
    `kits` (product and version of the recipe) and `parts` are those of kits that are sold by their parts.
    """

    code: str
    channel: str
    customer_code: str | None
    placed_at: datetime
    ship_by: datetime | None
    payment: str
    payment_reason: str
    currency: str
    country: str
    address: AddressDraft | None
    address_columns: bool
    holds: tuple[HoldDraft, ...]
    lines: tuple[OrderLineDraft, ...]
    content_hash: str
    state: ImportedState = "confirmed"
    done: frozenset[int] = frozenset()
    note: str = ""
    follows: bool = False
    gift: Gift = make(default_factory=Gift)
    kits: tuple[tuple[int, int], ...] = ()
    parts: tuple[KitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A credit note or stock adjustment that is kept with its lines and posts nothing; `code` is unique within its
    kind and channel.
    """

    kind: DocumentKind
    channel: str
    code: str
    customer_code: str | None
    country: str
    at: datetime
    reason: str
    lines: tuple[OrderLineDraft, ...]
    content_hash: str


Draft = (
    ProductDraft | PlaceDraft | StockDraft | CustomerDraft | UserDraft | OrderDraft | DocumentDraft
    | SupplierDraft | SoldDraft | PurchaseDraft | DeliveryDraft | ReturnDraft
)  # fmt: skip


class Mend(NamedTuple):
    """A cell a person mended: the line its record starts on, its column (the first is 0), and what it is to say.

    It lies over the file and is never written into it.
    """

    line: int
    column: int
    value: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken: its line in the file (the first is 1), the field and value at fault, and why, as a
    code with facts.
    """

    line: int
    field: str
    value: str
    reason: str
    facts: Mapping[str, object] = make(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the import decided for the reader, told once with how often and a few examples."""

    code: str
    count: int
    examples: tuple[str, ...] = ()
    facts: Mapping[str, object] = make(default_factory=dict)


class Fate(StrEnum):
    """What becomes of a record: the thing it tells of is made, changed or known just so, or it is not taken."""

    UNKNOWN = ""
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that was done with what an import made: of which kind, which, and what (a code that has words)."""

    kind: str
    code: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class BadValueError(Exception):
    """A cell that cannot be what its column says; caught where the record is rejected. `reason` is a code, words are
    in `wording`.
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = facts
