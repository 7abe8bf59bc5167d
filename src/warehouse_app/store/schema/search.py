"""The words that names are found by. Those of customers and addresses are personal, and go when the name goes."""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, number, text

word = Table(
    "word",
    METADATA,
    text("kind", None),
    text("word", None),
    number("ref", None),
    PrimaryKeyConstraint("kind", "word", "ref"),
    Index("ix_word_ref", "kind", "ref", "word"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""`kind` is product, customer or order (the name on its address), `ref` its row. Written with the row it belongs to."""
