"""Who sells labels, as the application sees it: asked once under a key, and asked what became of that key.

An answer never claims more than is known. The same key twice is the same label: a carrier books it once. What a carrier
cannot promise by itself (a key that it forgets, an API that has none) its adapter has to: by looking for our reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a key.

    `away`: the carrier was not reached, so it cannot have heard of it; `unknown`: it may have heard, and no answer
    came; `never`: asked for the key, it has not heard of it; `booked`: it has it, and its label is not out yet.
    `refused`: it says no, to a label or to taking one back, and nothing was done.
    """

    BOUGHT = "bought"
    BOOKED = "booked"
    REFUSED = "refused"
    AWAY = "away"
    UNKNOWN = "unknown"
    NEVER = "never"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Shipment:
    """What a label is bought for. `recipient` is personal: it is asked with, and never kept."""

    parcel: str
    order: str
    service: str
    weight_g: int
    country: str
    recipient: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a carrier says: where to follow the parcel and what it costs, or why not, in its own words."""

    fate: Fate
    tracking: str = ""
    price_minor: int = 0
    currency: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a service of a carrier would cost for a shipment."""

    service: str
    amount_minor: int
    currency: str


class Carrier(Protocol):
    """One carrier. Each call ends by itself within a minute: the adapter's connection has that limit."""

    def buy(self, key: str, shipment: Shipment) -> Answer:
        """Buy a label under a key."""

    def look(self, key: str) -> Answer:
        """Tell what became of a key; buys nothing."""

    def void(self, key: str) -> Answer:
        """Let the label of a key be void: `voided`, `refused`, `never`, or what is not known."""

    def prices(self, shipment: Shipment) -> tuple[Price, ...]:
        """Return which services would take a shipment and for how much; none where that is not known now."""


Carriers = Mapping[str, Carrier]
"""Carriers by the name that a parcel carries."""

NO_CARRIERS: Carriers = {}
"""The house's own carrier is asked nothing: its labels are printed, not bought."""
