"""Packing instructions: rules with their words, what was confirmed, gifts, and how products are packed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_text, number, text

instruction = Table(
    "instruction",
    METADATA,
    key(),
    text("name", None),
    text("moment", "open"),
    number("must"),
    maybe_link("product_id", "product.id", index=True),
    text("category"),
    maybe_link("customer_id", "customer.id", index=True),
    text("channel"),
    text("country"),
    text("service"),
    text("topic"),
    maybe_link("insert_id", "product.id", index=True),
    text("insert_word"),
    number("printed"),
    number("photo"),
    text("picture"),
    text("at", None),
    text("who"),
    maybe_text("dropped_at"),
    Index("ix_instruction_name", "name", "id"),
    sqlite_strict=True,
)
"""One packing instruction. Where a field is empty it holds for all. `insert_id` is a product of the stock that is put
in, `insert_word` any other thing. A dropped one stays: what packers confirmed points to it.
"""

instruction_text = Table(
    "instruction_text",
    METADATA,
    link("instruction_id", "instruction.id"),
    text("language", None),
    text("words", None),
    PrimaryKeyConstraint("instruction_id", "language"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What an instruction says, in each language that somebody wrote."""

pack_confirm = Table(
    "pack_confirm",
    METADATA,
    link("pack_id", "pack.id"),
    link("instruction_id", "instruction.id", index=True),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("pack_id", "instruction_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a packer confirmed of the parcel at hand."""

order_gift = Table(
    "order_gift",
    METADATA,
    Column("order_id", ForeignKey("orders.id"), primary_key=True, autoincrement=False),
    text("note"),
    number("no_prices"),
    sqlite_strict=True,
)
"""What a buyer asks for: words for the recipient, and no prices in the box. Personal: erased with the customer."""

product_care = Table(
    "product_care",
    METADATA,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    text("category"),
    text("un"),
    text("hazard"),
    text("packing_group"),
    number("limited"),
    text("at", None),
    text("who"),
    Index("ix_product_care_category", "category"),
    sqlite_strict=True,
)
"""How a product is packed: a word of the house for its category, and the danger it is (UN number, class, group)."""
