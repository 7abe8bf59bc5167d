"""Kits that were ordered and are picked and packed by their parts: by which recipe, and which lines are its parts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, link, number

order_kit = Table(
    "order_kit",
    METADATA,
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    link("product_id", "product.id", index=True),
    number("version", None),
    PrimaryKeyConstraint("order_id", "product_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The recipe by which the lines of a kit became those of its parts: kept, for recipes change."""

order_kit_part = Table(
    "order_kit_part",
    METADATA,
    Column("line_id", ForeignKey("order_line.id"), primary_key=True, autoincrement=False),
    link("kit_line_id", "order_line.id", index=True),
    number("each", None),
    number("share_minor", None),
    CheckConstraint("each > 0 AND line_id <> kit_line_id", name="whole"),
    sqlite_strict=True,
)
"""A line that is a part of the kit of another line: `each` units in one kit.

The kit's line is no goods: it stands for the money, and nothing is promised, picked or packed for it. `share_minor` is
what of its money this part stands for, where one must be named: to customs, and when a part comes back.
"""
