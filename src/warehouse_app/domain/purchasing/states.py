"""The states of purchase orders and deliveries that are decided; how much has come is computed from the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class PurchaseState(StrEnum):
    """Where a purchase order is as a whole."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


NEXT: Mapping[PurchaseState, frozenset[PurchaseState]] = MappingProxyType(
    {
        PurchaseState.DRAFT: frozenset({PurchaseState.CONFIRMED, PurchaseState.CANCELLED}),
        PurchaseState.CONFIRMED: frozenset({PurchaseState.CLOSED, PurchaseState.CANCELLED}),
        PurchaseState.CLOSED: frozenset({PurchaseState.CONFIRMED}),
        PurchaseState.CANCELLED: frozenset(),
    },
)
"""What may follow. Only an order of which nothing came is cancelled: else it is closed, its rest cancelled.

A closed one is opened again where a receipt that closed it is undone, or where more comes after all.
"""

OPEN = frozenset({PurchaseState.DRAFT, PurchaseState.CONFIRMED})
"""States in which a purchase order can be changed."""


class DeliveryState(StrEnum):
    """Where a delivery is that a supplier told beforehand."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


DELIVERY_NEXT: Mapping[DeliveryState, frozenset[DeliveryState]] = MappingProxyType(
    {
        DeliveryState.EXPECTED: frozenset({DeliveryState.ARRIVED, DeliveryState.CANCELLED}),
        DeliveryState.ARRIVED: frozenset({DeliveryState.EXPECTED}),
        DeliveryState.CANCELLED: frozenset({DeliveryState.EXPECTED}),
    },
)
"""What may follow. What is told anew after all, or whose arrival is undone, is expected again."""


class Arrival(StrEnum):
    """How much of what was ordered has come."""

    NOTHING = "nothing"
    PART = "part"
    ALL = "all"


def may_become(state: PurchaseState, wanted: PurchaseState) -> bool:
    """Tell whether a purchase order in `state` may go to `wanted`."""
    return wanted in NEXT[state]


def share(received: int, still_open: int) -> Arrival:
    """Return how much has come where `received` units came and `still_open` are waited for."""
    if received <= 0:
        return Arrival.NOTHING
    return Arrival.PART if still_open > 0 else Arrival.ALL


def arrival(lines: Iterable[tuple[int, int]]) -> Arrival:
    """Return how much has come of lines of (received, still open)."""
    pairs = tuple(lines)
    return share(sum(received for received, _open in pairs), sum(still for _received, still in pairs))
