"""Photos: which picture shows what. The pictures lie outside the database, under the digest of their bytes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, maybe_link, number, text

LINKS = ("receipt_line_id", "parked_id", "parcel_id", "order_line_id", "order_id", "return_id", "return_unit_id")
"""What a photo may show, one link each."""

photo = Table(
    "photo",
    METADATA,
    key(),
    maybe_link("receipt_line_id", "receipt_line.seq", index=True),
    maybe_link("parked_id", "parked.id", index=True),
    maybe_link("parcel_id", "parcel.id", index=True),
    maybe_link("order_line_id", "order_line.id", index=True),
    maybe_link("order_id", "orders.id", index=True),
    maybe_link("return_id", "returns.id", index=True),
    maybe_link("return_unit_id", "return_unit.id", index=True),
    text("digest", None, index=True),
    number("size", None),
    text("note"),
    text("at", None),
    text("who"),
    text("station"),
    CheckConstraint(" + ".join(f"CASE WHEN {each} IS NULL THEN 0 ELSE 1 END" for each in LINKS) + " = 1", name="about"),
    CheckConstraint("size > 0", name="size"),
    sqlite_strict=True,
)
"""One photo of one thing: exactly one of the links says of what."""
