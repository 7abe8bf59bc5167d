"""How strictly weights are judged at a station, and how believed weights begin."""

from __future__ import annotations

from warehouse_app.application.settings import numbers_of
from warehouse_app.domain.weights.judging import Policy
from warehouse_app.domain.weights.learning import Belief, from_book, packaging
from warehouse_app.store.desk import Desk

_NAMES = {
    "percent": "pack.weigh_percent", "packaging_g": "pack.packaging_g", "least_g": "pack.weigh_least_g",
    "share_tenths": "pack.weigh_share", "sigmas": "pack.weigh_sigmas",
}  # fmt: skip
BEGINNING_PERCENT = 10
"""How far books may be off for what is learned from them, where weights are not judged."""


def policy_of(desk: Desk, station: str) -> Policy:
    """Return how parcels are judged at a station ("": in the company)."""
    found = numbers_of(desk, tuple(_NAMES.values()), station)
    return Policy(**{field: found[name] for field, name in _NAMES.items()})


def begun(book_g: int | None, policy: Policy) -> Belief:
    """Return what is believed of a product of which no parcel told anything."""
    return from_book(book_g, policy.percent or BEGINNING_PERCENT, policy.sigmas)


def boxed(tare_g: int | None, policy: Policy) -> Belief:
    """Return what is believed of a box of which no parcel told anything; None: its weight stands nowhere."""
    return packaging(tare_g, policy.packaging_g)
