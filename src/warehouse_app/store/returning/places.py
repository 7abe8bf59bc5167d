"""Where returned goods stand: the bench, the dock from which they are sold again, and a place for each other way.

Each is made when it is first needed. What stands in BENCH or QUARANTINE places is never promised from.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.store import places
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import docks

BENCH = "RETURNS"
"""The bench at which all returns of a warehouse are unpacked and graded."""

DOCK = "RETURNS-IN"
"""The dock of goods that are sold again: they are promised from at once, and put away like any that came in."""

CODES: Mapping[Disposition, str] = MappingProxyType(
    {
        Disposition.REPACK: "REPACK",
        Disposition.REFURBISH: "REFURBISH",
        Disposition.REPAIR: "REPAIR",
        Disposition.VENDOR: "VENDOR",
        Disposition.SEND_BACK: "SEND-BACK",
    }
)
"""The codes of the places where goods wait that are neither sold again nor looked at once more."""


def bench(desk: Desk, warehouse: str) -> Place:
    """Return the returns bench of a warehouse."""
    return places.known(desk, warehouse, BENCH, PlaceKind.BENCH)


def dock(desk: Desk, warehouse: str) -> Place:
    """Return the dock of goods that are sold again; never the first dock, at which deliveries come in."""
    docks.dock(desk, warehouse)
    return places.known(desk, warehouse, DOCK, PlaceKind.DOCK)


def quarantine(desk: Desk, warehouse: str) -> Place:
    """Return the warehouse's quarantine: its oldest place of that kind, as every other deed finds it."""
    for place in places.of_kind(desk, PlaceKind.QUARANTINE):
        if place.warehouse == warehouse:
            return place
    return places.known(desk, warehouse, PlaceKind.QUARANTINE.value, PlaceKind.QUARANTINE)


def of(desk: Desk, warehouse: str, disposition: Disposition) -> Place:
    """Return the place in which units of that disposition stand next; scrap leaves the house."""
    if disposition is Disposition.SCRAP:
        return places.outside(desk, PlaceKind.SCRAP)
    if disposition is Disposition.RESTOCK:
        return dock(desk, warehouse)
    locked = quarantine(desk, warehouse)
    if disposition is Disposition.QUARANTINE:
        return locked
    return places.known(desk, warehouse, CODES[disposition], PlaceKind.QUARANTINE)
