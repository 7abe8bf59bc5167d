"""Who pays money back, as the application sees it: asked once under a key, and asked what became of that key.

An answer never claims more than is known. The same key twice is the same refund: a provider pays it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a refund. `never`: the provider, asked for the key, has not heard of it."""

    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says: its own reference where it paid, why where it did not."""

    fate: Fate
    reference: str = ""
    why: str = ""


class PaymentProvider(Protocol):
    """One way money goes back to whoever paid."""

    def refund(self, intent: str, amount_minor: int, currency: str, reference: str) -> Answer:
        """Pay back under the key `intent`; `reference` is the order it was paid for. `unknown` where no answer came."""

    def look(self, intent: str) -> Answer:
        """Tell what became of a key; asks for no payment."""


Providers = Mapping[str, PaymentProvider]
"""Providers by the name that a refund carries."""

NO_PROVIDERS: Providers = {}
