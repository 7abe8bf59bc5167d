"""Drawings of warehouses: where the aisles lie, not what stands in them."""

from __future__ import annotations

from sqlalchemy import Index, Table

from warehouse_app.store.schema.base import METADATA, key, text

layout = Table(
    "layout",
    METADATA,
    key(),
    text("warehouse", None),
    text("body", None),
    text("at", None),
    text("who"),
    Index("ix_layout_warehouse", "warehouse", "id"),
    sqlite_strict=True,
)
"""One version of a warehouse's drawing as JSON; the newest is in force. The places it gives are rows of `place`."""
