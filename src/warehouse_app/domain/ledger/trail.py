"""What the audit trail shows of one link: who did what, when and where, and the facts it left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


class TrailView(StrEnum):
    """One view of the audit trail. `office`: rights, settings, printers; `people`: without the program itself."""

    PEOPLE = "people"
    REFUSED = "refused"
    OFFICE = "office"
    ALL = "all"


OFFICE = (
    *("InitCompany", "AddUser", "ChangeUser", "ChangeSetting", "ChangeSettings", "AddPrinter", "RemovePrinter"),
    *("SetStationPrinters", "KeepDevice", "AttachDevice", "RemoveDevice", "KeepStation"),
    *("SaveMapping", "RemoveMapping", "RebuildProjections", "SaveTemplate", "ResetTemplate"),
)
"""Deeds that change who may do what and how the house works."""


class ThingKind(StrEnum):
    """What a trail can be narrowed to, in the order a code is looked up: a parcel is a place as well."""

    ORDER = "order"
    PRODUCT = "product"
    PARCEL = "parcel"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: its kind, how the store knows it (`ref`), and its code as people say it."""

    kind: ThingKind
    ref: str
    code: str

    @property
    def value(self) -> str:
        """Return the thing as a filter's value."""
        return f"{self.kind.value}:{self.ref}"


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One link: `deed` is the command, `verdict` done or the code of a refusal; `who` is a name, "" the program."""

    seq: int
    at: str
    who: str
    user: str
    station: str
    deed: str
    verdict: str
    command: str
    writer: str
    n: int


@dataclass(frozen=True, slots=True)
class LegFact:
    """One leg of an entry as people read it."""

    sku: str
    lot: str
    serial: str
    source: str
    target: str
    qty: int


@dataclass(frozen=True, slots=True)
class EntryFact:
    """One entry a command posted."""

    id: str
    kind: str
    why: str
    reverses: str
    legs: tuple[LegFact, ...]


@dataclass(frozen=True, slots=True)
class ScanFact:
    """The scan a command was: what was read, by which device, and how it was judged."""

    raw: str
    device: str
    work: str
    verdict: str
    code: str
    order: str


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """What a command did to a promise: made, narrowed, consumed, released, ..."""

    what: str
    qty: int
    order: str
    sku: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class TrailFacts:
    """A row opened: all that its command left. `refusal` holds the facts of a no, `sealed` whether a seal covers it."""

    row: TrailRow
    sealed: bool
    entries: tuple[EntryFact, ...] = ()
    scan: ScanFact | None = None
    promises: tuple[PromiseFact, ...] = ()
    refusal: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrailState:
    """How the trail stands: links in so many chains, the newest seal (0: none yet), and links younger than it."""

    links: int
    writers: int
    seal: int
    sealed_at: str
    hash: str
    unsealed: int


@dataclass(frozen=True, slots=True)
class Held:
    """What lay somewhere at a moment: a place's goods, or a product's places."""

    place: str
    sku: str
    lot: str
    serial: str
    grade: str
    qty: int


@dataclass(frozen=True, slots=True)
class NoSuchLink(Refusal):
    """The audit trail has no such row."""

    code: ClassVar[str] = "no_such_link"
    link: str


@dataclass(frozen=True, slots=True)
class NoSuchThing(Refusal):
    """Nothing has this code: no order, product, place or parcel."""

    code: ClassVar[str] = "no_such_thing"
    thing: str
