"""What a return says no to. The sentences are in `wording/returning.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class NoSuchReturn(Refusal):
    """There is no return of that code."""

    code: ClassVar[str] = "no_such_return"
    text: str


@dataclass(frozen=True, slots=True)
class ReturnNotIn(Refusal):
    """The return is not where this can be done: `deed` is what was wanted, `state` where it is."""

    code: ClassVar[str] = "return_not_in"
    name: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class NotShipped(Refusal):
    """Nothing of the order has left yet, or it was cancelled: there is nothing that could come back."""

    code: ClassVar[str] = "return_not_shipped"
    order: str
    state: str


@dataclass(frozen=True, slots=True)
class BadReturnQty(Refusal):
    """A quantity is a whole number above zero."""

    code: ClassVar[str] = "bad_return_qty"
    sku: str
    qty: str


@dataclass(frozen=True, slots=True)
class AboveShipped(Refusal):
    """More than was sent, less what is back or announced already: `left` may still come."""

    code: ClassVar[str] = "above_shipped"
    order: str
    sku: str
    qty: int
    left: int


@dataclass(frozen=True, slots=True)
class NothingReturned(Refusal):
    """A request names nothing."""

    code: ClassVar[str] = "nothing_returned"
    order: str


@dataclass(frozen=True, slots=True)
class NotOfOrder(Refusal):
    """The product was not in this order."""

    code: ClassVar[str] = "not_of_order"
    sku: str
    order: str


@dataclass(frozen=True, slots=True)
class NoSuchReason(Refusal):
    """There is no such reason, or it does not hold for this kind of goods."""

    code: ClassVar[str] = "no_such_return_reason"
    text: str


@dataclass(frozen=True, slots=True)
class NoSuchPolicy(Refusal):
    """There is no such return policy."""

    code: ClassVar[str] = "no_such_policy"
    text: str


@dataclass(frozen=True, slots=True)
class PastWindow(Refusal):
    """The days in which it may come back are over. Who may override can take it all the same."""

    code: ClassVar[str] = "past_window"
    order: str
    until: str


@dataclass(frozen=True, slots=True)
class ReturnExpired(Refusal):
    """It was announced, and its day is over. Who may override can take it all the same."""

    code: ClassVar[str] = "return_expired"
    klass: ClassVar[RefusalClass] = "stop"
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class SerialSwap(Refusal):
    """The serial number is not one that was sent in this order: another unit came back."""

    code: ClassVar[str] = "serial_swap"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    serial: str
    order: str


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    """Money goes back in the currency in which it was paid."""

    code: ClassVar[str] = "other_currency"
    currency: str
    paid: str


@dataclass(frozen=True, slots=True)
class AbovePaid(Refusal):
    """More than was paid, less what went back already: `left` may still go back. Both are amounts as text."""

    code: ClassVar[str] = "above_paid"
    order: str
    amount: str
    left: str


@dataclass(frozen=True, slots=True)
class StillLacks(Refusal):
    """Something must be done before the return can be settled: `lack` is a code, `qty` how many."""

    code: ClassVar[str] = "return_lacks"
    name: str
    lack: str
    qty: int
    sku: str = ""


@dataclass(frozen=True, slots=True)
class PreviewOld(Refusal):
    """What would be settled is no longer what was shown."""

    code: ClassVar[str] = "return_preview_old"
    name: str


@dataclass(frozen=True, slots=True)
class CannotUndo(Refusal):
    """It cannot be taken back: `problem` stands on it (refund, order, work, supplier, stock), of code `ref`."""

    code: ClassVar[str] = "return_cannot_undo"
    name: str
    problem: str
    ref: str


@dataclass(frozen=True, slots=True)
class NeverIdentified(Refusal):
    """Nobody said whose a blind parcel is, or it was announced by its own customer."""

    code: ClassVar[str] = "never_identified"
    name: str


@dataclass(frozen=True, slots=True)
class StandsOnWhose(Refusal):
    """Whose it is cannot be taken back: `problem` stands on it (settled, refund, order, claim, unit), of code `ref`."""

    code: ClassVar[str] = "return_stays_known"
    name: str
    order: str
    problem: str
    ref: str


@dataclass(frozen=True, slots=True)
class NoSuchRefund(Refusal):
    """There is no refund of that code."""

    code: ClassVar[str] = "no_such_refund"
    text: str


@dataclass(frozen=True, slots=True)
class RefundNotIn(Refusal):
    """The refund is not where this can be done: `deed` is what was wanted, `state` where it is."""

    code: ClassVar[str] = "refund_not_in"
    name: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class NoReference(Refusal):
    """Money that was paid back by hand has a reference by which it is found again."""

    code: ClassVar[str] = "refund_no_reference"
    name: str


@dataclass(frozen=True, slots=True)
class NothingAhead(Refusal):
    """Nothing of the return is to be exchanged or replaced, or its orders are made already."""

    code: ClassVar[str] = "return_nothing_ahead"
    name: str


@dataclass(frozen=True, slots=True)
class NothingDue(Refusal):
    """The customer owes nothing for this order, or it came of no return."""

    code: ClassVar[str] = "return_nothing_due"
    order: str


@dataclass(frozen=True, slots=True)
class PaidWithoutReference(Refusal):
    """The rest of an exchange that was paid has a reference by which the payment is found."""

    code: ClassVar[str] = "return_paid_no_reference"
    order: str


@dataclass(frozen=True, slots=True)
class NoUnitOfReturn(Refusal):
    """The return has no such unit."""

    code: ClassVar[str] = "no_unit_of_return"
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NothingToSendBack(Refusal):
    """Nothing of the return waits to be sent back to the customer."""

    code: ClassVar[str] = "return_nothing_back"
    name: str


@dataclass(frozen=True, slots=True)
class NoSuchWork(Refusal):
    """There is no work order of that code."""

    code: ClassVar[str] = "no_such_work"
    text: str


@dataclass(frozen=True, slots=True)
class WorkOver(Refusal):
    """The work order is done or cancelled."""

    code: ClassVar[str] = "work_over"
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class NoSuchSupplierReturn(Refusal):
    """There is no return to a supplier of that code."""

    code: ClassVar[str] = "no_such_supplier_return"
    text: str


@dataclass(frozen=True, slots=True)
class SupplierReturnNotIn(Refusal):
    """The return to a supplier is not where this can be done."""

    code: ClassVar[str] = "supplier_return_not_in"
    name: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class NothingForSupplier(Refusal):
    """Nothing waits to go back to a supplier, or it is named in another return already."""

    code: ClassVar[str] = "nothing_for_supplier"
    text: str
