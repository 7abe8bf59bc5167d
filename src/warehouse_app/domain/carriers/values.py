"""What is known of labels that are bought, as values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from warehouse_app.domain.carriers.states import BuyState

LONGEST_WHY = 500
"""Characters of a carrier's words that are kept."""

MOST_OFFERS = 5
"""Other services that are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another service that would take the parcel, and what it costs."""

    carrier: str
    service: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Service:
    """Of which carrier a service is."""

    service: str
    carrier: str


@dataclass(frozen=True, slots=True)
class BoughtLabel:
    """One label bought, or to be bought, of a carrier. `intent` is its key there; `why` are the carrier's own words."""

    id: int
    parcel_id: int
    parcel: str
    order_id: int
    order: str
    carrier: str
    service: str
    intent: str
    request_hash: str
    state: BuyState
    station: str
    who: str
    tracking: str
    price_minor: int
    currency: str
    why: str
    attempts: int
    at: str
    sent_at: str
    answered_at: str
    offers: tuple[Offer, ...] = ()


def offers_kept(offers: tuple[Offer, ...]) -> str:
    """Return offers as they are kept."""
    rows = [[each.carrier, each.service, each.amount_minor, each.currency] for each in offers]
    return json.dumps(rows) if rows else ""


def offers_of(kept: str) -> tuple[Offer, ...]:
    """Return the offers that are kept."""
    rows: list[Any] = json.loads(kept) if kept else []
    return tuple(Offer(str(row[0]), str(row[1]), int(row[2]), str(row[3])) for row in rows)
