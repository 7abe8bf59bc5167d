"""What a process may remember of the database between units of work.

Fixed places and item numbers, which never change once written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.domain.items import Item
from warehouse_app.domain.places import OUTSIDE, Place, PlaceId, PlaceKind

LIMIT = 200_000
"""Cached rows of each kind; then the cache starts anew."""


@dataclass(slots=True)
class Memory:
    """Caches of immutable rows. Emptied when a unit of work is rolled back, for it may have made some of them."""

    places: dict[PlaceId, Place] = field(default_factory=dict)
    outside: dict[PlaceKind, Place] = field(default_factory=dict)
    item_ids: dict[Item, int] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    lent: tuple[object, str] | None = None
    """The deed that was lent last, with all that is personal in it, and its override: nothing else keeps it whole."""

    def forget(self) -> None:
        """Drop all rows."""
        self.places.clear()
        self.outside.clear()
        self.item_ids.clear()
        self.items.clear()

    def know_item(self, item_id: int, item: Item) -> None:
        """Remember the number of an item."""
        if len(self.items) > LIMIT:
            self.item_ids.clear()
            self.items.clear()
        self.item_ids[item] = item_id
        self.items[item_id] = item

    def know_place(self, place: Place) -> None:
        """Remember a place. Kind, code and warehouse of a place never change."""
        if len(self.places) > LIMIT:
            self.places.clear()
        self.places[place.id] = place
        if place.kind in OUTSIDE:
            self.outside[place.kind] = place
