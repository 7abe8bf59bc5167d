"""What a transfer says no to. The sentences are in `wording/transfers.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class NoSuchTransfer(Refusal):
    """There is no transfer of that code."""

    code: ClassVar[str] = "no_such_transfer"
    transfer: str


@dataclass(frozen=True, slots=True)
class SameWarehouse(Refusal):
    """A transfer goes from one warehouse to another."""

    code: ClassVar[str] = "same_warehouse"
    warehouse: str


@dataclass(frozen=True, slots=True)
class TransferNotIn(Refusal):
    """The transfer is not where this can be done: `deed` is what was wanted, `state` where it is."""

    code: ClassVar[str] = "transfer_not_in"
    transfer: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class EmptyTransfer(Refusal):
    """Nothing is asked for."""

    code: ClassVar[str] = "empty_transfer"
    transfer: str


@dataclass(frozen=True, slots=True)
class TooManyTransferLines(Refusal):
    """More products than go in one transfer."""

    code: ClassVar[str] = "too_many_transfer_lines"
    lines: int
    most: int


@dataclass(frozen=True, slots=True)
class BadTransferQty(Refusal):
    """A quantity is a whole number above zero."""

    code: ClassVar[str] = "bad_transfer_qty"
    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class TransferShort(Refusal):
    """The source warehouse has less free than is asked for; `more` counts further products that are short."""

    code: ClassVar[str] = "transfer_short"
    sku: str
    warehouse: str
    asked: int
    free: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class NotOnTransfer(Refusal):
    """The product is not on the transfer."""

    code: ClassVar[str] = "not_on_transfer"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str
    transfer: str


@dataclass(frozen=True, slots=True)
class TransferOverPick(Refusal):
    """More was taken than is still asked for."""

    code: ClassVar[str] = "transfer_over_pick"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    asked: int
    left: int


@dataclass(frozen=True, slots=True)
class NotTransferPlace(Refusal):
    """The place is in another warehouse than the transfer's goods are taken from, or brought to."""

    code: ClassVar[str] = "not_transfer_place"
    klass: ClassVar[RefusalClass] = "stop"
    place: str
    here: str
    wanted: str


@dataclass(frozen=True, slots=True)
class WrongTransferPlace(Refusal):
    """Nothing of the transfer is to be taken from this place."""

    code: ClassVar[str] = "wrong_transfer_place"
    klass: ClassVar[RefusalClass] = "stop"
    scanned: str
    wanted: str


@dataclass(frozen=True, slots=True)
class NothingPicked(Refusal):
    """Nothing lies in the packages of the transfer."""

    code: ClassVar[str] = "nothing_picked"
    transfer: str


@dataclass(frozen=True, slots=True)
class ForeignInPackage(Refusal):
    """A package holds goods that are not on the transfer: somebody put them in."""

    code: ClassVar[str] = "foreign_in_package"
    package: str
    sku: str


@dataclass(frozen=True, slots=True)
class MoreThanSent(Refusal):
    """More is received than is on its way; it must be said that it really is so."""

    code: ClassVar[str] = "more_than_sent"
    sku: str
    asked: int
    left: int


@dataclass(frozen=True, slots=True)
class ReceivedBefore(Refusal):
    """All of it was received already."""

    code: ClassVar[str] = "transfer_received_before"
    what: str
    transfer: str


@dataclass(frozen=True, slots=True)
class StillMissing(Refusal):
    """Units did not come: who closes the transfer says why they are written off."""

    code: ClassVar[str] = "transfer_still_missing"
    transfer: str
    units: int


@dataclass(frozen=True, slots=True)
class StillPicked(Refusal):
    """Something lies in the packages of a transfer that is to be cancelled."""

    code: ClassVar[str] = "transfer_still_picked"
    transfer: str
    units: int


@dataclass(frozen=True, slots=True)
class TransferElsewhere(Refusal):
    """The bench stands in a warehouse that has nothing to do with the transfer now."""

    code: ClassVar[str] = "transfer_elsewhere"
    transfer: str
    warehouse: str
    wanted: str
