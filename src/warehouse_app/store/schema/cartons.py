"""Boxes: products that goods are packed into, and sizes of goods that were measured at a bench."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table

from warehouse_app.store.schema.base import METADATA, maybe_number, number, text

carton = Table(
    "carton",
    METADATA,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    text("kind", "carton"),
    number("inner_length_mm", None),
    number("inner_width_mm", None),
    number("inner_height_mm", None),
    number("most_g", 30_000),
    number("cost_e4"),
    number("counted"),
    maybe_number("reorder_at"),
    maybe_number("reorder_to"),
    number("active", 1),
    text("at", None),
    text("who"),
    CheckConstraint("inner_length_mm > 0 AND inner_width_mm > 0 AND inner_height_mm > 0", name="sides"),
    CheckConstraint("reorder_to IS NULL OR reorder_at IS NULL OR reorder_to >= reorder_at", name="span"),
    sqlite_strict=True,
)
"""A product that is a box: its barcodes, outer size, weight (the tare) and stock are the product's. `most_g` is what it
carries. `counted` 1: its stock is kept, each one used is an entry, and where there is none it is not proposed;
`reorder_at` and below it is ordered up to `reorder_to`.
"""

measured = Table(
    "measured",
    METADATA,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    number("length_mm", None),
    number("width_mm", None),
    number("height_mm", None),
    text("at", None),
    text("who"),
    text("station"),
    CheckConstraint("length_mm > 0 AND width_mm > 0 AND height_mm > 0", name="sides"),
    sqlite_strict=True,
)
"""Sizes that a bench measured of products that had none; what the office writes in the product itself goes before."""
