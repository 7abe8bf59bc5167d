"""What the dock says no to. A Stop is a thing that must be set aside; a Note lets the next scan go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class PaperClosed(Refusal):
    """The purchase order, delivery or receipt takes nothing in any more, or not yet; `problem` is its state."""

    code: ClassVar[str] = "paper_closed"
    paper: str
    problem: str


@dataclass(frozen=True, slots=True)
class PaperElsewhere(Refusal):
    """The goods are meant for another warehouse."""

    code: ClassVar[str] = "paper_elsewhere"
    klass: ClassVar[RefusalClass] = "stop"
    paper: str
    warehouse: str
    here: str


@dataclass(frozen=True, slots=True)
class ReceiptOpenHere(Refusal):
    """Another receipt is open at this bench: two deliveries are not mixed."""

    code: ClassVar[str] = "receipt_open_here"
    paper: str


@dataclass(frozen=True, slots=True)
class NoReceiptOpen(Refusal):
    """A deed that needs an open receipt."""

    code: ClassVar[str] = "no_receipt_open"
    deed: str


@dataclass(frozen=True, slots=True)
class PalletUnknown(Refusal):
    """Nobody told of a pallet of that number, or the open paper is another supplier's."""

    code: ClassVar[str] = "pallet_unknown"
    klass: ClassVar[RefusalClass] = "stop"
    sscc: str


@dataclass(frozen=True, slots=True)
class PalletSeen(Refusal):
    """The pallet came in before: where it is now, and when it came."""

    code: ClassVar[str] = "pallet_seen"
    klass: ClassVar[RefusalClass] = "stop"
    sscc: str
    place: str
    when: str


@dataclass(frozen=True, slots=True)
class PalletTaken(Refusal):
    """All that was told of the pallet was scanned piece by piece already."""

    code: ClassVar[str] = "pallet_taken"
    sscc: str


@dataclass(frozen=True, slots=True)
class PalletUntold(Refusal):
    """The supplier told no lot, serial or last day of goods that are told apart by it: they are scanned one by one."""

    code: ClassVar[str] = "pallet_untold"
    sscc: str
    sku: str
    what: str


@dataclass(frozen=True, slots=True)
class PalletTooLarge(Refusal):
    """A pallet of more lines than one entry takes: it is scanned case by case."""

    code: ClassVar[str] = "pallet_too_large"
    sscc: str
    lines: int


@dataclass(frozen=True, slots=True)
class NotStocked(Refusal):
    """A service or discount is scanned as if it were goods."""

    code: ClassVar[str] = "not_stocked"
    sku: str


@dataclass(frozen=True, slots=True)
class TooMuchAtOnce(Refusal):
    """No scan brings so many."""

    code: ClassVar[str] = "too_much_at_once"
    sku: str
    qty: int
    most: int


@dataclass(frozen=True, slots=True)
class NotADay(Refusal):
    """What was typed is no day of the calendar, or no day at all."""

    code: ClassVar[str] = "not_a_day"
    text: str


@dataclass(frozen=True, slots=True)
class TooOld(Refusal):
    """The goods are past their last day of use."""

    code: ClassVar[str] = "too_old"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    day: str


@dataclass(frozen=True, slots=True)
class TooLittleLife(Refusal):
    """The goods must have more days left when they come in."""

    code: ClassVar[str] = "too_little_life"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    day: str
    days: int
    least: int


@dataclass(frozen=True, slots=True)
class NoMark(Refusal):
    """What was typed can be no lot or serial number (`problem`): it is a product's own code, or cannot be kept."""

    code: ClassVar[str] = "no_mark"
    sku: str
    problem: str


@dataclass(frozen=True, slots=True)
class WeightForPieces(Refusal):
    """A weight was typed for goods that are counted in another unit."""

    code: ClassVar[str] = "weight_for_pieces"
    sku: str
    shown: str
    unit: str


@dataclass(frozen=True, slots=True)
class AnswerFirst(Refusal):
    """A question is open, and this is no answer to it."""

    code: ClassVar[str] = "answer_first"
    question: str


@dataclass(frozen=True, slots=True)
class SerialHere(Refusal):
    """The serial number is in the house, or with a customer, already."""

    code: ClassVar[str] = "serial_here"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    serial: str
    place: str


@dataclass(frozen=True, slots=True)
class OneSerialOnly(Refusal):
    """A serial number is one thing: it cannot be counted as more."""

    code: ClassVar[str] = "one_serial_only"
    sku: str


@dataclass(frozen=True, slots=True)
class CountTooLow(Refusal):
    """Less was typed than can be taken back of the last scan."""

    code: ClassVar[str] = "count_too_low"
    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class DockElsewhere(Refusal):
    """The scanned dock is of another warehouse."""

    code: ClassVar[str] = "dock_elsewhere"
    klass: ClassVar[RefusalClass] = "stop"
    place: str
    warehouse: str
    here: str


@dataclass(frozen=True, slots=True)
class TooManyLabels(Refusal):
    """So many labels are not asked for at once, or none."""

    code: ClassVar[str] = "too_many_labels"
    asked: int
    most: int


@dataclass(frozen=True, slots=True)
class NoSuchReceipt(Refusal):
    """There is no receipt of that code."""

    code: ClassVar[str] = "no_such_receipt"
    receipt: str


@dataclass(frozen=True, slots=True)
class AlreadySolved(Refusal):
    """The parked thing was dealt with before."""

    code: ClassVar[str] = "already_solved"
    barcode: str


@dataclass(frozen=True, slots=True)
class MovedOn(Refusal):
    """The goods were carried on since: what brought them in cannot be taken back here."""

    code: ClassVar[str] = "moved_on"
    sku: str
