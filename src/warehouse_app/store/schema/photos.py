"""Photos: which picture shows what. The pictures lie outside the database, under the digest of their bytes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, maybe_link, number, text

photo = Table(
    "photo",
    METADATA,
    key(),
    maybe_link("receipt_line_id", "receipt_line.seq", index=True),
    maybe_link("parked_id", "parked.id", index=True),
    text("digest", None, index=True),
    number("size", None),
    text("note"),
    text("at", None),
    text("who"),
    text("station"),
    CheckConstraint("(receipt_line_id IS NULL) <> (parked_id IS NULL)", name="about"),
    CheckConstraint("size > 0", name="size"),
    sqlite_strict=True,
)
"""One photo of one thing: exactly one of the links says of what."""
