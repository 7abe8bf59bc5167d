"""The states of a return, of its units and of its refunds; what may follow which is one table each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReturnKind(StrEnum):
    """How it came to be: announced, sent back by the carrier, or there without anybody having said so."""

    CUSTOMER = "customer"
    UNDELIVERED = "undelivered"
    BLIND = "blind"


class ReturnState(StrEnum):
    """Where a return is as a whole."""

    REQUESTED = "requested"
    AUTHORISED = "authorised"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    IN_TRANSIT = "in transit"
    RECEIVED = "received"
    INSPECTING = "inspecting"
    DECIDED = "decided"
    SETTLED = "settled"
    CLOSED = "closed"


_OFF = frozenset({ReturnState.CANCELLED, ReturnState.REJECTED})
_IN = frozenset({ReturnState.RECEIVED, ReturnState.INSPECTING})

NEXT: Mapping[ReturnState, frozenset[ReturnState]] = MappingProxyType(
    {
        ReturnState.REQUESTED: _OFF | {ReturnState.AUTHORISED, ReturnState.RECEIVED},
        ReturnState.AUTHORISED: _OFF | _IN | {ReturnState.IN_TRANSIT, ReturnState.EXPIRED, ReturnState.SETTLED},
        ReturnState.REJECTED: frozenset({ReturnState.AUTHORISED, ReturnState.RECEIVED}),
        ReturnState.EXPIRED: frozenset({ReturnState.AUTHORISED, ReturnState.RECEIVED}),
        ReturnState.CANCELLED: frozenset({ReturnState.RECEIVED}),
        ReturnState.IN_TRANSIT: _IN | {ReturnState.CANCELLED, ReturnState.EXPIRED, ReturnState.SETTLED},
        ReturnState.RECEIVED: frozenset({ReturnState.INSPECTING, ReturnState.DECIDED, ReturnState.SETTLED}),
        ReturnState.INSPECTING: frozenset({ReturnState.RECEIVED, ReturnState.DECIDED, ReturnState.SETTLED}),
        ReturnState.DECIDED: frozenset({ReturnState.INSPECTING, ReturnState.SETTLED}),
        ReturnState.SETTLED: frozenset({ReturnState.INSPECTING, ReturnState.AUTHORISED, ReturnState.CLOSED}),
        ReturnState.CLOSED: frozenset({ReturnState.SETTLED}),
    }
)
"""What may follow. What was cancelled, rejected or is past its day can still lie on the table one morning. A return is
settled before anything came where nothing is asked back; a settlement that is undone leads back to where it was.
"""

AWAITED = frozenset({ReturnState.AUTHORISED, ReturnState.IN_TRANSIT})
"""States in which a parcel is expected."""

AT_BENCH = frozenset({ReturnState.RECEIVED, ReturnState.INSPECTING, ReturnState.DECIDED})
"""States in which the goods, or the parcel they are in, are on the table or parked."""

OVER = frozenset({ReturnState.SETTLED, ReturnState.CLOSED, ReturnState.CANCELLED, ReturnState.REJECTED})


class UnitState(StrEnum):
    """Where a unit is; once it is settled its disposition says where it went."""

    EXPECTED = "expected"
    RECEIVED = "received"
    GRADED = "graded"
    SETTLED = "settled"
    MISSING = "missing"


UNIT_NEXT: Mapping[UnitState, frozenset[UnitState]] = MappingProxyType(
    {
        UnitState.EXPECTED: frozenset({UnitState.RECEIVED, UnitState.MISSING, UnitState.SETTLED}),
        UnitState.RECEIVED: frozenset({UnitState.GRADED, UnitState.EXPECTED}),
        UnitState.GRADED: frozenset({UnitState.SETTLED, UnitState.RECEIVED, UnitState.EXPECTED}),
        UnitState.SETTLED: frozenset({UnitState.GRADED, UnitState.EXPECTED}),
        UnitState.MISSING: frozenset({UnitState.EXPECTED, UnitState.RECEIVED}),
    }
)

HERE = frozenset({UnitState.RECEIVED, UnitState.GRADED})
"""States of a unit that lies at the returns bench."""


class Grade(StrEnum):
    """How a unit is: the six number keys of the bench."""

    SEALED = "A"
    OPENED = "B"
    USED = "C"
    DAMAGED = "D"
    PARTS_MISSING = "E"
    WRONG_PRODUCT = "F"


GRADE_KEYS: Mapping[int, Grade] = MappingProxyType(dict(enumerate(Grade, 1)))
"""The number key of each grade."""


class Disposition(StrEnum):
    """Where a unit goes."""

    RESTOCK = "restock"
    REPACK = "repack"
    REFURBISH = "refurbish"
    REPAIR = "repair"
    VENDOR = "vendor"
    QUARANTINE = "quarantine"
    SCRAP = "scrap"
    SEND_BACK = "send back"


WORKED_ON = frozenset({Disposition.REPACK, Disposition.REFURBISH, Disposition.REPAIR})
"""Dispositions that make a work order."""


class Finding(StrEnum):
    """What is wrong with a unit beyond its grade."""

    NONE = ""
    SWAPPED = "swapped"
    NOT_OURS = "not ours"
    COUNTERFEIT = "counterfeit"
    DANGEROUS = "dangerous"


class Outcome(StrEnum):
    """What the customer gets."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    CREDIT = "credit"
    REJECT = "reject"
    NOTHING = "nothing"


class Fault(StrEnum):
    """Whose fault a return is."""

    CUSTOMER = "customer"
    SHOP = "shop"
    CARRIER = "carrier"
    SUPPLIER = "supplier"


class RefundState(StrEnum):
    """Where the money is. `unknown`: it was asked for, and nobody knows yet whether it was paid."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


REFUND_NEXT: Mapping[RefundState, frozenset[RefundState]] = MappingProxyType(
    {
        RefundState.PROPOSED: frozenset({RefundState.APPROVED, RefundState.CANCELLED}),
        RefundState.APPROVED: frozenset({RefundState.SENT, RefundState.CONFIRMED, RefundState.CANCELLED}),
        RefundState.SENT: frozenset({RefundState.CONFIRMED, RefundState.FAILED, RefundState.UNKNOWN}),
        RefundState.CONFIRMED: frozenset({RefundState.CANCELLED}),
        RefundState.FAILED: frozenset({RefundState.APPROVED, RefundState.CONFIRMED, RefundState.CANCELLED}),
        RefundState.UNKNOWN: frozenset({RefundState.CONFIRMED, RefundState.FAILED}),
        RefundState.CANCELLED: frozenset(),
    }
)
"""What may follow. A failed one is tried again under the same key, or paid by hand. Only store credit, and what an
exchange took over, can be cancelled once it is confirmed: money that was paid back is gone.
"""


class Way(StrEnum):
    """Where money goes: back to the payment, into store credit, or into what is sent instead."""

    PAYMENT = "payment"
    CREDIT = "credit"
    EXCHANGE = "exchange"


COUNTS = frozenset(set(RefundState) - {RefundState.CANCELLED})
"""Refunds in these states use up what was paid: also a failed one, until it is cancelled."""


class ClaimState(StrEnum):
    """Where a claim on a carrier is."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DROPPED = "dropped"


CLAIM_NEXT: Mapping[ClaimState, frozenset[ClaimState]] = MappingProxyType(
    {
        ClaimState.DRAFT: frozenset({ClaimState.SENT, ClaimState.DROPPED}),
        ClaimState.SENT: frozenset({ClaimState.ACCEPTED, ClaimState.REFUSED, ClaimState.DROPPED}),
        ClaimState.ACCEPTED: frozenset(),
        ClaimState.REFUSED: frozenset({ClaimState.SENT}),
        ClaimState.DROPPED: frozenset(),
    }
)


class WorkState(StrEnum):
    """Where a work order is."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class SupplierReturnState(StrEnum):
    """Where a return to a supplier is."""

    OPEN = "open"
    SENT = "sent"
    CREDITED = "credited"
    REFUSED = "refused"
    CANCELLED = "cancelled"
