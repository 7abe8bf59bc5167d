"""How batches are picked: parts of a batch by zone, and what must be scanned."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, maybe_text, number, text, text_key

batch_part = Table(
    "batch_part",
    METADATA,
    Column("batch_id", ForeignKey("batch.id"), nullable=False),
    number("trip", None),
    text("zone"),
    text("state", "released"),
    maybe_text("person"),
    text("station"),
    text("cart"),
    number("claim"),
    maybe_text("started_at"),
    maybe_text("picked_at"),
    PrimaryKeyConstraint("batch_id", "trip"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""A batch that several pick at once: each zone, or each cartful of a large order (`zone` is 1/2), is one trip of it,
with totes, a cart and a picker of its own. `state` is a word of batches: released, picking, suspended, picked. `claim`
is the part's own fencing token.
"""

product_scan = Table(
    "product_scan",
    METADATA,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    text("place"),
    text("item"),
    text("why"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""What a picker must scan of this product, where it is not what the bench asks: `place` scan or skip, `item` each,
count, first or none; "" leaves it to the bench. `why` is shown to whoever has to do it.
"""

role_scan = Table(
    "role_scan",
    METADATA,
    text_key("role"),
    text("place"),
    text("item"),
    text("why"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""What people of a role must scan at least, whatever bench and product ask."""
