"""Move tasks, and kits: what a kit is made of, and what was built and taken apart."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, link, maybe_text, number, text

move_task = Table(
    "move_task",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("warehouse", None),
    text("kind", None),
    text("state", "open"),
    text("reason", None),
    text("facts"),
    number("urgency"),
    text("due"),
    Column("source", ForeignKey("place.id"), nullable=False),
    Column("target", ForeignKey("place.id"), nullable=False),
    link("item_id", "item.id"),
    number("qty", None),
    number("done"),
    number("turn"),
    text("person"),
    text("station"),
    text("at", None),
    text("who"),
    maybe_text("taken_at"),
    maybe_text("ended_at"),
    Index("ix_move_task_state", "state", "warehouse"),
    Index("ix_move_task_source", "source"),
    Index("ix_move_task_target", "target"),
    CheckConstraint("qty > 0 AND done >= 0 AND source <> target", name="whole"),
    sqlite_strict=True,
)
"""`qty` of an item (or a container, which is its own item) is to go from source to target. It holds no stock: what is
promised goes along. `reason` is a worded code with its `facts` (JSON); the smallest `urgency` goes first, and `turn`
rises when it is skipped.
"""

kit = Table(
    "kit",
    METADATA,
    link("product_id", "product.id"),
    number("version", None),
    number("active", 1),
    number("loose"),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("product_id", "version"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Recipes of kits. One version of a kit is active at most; the others stay, for what was built by them.

With `loose` an order of the kit is one of its parts, which are picked and packed one by one; else it is sold as built.
"""

kit_part = Table(
    "kit_part",
    METADATA,
    link("product_id", "product.id"),
    number("version", None),
    link("part_id", "product.id", index=True),
    number("qty", None),
    PrimaryKeyConstraint("product_id", "version", "part_id"),
    CheckConstraint("qty > 0 AND part_id <> product_id", name="whole"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

kit_work = Table(
    "kit_work",
    METADATA,
    key(),
    text("entry_id", None, unique=True),
    text("what", None),
    link("product_id", "product.id"),
    number("version", None),
    link("place_id", "place.id"),
    number("qty", None),
    text("at", None),
    text("who"),
    Index("ix_kit_work_product", "product_id", "version"),
    CheckConstraint("qty > 0", name="whole"),
    sqlite_strict=True,
)
"""Kits built and taken apart (`what`), by which entry and which version of the recipe."""
