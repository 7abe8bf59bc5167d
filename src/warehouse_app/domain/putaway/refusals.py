"""What put-away refuses. Each is a sentence in `wording/putaway.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class NotOnDock(Refusal):
    """Fewer lie on the dock than were to be taken. `problem`: nothing there, or it is on a `station`'s trolley."""

    code: ClassVar[str] = "not_on_dock"
    sku: str
    asked: int
    there: int
    problem: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class NothingLoaded(Refusal):
    """A place was scanned, and nothing is on the trolley."""

    code: ClassVar[str] = "nothing_loaded"


@dataclass(frozen=True, slots=True)
class TrolleyFull(Refusal):
    """The trolley holds as many different things as a tour may have."""

    code: ClassVar[str] = "trolley_full"
    most: int


@dataclass(frozen=True, slots=True)
class NotForGoods(Refusal):
    """Nothing is put away to places of this kind."""

    code: ClassVar[str] = "not_for_goods"
    place: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceElsewhere(Refusal):
    """The place is in another warehouse than the station."""

    code: ClassVar[str] = "place_elsewhere"
    place: str
    warehouse: str
    mine: str


@dataclass(frozen=True, slots=True)
class PlaceLocked(Refusal):
    """The place is locked: nothing is put there or taken from it."""

    code: ClassVar[str] = "place_locked"
    klass: ClassVar[RefusalClass] = "stop"
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class MoreThanLoaded(Refusal):
    """More were to be put down than are on the trolley."""

    code: ClassVar[str] = "more_than_loaded"
    sku: str
    asked: int
    there: int


@dataclass(frozen=True, slots=True)
class PalletNotHere(Refusal):
    """The pallet or tote does not stand on a dock of this warehouse; `place` is where it stands, "" for nowhere."""

    code: ClassVar[str] = "pallet_not_here"
    pallet: str
    place: str


@dataclass(frozen=True, slots=True)
class NothingInIt(Refusal):
    """The pallet or tote is empty."""

    code: ClassVar[str] = "nothing_in_it"
    pallet: str


@dataclass(frozen=True, slots=True)
class SayWhich(Refusal):
    """Too many lots or serials of the product lie on the dock for a question."""

    code: ClassVar[str] = "say_which"
    sku: str
    many: int
