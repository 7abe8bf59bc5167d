"""Marks of stock as it once was, so that any past moment is found without adding up the whole ledger; and what a
product's units cost on average.

All of it follows the ledger and can be made anew: a mark is the sum of all legs up to one entry.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, WHOLE, maybe_number, number, text, text_key

stock_mark = Table(
    "stock_mark",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    text("first_at", None),
    text("last_at", None),
    number("legs"),
    number("cells"),
    number("kept"),
    sqlite_strict=True,
)
"""Stock after the entry of that number. `first_at` and `last_at` are the earliest and latest time of the entries since
the mark before; `kept` 1: all its cells are written.
"""

stock_mark_cell = Table(
    "stock_mark_cell",
    METADATA,
    Column("mark", ForeignKey("stock_mark.seq"), nullable=False),
    number("place_id", None),
    number("item_id", None),
    number("on_hand", None),
    PrimaryKeyConstraint("mark", "place_id", "item_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

cost_now = Table(
    "cost_now",
    METADATA,
    text_key("sku"),
    number("on_hand"),
    maybe_number("average_e4"),
    text("left_at"),
    sqlite_strict=True,
)
"""Units of a product in the house, what one costs on average, and when one last left for a customer ("": never), all
after the entry that `cost_cursor` names.
"""

cost_step = Table(
    "cost_step",
    METADATA,
    text("sku", None),
    number("seq", None),
    text("at", None),
    number("qty", None),
    maybe_number("price_e4"),
    maybe_number("average_e4"),
    PrimaryKeyConstraint("sku", "seq"),
    Index("ix_cost_step_at", "at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Each arrival from a supplier: units (below zero where one was taken back), what one cost (NULL: not known), and the
average after it. Several legs of one entry are one step.
"""

cost_cursor = Table(
    "cost_cursor",
    METADATA,
    text_key("name"),
    number("seq"),
    sqlite_strict=True,
)
"""How far the ledger was read."""
