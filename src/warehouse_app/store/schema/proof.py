"""How packed lines must be proven, and which units were not proven by a scan of each."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from warehouse_app.store.schema.base import METADATA, key, link, number, text

proof_rule = Table(
    "proof_rule",
    METADATA,
    key(),
    number("product_id"),
    text("person"),
    text("role"),
    text("station"),
    text("level", None),
    text("why"),
    text("at", None),
    text("who"),
    UniqueConstraint("product_id", "person", "role", "station"),
    sqlite_strict=True,
)
"""One rule for what it names; product 0 and "" leave open. `why` is shown to whoever has to do it."""

proof_mark = Table(
    "proof_mark",
    METADATA,
    text("entry_id", None),
    link("line_id", "order_line.id"),
    link("parcel_id", "parcel.id"),
    text("how", None),
    number("qty", None),
    text("by"),
    text("why"),
    PrimaryKeyConstraint("entry_id", "line_id"),
    CheckConstraint("qty > 0", name="whole"),
    Index("ix_proof_mark_parcel_id", "parcel_id"),
    Index("ix_proof_mark_line_id", "line_id"),
    sqlite_strict=True,
)
"""Units that went into a parcel without a scan of each: `first` was counted after one, `none` was taken on a person's
word. `by` and `why` are of the rule as it was then. Units without a mark were scanned. An entry that was reversed takes
its marks with it.
"""
