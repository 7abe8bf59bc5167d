"""What the put wall says no to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class NothingToSort(Refusal):
    """The tote or batch holds nothing that is sorted at a wall."""

    code: ClassVar[str] = "nothing_to_sort"
    what: str


@dataclass(frozen=True, slots=True)
class NotInTote(Refusal):
    """The books have none of it in this tote for an order of the batch (any more)."""

    code: ClassVar[str] = "not_in_tote"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    tote: str


@dataclass(frozen=True, slots=True)
class PutItFirst(Refusal):
    """A unit is in the hand: it goes into its slot before anything else. `problem`: no tote stands there yet."""

    code: ClassVar[str] = "put_it_first"
    slot: str
    tote: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WrongWallSlot(Refusal):
    """Another slot than the order's."""

    code: ClassVar[str] = "wrong_wall_slot"
    klass: ClassVar[RefusalClass] = "stop"
    scanned: str
    slot: str
    tote: str


@dataclass(frozen=True, slots=True)
class ToteNotFree(Refusal):
    """A slot is begun with an empty tote that no other order uses."""

    code: ClassVar[str] = "tote_not_free"
    tote: str


@dataclass(frozen=True, slots=True)
class TooManyToSort(Refusal):
    """More than the order of this slot wants."""

    code: ClassVar[str] = "too_many_to_sort"
    sku: str
    asked: int
    left: int
    slot: str


@dataclass(frozen=True, slots=True)
class StillToSort(Refusal):
    """The order's goods do not lie together yet: it is packed when they do."""

    code: ClassVar[str] = "still_to_sort"
    order: str
    units: int
    tote: str


@dataclass(frozen=True, slots=True)
class StillApart(Refusal):
    """Parts of the order are still picked in other zones."""

    code: ClassVar[str] = "still_apart"
    order: str
    units: int
    zones: str
