"""What rests in the queue of exceptions: set aside for a while, or for as long as nothing about it changes."""

from __future__ import annotations

from sqlalchemy import Index, Table

from warehouse_app.store.schema.base import METADATA, text, text_key

exception_rest = Table(
    "exception_rest",
    METADATA,
    text_key("name"),
    text("mark"),
    text("reason", None),
    text("until"),
    text("at", None),
    text("who"),
    Index("ix_exception_rest_at", "at"),
    sqlite_strict=True,
)
"""`name` is the exception's ("short:85123A"). With `until` it rests until then; without, as long as
its `mark` stays.
"""
