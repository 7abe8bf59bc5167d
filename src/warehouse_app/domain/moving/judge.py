"""What a place says to goods that are brought to it: pure, from what stands there and what its rule allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.domain.items import Item
from warehouse_app.domain.places import Place, PlaceKind

MOVES_GOODS = frozenset({PlaceKind.BIN, PlaceKind.DOCK, PlaceKind.BENCH, PlaceKind.LPN, PlaceKind.TOTE, PlaceKind.CART})
"""Kinds of place between which goods are carried. Quarantine has deeds of its own, for they ask for a reason."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a place may take. `locked` is the reason of a locked place ("" for none given), None for one that is open.

    `weight_g` is what stands there weighs.
    """

    most_units: int | None = None
    most_g: int | None = None
    weight_g: int = 0
    mixes_products: bool = True
    mixes_lots: bool = True
    locked: str | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Goods on their way: `qty` of an item, of which one unit weighs `unit_g` (0: not known)."""

    item: Item
    qty: int
    unit_g: int = 0


def wrong_kind(place: Place) -> str:
    """Return why no move takes from or brings to a place, "" where one may: a word for wording."""
    if place.kind in MOVES_GOODS:
        return ""
    return {PlaceKind.PARCEL: "parcel", PlaceKind.QUARANTINE: "quarantine"}.get(place.kind, "kind")


def consequence(room: Room, there: Iterable[tuple[Item, int]], coming: Iterable[Coming]) -> str:
    """Return what a place would become that it should not: full, heavy, mixed or mixed_lots; "" for none."""
    goods = [(item, qty) for item, qty in there if not item.is_container]
    new = [each for each in coming if not each.item.is_container]
    units = sum(qty for _, qty in goods) + sum(each.qty for each in new)
    if room.most_units is not None and units > room.most_units:
        return "full"
    if room.most_g is not None and room.weight_g + sum(each.qty * each.unit_g for each in new) > room.most_g:
        return "heavy"
    here, come = {item.sku for item, _ in goods}, {each.item.sku for each in new}
    if not room.mixes_products and len(here | come) > 1:
        return "mixed"
    lots = {item.sku: item.lot for item, _ in goods}
    if not room.mixes_lots and any(lots.get(each.item.sku, each.item.lot) != each.item.lot for each in new):
        return "mixed_lots"
    return ""


def is_told(there: Iterable[tuple[Item, int]], coming: Iterable[Coming]) -> str:
    """Return what is told of goods that come to stand beside others, where that is allowed."""
    goods = [item for item, _ in there if not item.is_container]
    new = [each.item for each in coming if not each.item.is_container]
    if not goods or not new:
        return ""
    if {item.sku for item in goods} - {item.sku for item in new}:
        return "beside_others"
    return "beside_lots" if {item.lot for item in goods} - {item.lot for item in new} else ""
