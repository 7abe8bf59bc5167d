"""Transfers between warehouses: what is asked for, the packages that go, and everything that was done to them.

Nothing here is stock: what is promised, picked, on its way and received is in the ledger, and the deeds say which entry
did it.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_text, number, text

transfer = Table(
    "transfer",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("source", None),
    text("target", None),
    text("state", "draft"),
    text("due_day"),
    text("note"),
    text("made_at", None),
    maybe_text("sent_at"),
    maybe_text("received_at"),
    maybe_text("closed_at"),
    CheckConstraint("source <> target", name="ends"),
    Index("ix_transfer_state", "state", "id"),
    sqlite_strict=True,
)
"""`source` and `target` are warehouses; `state` is a word of its table. `due_day` is an ISO date, or ""."""

transfer_line = Table(
    "transfer_line",
    METADATA,
    key(),
    link("transfer_id", "transfer.id"),
    number("n", None),
    link("product_id", "product.id", index=True),
    text("sku", None),
    number("qty", None),
    number("picked"),
    number("sent"),
    number("received"),
    number("damaged"),
    number("over"),
    number("lost"),
    UniqueConstraint("transfer_id", "n"),
    UniqueConstraint("transfer_id", "sku"),
    Index("ix_transfer_line_sku", "sku", "transfer_id"),
    CheckConstraint("qty > 0 AND picked >= 0 AND over >= 0", name="whole"),
    CheckConstraint("sent >= received + damaged + lost AND received >= 0", name="arrived"),
    sqlite_strict=True,
)
"""Base units of one product. The counters are changed with the entries that move the goods; `over` came unsent."""

transfer_package = Table(
    "transfer_package",
    METADATA,
    key(),
    link("transfer_id", "transfer.id"),
    number("n", None),
    link("place_id", "place.id"),
    UniqueConstraint("transfer_id", "n"),
    UniqueConstraint("place_id"),
    sqlite_strict=True,
)
"""A pallet or box that goes with a transfer: a container, which stands where its serial number is."""

transfer_deed = Table(
    "transfer_deed",
    METADATA,
    key("seq"),
    link("transfer_id", "transfer.id", index=True),
    maybe_link("line_id", "transfer_line.id", index=True),
    text("what", None),
    number("qty"),
    maybe_link("item_id", "item.id"),
    text("entry_id"),
    text("reason"),
    text("at", None),
    text("who"),
    Index("ix_transfer_deed_entry_id", "entry_id"),
    sqlite_strict=True,
)
"""What was done, oldest first: of the whole transfer, or `qty` of an item of one line by an entry."""
