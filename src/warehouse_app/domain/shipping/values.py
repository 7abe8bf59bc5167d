"""What is known of parcels and manifests: for benches, lists, labels, papers. Grams; times are UTC ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse_app.domain.bench import Answer, Expect

HOUSE_CARRIER = "HOUSE"
"""The carrier that needs no account: one's own van, or whoever takes the goods at the door."""


@dataclass(frozen=True, slots=True)
class LoadStop:
    """An answer that waits for its acknowledgement."""

    code: str
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadState:
    """What the loading bench shows: the open manifest, parcels on it, labelled parcels that wait for it."""

    station: str
    carrier: str
    manifest: str | None = None
    loaded: int = 0
    waiting: int = 0
    last: str = ""
    stop: LoadStop | None = None
    expects: tuple[Expect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadAnswer(Answer):
    """The one answer to a scan at the loading bench."""

    state: LoadState


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A parcel in a list."""

    id: int
    code: str
    order: str
    order_id: int
    state: str
    tracking: str
    carrier: str
    service: str
    weight_g: int | None
    weight_from: str
    units: int
    n: int
    labelled_at: str
    handed_at: str
    manifest: str


@dataclass(frozen=True, slots=True)
class ParcelContent:
    """One order line as this parcel sees it: `packed` here, `elsewhere` in other parcels of the order."""

    line_id: int
    n: int
    sku: str
    name: str
    ordered: int
    packed: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class ParcelDetail:
    """All that a label or a packing slip says. Personal: shown and printed, never logged or kept in an outcome.

    `recipient` is never empty; `of` is 0 while more parcels of the order may follow; `contents` lists every goods line
    of the order.
    """

    row: ParcelRow
    sender: tuple[str, ...]
    company: str
    recipient: tuple[str, ...]
    customer: str
    country: str
    order_date: str
    ship_by: str
    note: str
    of: int
    contents: tuple[ParcelContent, ...]


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A manifest in a list. `weight_g` counts the parcels whose weight is known."""

    id: int
    code: str
    carrier: str
    warehouse: str
    state: str
    opened_at: str
    closed_at: str
    seal: str
    parcels: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """One parcel on a manifest. `recipient` is personal."""

    parcel: str
    tracking: str
    order: str
    recipient: str
    country: str
    service: str
    weight_g: int | None
    state: str


@dataclass(frozen=True, slots=True)
class ManifestDetail:
    """A manifest with its parcels, for the screen and the paper."""

    row: ManifestRow
    company: str
    seal_number: int | None
    parcels: tuple[ManifestItem, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The manifest that is open for a carrier now."""

    manifest_id: int
    code: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class PartHandedOver:
    """What one part of the hand-over did: parcels gone, parcels left behind (cancelled or held), whether more wait."""

    manifest_id: int
    parcels: int
    left_behind: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ManifestClosed:
    """The hand-over is done. `seal` is the hash of the audit seal that covers it."""

    manifest_id: int
    code: str
    parcels: int
    seal: str
    left_behind: tuple[str, ...] = ()
