"""What a readable code means: the one order of classification for every bench, terminal and screen.

Order: command, badge, workstation, tote, cart, parcel, order, purchase order, delivery, transfer, batch,
manifest, place, product, unknown. The order
sorts the candidates of a question; it never decides between two things that carry the same code, because ambiguity
is asked and not guessed. Only the asking screen may narrow: when exactly one candidate is of a kind that it expects,
that one is meant. A proven barcode of ours names its kind and can only mean that kind or a thing whose own code is
that very text. A card of ours beats everything; a typed command word is asked when it is a code too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Protocol, TypeAlias

from warehouse_app.domain.barcodes.commands import (
    BadMultiplier,
    Command,
    Multiplier,
    command_of_body,
    command_of_word,
    multiplier_of,
)
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.own import OwnKind, can_make, make
from warehouse_app.domain.barcodes.read import Barcode, Problem, Unreadable, read, sample_of
from warehouse_app.domain.barcodes.shop_numbers import shop_numbers


class Kind(IntEnum):
    """What a code can name, in the order of classification."""

    COMMAND = 1
    BADGE = 2
    WORKSTATION = 3
    TOTE = 4
    CART = 5
    PARCEL = 6
    ORDER = 7
    PURCHASE = 8
    DELIVERY = 9
    TRANSFER = 10
    BATCH = 11
    MANIFEST = 12
    PLACE = 13
    PRODUCT = 14


LOOKED_UP = frozenset(kind for kind in Kind if kind is not Kind.COMMAND)
_UNITS = frozenset({Kind.PARCEL, Kind.DELIVERY, Kind.PLACE})
"""What carries a serial shipping container code: parcels, pallets a supplier told of, and pallets here, places."""
_SSCC_DIGITS = 18
_KIND_OF_OWN: Mapping[OwnKind, Kind] = MappingProxyType(
    {
        OwnKind.USER: Kind.BADGE,
        OwnKind.WORKSTATION: Kind.WORKSTATION,
        OwnKind.TOTE: Kind.TOTE,
        OwnKind.CART: Kind.CART,
        OwnKind.PARCEL: Kind.PARCEL,
        OwnKind.ORDER: Kind.ORDER,
        OwnKind.PURCHASE: Kind.PURCHASE,
        OwnKind.DELIVERY: Kind.DELIVERY,
        OwnKind.TRANSFER: Kind.TRANSFER,
        OwnKind.BATCH: Kind.BATCH,
        OwnKind.MANIFEST: Kind.MANIFEST,
        OwnKind.PLACE: Kind.PLACE,
        OwnKind.PRODUCT: Kind.PRODUCT,
    },
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that carries the code: its kind, the store's id of it (for a product its sku), and the units one
    scan counts.
    """

    kind: Kind
    ref: str
    factor: int = 1


class Lookup(Protocol):
    """Where codes are known; the store answers with one query."""

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        """Return everything of `kinds` whose code, badge or barcode is exactly `text`, and the products whose GTIN
        is `gtin` (14 digits).
        """
        ...

    def shop_shapes(self) -> str:
        """Return how numbers of the shop's own carry item and weight (`shop_numbers`), "" where none do."""
        ...


@dataclass(frozen=True, slots=True)
class CommandMeant:
    """A command card or its typed word."""

    command: Command


@dataclass(frozen=True, slots=True)
class Badge:
    """A person's badge."""

    user: str


@dataclass(frozen=True, slots=True)
class Workstation:
    """A bench or handheld."""

    station: str


@dataclass(frozen=True, slots=True)
class Tote:
    """A tote."""

    tote: str


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart."""

    cart: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel of ours."""

    parcel: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order, by its number or a paper of it."""

    order: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase order, by its number or its paper."""

    purchase: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that a supplier told of, by its number, its delivery note, or one of its pallets (`sscc`)."""

    delivery: str
    sscc: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer to another warehouse, by its number."""

    transfer: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch, by the barcode of its pick list."""

    batch: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest."""

    manifest: str


@dataclass(frozen=True, slots=True)
class Place:
    """A bin or another fixed place."""

    place: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product; one scan counts `factor` of its base unit (a case code counts its units).

    `gs1` is what else the scan told: lot, last day, serial, measure.
    """

    sku: str
    factor: int = 1
    gs1: Gs1Fields | None = None

    def units(self, base_unit: str) -> int:
        """Return how many base units the scan counts: what was measured, where the product is counted so."""
        measured = () if self.gs1 is None else self.gs1.measured
        return next((each * self.factor for unit, each in measured if unit == base_unit), self.factor)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A readable code that nobody knows; `kind` is set when a proven barcode of ours names a thing that is not
    there.
    """

    text: str
    kind: OwnKind | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several things carry this code: the person is asked. Sorted by the order of classification, then by ref and
    factor.
    """

    candidates: tuple[Candidate, ...]


Meaning: TypeAlias = (
    CommandMeant | Multiplier | Badge | Workstation | Tote | Cart | Parcel | Order | Purchase | Delivery | Transfer
    | Batch | Manifest | Place | Product | Unknown | Ambiguous | Unreadable
)  # fmt: skip
_PLAIN: Mapping[Kind, Callable[[str], Meaning]] = MappingProxyType(
    {
        Kind.BADGE: Badge,
        Kind.WORKSTATION: Workstation,
        Kind.TOTE: Tote,
        Kind.CART: Cart,
        Kind.PARCEL: Parcel,
        Kind.ORDER: Order,
        Kind.PURCHASE: Purchase,
        Kind.DELIVERY: Delivery,
        Kind.TRANSFER: Transfer,
        Kind.BATCH: Batch,
        Kind.MANIFEST: Manifest,
        Kind.PLACE: Place,
    },
)


def understand(raw: str | bytes, lookup: Lookup, expected: frozenset[Kind] = frozenset()) -> Meaning:
    """Return the one meaning of a raw shot: `read` and `meaning_of` in one step."""
    code = read(raw)
    return code if isinstance(code, Unreadable) else meaning_of(code, lookup, expected)


def meaning_of(code: Barcode, lookup: Lookup, expected: frozenset[Kind] = frozenset()) -> Meaning:
    """Return what `code` means; `expected` are the kinds the asking screen waits for, used only to settle an
    ambiguity.
    """
    if code.own is not None and code.own.kind is OwnKind.COMMAND:
        command = command_of_body(code.own.body)
        return Unknown(code.text, OwnKind.COMMAND) if command is None else CommandMeant(command)
    multiplier = multiplier_of(code.text)
    if isinstance(multiplier, BadMultiplier):
        return Unreadable(Problem.BAD_MULTIPLIER, len(code.text), sample_of(code.text))
    found = _all_candidates(code, lookup)
    if not found and code.suspect is Problem.RESTRICTED and code.gtin is not None:
        return _of_shop(code, code.gtin, lookup)
    if multiplier is not None and not found:  # a product whose own code is `*3` means itself
        return multiplier
    return _settled(code, found, lookup, expected)


def choose(candidate: Candidate) -> Meaning:
    """Return the meaning of the candidate that a person chose from an Ambiguous."""
    if candidate.kind is Kind.COMMAND:
        return CommandMeant(Command(candidate.ref))
    if candidate.kind is Kind.PRODUCT:
        return Product(candidate.ref, candidate.factor)
    return _PLAIN[candidate.kind](candidate.ref)


def _meant(candidate: Candidate, code: Barcode) -> Meaning:
    """Return the candidate with what the code says beside its key; a count it says is multiplied, or contradicts."""
    said = code.gs1
    if candidate.kind is Kind.DELIVERY:
        return Delivery(candidate.ref, _pallet(code))
    if candidate.kind is not Kind.PRODUCT or said is None:
        return choose(candidate)
    factor = candidate.factor
    if said.count is not None and "37" in dict(said.elements):
        factor *= said.count
    elif said.count is not None and factor not in (1, said.count):
        return Unreadable(Gs1Problem.COUNT, len(code.text), sample_of(code.text), "30", str(factor))
    elif said.count is not None:
        factor = said.count
    return Product(candidate.ref, factor, said)


def _pallet(code: Barcode) -> str:
    """Return the serial shipping container code of a shot, "" where it is none."""
    if code.gs1 is not None:
        return code.gs1.sscc or ""
    return code.scanned if len(code.scanned) == _SSCC_DIGITS and code.scanned.isdecimal() else ""


def own_text(candidate: Candidate, text: str) -> str:
    """Return the barcode of ours that means this candidate of `text` alone, "" where there is none."""
    body = candidate.ref if candidate.kind is Kind.PRODUCT else text.strip()
    own_kind = next((own for own, kind in _KIND_OF_OWN.items() if kind is candidate.kind), None)
    if own_kind is None or candidate.kind is Kind.BADGE or not can_make(body):
        return ""
    return make(own_kind, body)


def _all_candidates(code: Barcode, lookup: Lookup) -> tuple[Candidate, ...]:
    """Return all that carries this code, each once, in the order of classification."""
    found = set(lookup.candidates(code.scanned, LOOKED_UP, code.gtin))
    if code.or_gtin is not None:
        found.update(lookup.candidates(code.scanned, frozenset({Kind.PRODUCT}), code.or_gtin))
    if code.gs1 is not None and code.gs1.sscc is not None:
        found.update(lookup.candidates(code.gs1.sscc, _UNITS, None))
    if code.own is not None:
        kind = _KIND_OF_OWN.get(code.own.kind)
        if kind is not None:
            found.update(lookup.candidates(code.own.body, frozenset({kind}), None))
    word = command_of_word(code.scanned)
    if word is not None:
        found.add(Candidate(Kind.COMMAND, word.value))
    return tuple(sorted(found, key=_rank))


def _of_shop(code: Barcode, gtin: str, lookup: Lookup) -> Meaning:
    """Return the product of a number of the shop's own that carries a weight or price, the question, or unreadable."""
    found: dict[Candidate, Gs1Fields] = {}
    for told in shop_numbers(gtin[1:], lookup.shop_shapes()):
        measured = () if told.grams is None else (("g", told.grams),)
        for each in lookup.candidates(told.gtin, frozenset({Kind.PRODUCT}), told.gtin):
            found.setdefault(each, Gs1Fields(gtin=told.gtin, measured=measured))
    if not found:
        return Unreadable(Problem.RESTRICTED, len(code.text), sample_of(code.text))
    if len(found) > 1:
        return Ambiguous(tuple(sorted(found, key=_rank)))
    ((candidate, said),) = found.items()
    return Product(candidate.ref, candidate.factor, said)


def _rank(candidate: Candidate) -> tuple[Kind, str, int]:
    return candidate.kind, candidate.ref, candidate.factor


def _settled(code: Barcode, found: tuple[Candidate, ...], lookup: Lookup, expected: frozenset[Kind]) -> Meaning:
    """Return the one candidate, the one that is expected, the question, or why nobody knows the code."""
    if len(found) == 1:
        return _meant(found[0], code)
    if found:
        wanted = [candidate for candidate in found if candidate.kind in expected]
        return _meant(wanted[0], code) if len(wanted) == 1 else Ambiguous(found)
    if isinstance(code.suspect, Gs1Fault):
        fault = code.suspect
        return Unreadable(fault.problem, len(code.text), sample_of(code.text), fault.ai, fault.other)
    if code.suspect is not None:
        return Unreadable(code.suspect, len(code.text), sample_of(code.text))
    if code.own is None and _is_known_code_twice(code.text, lookup):
        return Unreadable(Problem.TWO_CODES, len(code.text), sample_of(code.text))
    return Unknown(code.text, code.own.kind if code.own is not None else None)


def _is_known_code_twice(text: str, lookup: Lookup) -> bool:
    """Tell whether an unknown text is one known code read twice in one shot."""
    half, odd = divmod(len(text), 2)
    return not odd and text[:half] == text[half:] and bool(lookup.candidates(text[:half], LOOKED_UP, None))
