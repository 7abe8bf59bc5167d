"""What the files channel can do, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A channel's name, the kinds it reads by format, and what it cannot do in this version."""

    name: str
    formats: tuple[tuple[str, tuple[str, ...]], ...]
    later: tuple[str, ...]


BUYING = ("suppliers", "purchases", "deliveries")
CARD = ChannelCard(
    name="files",
    formats=(
        ("native", ("products", "places", "stock", "customers", "orders", "users", *BUYING, "returns")),
        ("retail", ("orders", "products", "customers", "adjustments")),
        ("retail-opening", ("stock",)),
        ("shopify", ("orders",)),
    ),
    later=(),
)
