"""The key of a thing: what stands in a place.

A container (tote, cart, parcel, pallet) is an item too, its code being the serial.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ProductId = NewType("ProductId", int)
ItemId = NewType("ItemId", int)

HOUSE = "HOUSE"
"""The owner of all goods that are the company's own."""

GRADE_A = "A"
DAMAGED = "DAMAGED"
EXPIRED = "EXPIRED"
"""Grades that nothing is sold from: each is a pool of its own, so that stock of grade A is never promised from it."""

CONTAINER_MARK = "@"
"""First character of the reserved SKUs that containers have as items, for example `@TOTE`."""


class Tracking(StrEnum):
    """What is told apart within a product."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


class ProductKind(StrEnum):
    """What an order line sells: only goods are stocked, promised and packed."""

    GOODS = "goods"
    SERVICE = "service"
    DISCOUNT = "discount"
    SHIPPING = "shipping"


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """The key of a thing: product, lot, serial, grade, owner. Empty text means "not told apart"."""

    sku: str
    lot: str = ""
    serial: str = ""
    grade: str = GRADE_A
    owner: str = HOUSE

    @property
    def is_container(self) -> bool:
        """Tell whether the thing is itself a place (tote, cart, parcel, LPN)."""
        return self.sku.startswith(CONTAINER_MARK)


def container_item(kind: str, code: str) -> Item:
    """Return the item that the container `code` of place kind `kind` is when it is carried."""
    return Item(sku=CONTAINER_MARK + kind.upper(), serial=code)


def sku_key(sku: str) -> str:
    """Return the form under which two spellings of one SKU are the same: trimmed, upper case."""
    return sku.strip().upper()
