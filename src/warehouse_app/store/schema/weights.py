"""Weights: how each parcel's weight was judged (a fact), and what one unit of each product weighs, learned from them.

What is learned follows the ledger and can be made anew: parcels that were handed over, in the order of their entries.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from warehouse_app.store.schema.base import METADATA, WHOLE, key, link, maybe_number, number, text, text_key

weight_check = Table(
    "weight_check",
    METADATA,
    key(),
    link("parcel_id", "parcel.id", index=True),
    text("at", None),
    text("who"),
    text("station"),
    number("grams", None),
    maybe_number("expected_g"),
    maybe_number("low_g"),
    maybe_number("high_g"),
    number("step_g", 1),
    text("verdict", None),
    number("teaches"),
    text("cause"),
    text("reason"),
    text("lent_by"),
    Index("ix_weight_check_station", "station", "id"),
    sqlite_strict=True,
)
"""One weighing of a parcel: what was expected and allowed, how it was judged. The last one of a parcel is the one it
was closed with; `teaches` 1: from it may be learned. `reason` and `lent_by` are of one that was kept though it differs.
"""

weight_product = Table(
    "weight_product",
    METADATA,
    Column("product_id", WHOLE, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    number("mean_mg"),
    number("doubt_mg"),
    number("spread_mg"),
    number("parcels"),
    number("units"),
    number("streak"),
    number("vague_mg"),
    number("in_book"),
    text("last_at"),
    sqlite_strict=True,
)
"""What one base unit weighs as learned (`domain/weights/learning.Belief`)."""

weight_packaging = Table(
    "weight_packaging",
    METADATA,
    text_key("box"),
    number("mean_mg"),
    number("doubt_mg"),
    number("spread_mg"),
    number("parcels"),
    number("units"),
    number("streak"),
    number("vague_mg"),
    number("in_book"),
    text("last_at"),
    sqlite_strict=True,
)
"""The same of each box with its filling; "none" are parcels whose box nobody named."""

weight_kept = Table(
    "weight_kept",
    METADATA,
    Column("product_id", WHOLE, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    number("mean_mg", None),
    text("at", None),
    text("who"),
    text("reason"),
    sqlite_strict=True,
)
"""Products whose weight in the books a person said to be right, and what had been learned when they did."""
