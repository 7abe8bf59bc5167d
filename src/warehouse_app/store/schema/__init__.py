"""The tables, by capability. Importing this package registers all of them on `METADATA`."""

from warehouse_app.store.schema import (
    counting,
    crew,
    exceptions,
    floor,
    health,
    intake,
    ledger,
    moving,
    office,
    photos,
    purchasing,
    releasing,
    search,
    storage,
    trade,
    transfers,
)
from warehouse_app.store.schema.base import APPLICATION_ID, METADATA, SCHEMA_VERSION, given_keys

__all__ = [
    "APPLICATION_ID",
    "METADATA",
    "SCHEMA_VERSION",
    "counting",
    "crew",
    "exceptions",
    "floor",
    "given_keys",
    "health",
    "intake",
    "ledger",
    "moving",
    "office",
    "photos",
    "purchasing",
    "releasing",
    "search",
    "storage",
    "trade",
    "transfers",
]
