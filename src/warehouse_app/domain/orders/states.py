"""The states of an order that are decided, not computed. What follows which is one table each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class OrderState(StrEnum):
    """Where an order is as a whole; quantities per line say the rest."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


NEXT: Mapping[OrderState, frozenset[OrderState]] = MappingProxyType(
    {
        OrderState.DRAFT: frozenset({OrderState.CONFIRMED, OrderState.CANCELLED}),
        OrderState.CONFIRMED: frozenset({OrderState.CLOSED, OrderState.CANCELLED}),
        OrderState.CLOSED: frozenset(),
        OrderState.CANCELLED: frozenset(),
    },
)
"""What may follow. Before hand-over an order can be cancelled at any time; afterwards its goods can only come back."""


class Payment(StrEnum):
    """What is known of the money."""

    UNPAID = "unpaid"
    AUTHORISED = "authorised"
    PAID = "paid"
    PART_REFUNDED = "part refunded"
    REFUNDED = "refunded"
    FAILED = "failed"


class HoldKind(StrEnum):
    """Why an order waits. Any hold blocks release into a batch; none takes away its promises."""

    ADDRESS = "address"
    FRAUD = "fraud"
    PAYMENT = "payment"
    STOCK = "stock"
    CUSTOMER = "customer"
    MANUAL = "manual"


OPEN = frozenset({OrderState.DRAFT, OrderState.CONFIRMED})
"""States in which an order can still be held, changed or cancelled."""


def may_become(state: OrderState, wanted: OrderState) -> bool:
    """Tell whether an order in `state` may go to `wanted`."""
    return wanted in NEXT[state]
