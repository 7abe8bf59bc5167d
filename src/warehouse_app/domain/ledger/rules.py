"""The rules of posting as pure functions: the form of an entry, and what it does to cells, pools and serial numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, Leg
from warehouse_app.domain.ledger.promises import WHOLE_POOL
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.quantities import MAX_QTY
from warehouse_app.domain.refusals import Refusal, RefusalClass

MAX_LEGS = 500
"""Legs of one entry; a larger deed is written in parts."""


@dataclass(frozen=True, slots=True)
class BadLeg(Refusal):
    """A leg has equal ends or a quantity that is not a whole number above zero (rule 2)."""

    code: ClassVar[str] = "bad_leg"
    item: Item
    qty: int


@dataclass(frozen=True, slots=True)
class EmptyEntry(Refusal):
    """An entry moves something, or it is none."""

    code: ClassVar[str] = "empty_entry"
    id: str


@dataclass(frozen=True, slots=True)
class NotEnough(Refusal):
    """A place would hold less than zero, or less than is held for others (rule 3)."""

    code: ClassVar[str] = "not_enough"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    place: str
    asked: int
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class PoolShort(Refusal):
    """A pool would hold less than is promised from it (rule 3)."""

    code: ClassVar[str] = "pool_short"
    sku: str
    warehouse: str
    on_hand: int
    promised: int


@dataclass(frozen=True, slots=True)
class SerialElsewhere(Refusal):
    """The serial number is at another place already (rule 3)."""

    code: ClassVar[str] = "serial_elsewhere"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    serial: str
    place: str


@dataclass(frozen=True, slots=True)
class ContainerLoop(Refusal):
    """A container would stand inside itself, or deeper than five (rule 3)."""

    code: ClassVar[str] = "container_loop"
    container: str


@dataclass(frozen=True, slots=True)
class TooManyAtOnce(Refusal):
    """The move would change more than 500 cells at once: move in parts."""

    code: ClassVar[str] = "too_many_at_once"
    container: str
    cells: int


@dataclass(frozen=True, slots=True)
class OtherContent(Refusal):
    """The id is posted already, with another content: ids are made once for one deed."""

    code: ClassVar[str] = "id_used"
    id: str


Cell = tuple[PlaceId, Item]


def form_refusal(entry: Entry) -> Refusal | None:
    """Return what is wrong with the form of the entry (rule 2), or None."""
    if not entry.legs:
        return EmptyEntry(entry.id)
    if len(entry.legs) > MAX_LEGS:
        return TooManyAtOnce(entry.id, len(entry.legs))
    for leg in entry.legs:
        if not _well_formed(leg):
            return BadLeg(leg.item, leg.qty)
    return None


def _well_formed(leg: Leg) -> bool:
    """Two ends, a whole number above zero, one of a serial number, and no lot that is the sign for all lots."""
    whole = type(leg.qty) is int and 0 < leg.qty <= MAX_QTY
    one = leg.qty == 1 if leg.item.serial else not leg.item.is_container
    return whole and one and leg.source != leg.target and leg.item.lot != WHOLE_POOL


def cell_changes(legs: Iterable[Leg]) -> dict[Cell, int]:
    """Return the net change of every cell the legs touch; their sum over all places is zero for every item, by form."""
    changes: dict[Cell, int] = defaultdict(int)
    for leg in legs:
        changes[leg.source, leg.item] -= leg.qty
        changes[leg.target, leg.item] += leg.qty
    return dict(changes)


def serial_moves(changes: Mapping[Cell, int]) -> dict[tuple[str, str], dict[PlaceId, int]]:
    """Return for each (sku, serial) the net change of each place, whatever its lot, grade or owner there."""
    moves: dict[tuple[str, str], dict[PlaceId, int]] = defaultdict(lambda: defaultdict(int))
    for (place, item), more in changes.items():
        if item.serial:
            moves[item.sku, item.serial][place] += more
    return {key: {place: more for place, more in places.items() if more} for key, places in moves.items()}


def folded(legs: Iterable[Leg]) -> Mapping[Cell, int]:
    """Return the balance of every cell after all legs, from nothing: the truth that projections are compared with."""
    return {cell: qty for cell, qty in cell_changes(legs).items() if qty}
