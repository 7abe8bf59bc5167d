"""Products, places, and the ledger.

Entries and legs (append-only), their projections under CHECK, promises, and the audit chain.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy import text as text_clause

from warehouse_app.store.schema.base import (
    METADATA,
    WHOLE,
    key,
    link,
    maybe_link,
    maybe_number,
    maybe_text,
    number,
    text,
    text_key,
)

warehouse = Table(
    "warehouse",
    METADATA,
    text_key("code"),
    text("name"),
    text("timezone", "UTC"),
    sqlite_strict=True,
)

product = Table(
    "product",
    METADATA,
    key(),
    text("sku", None),
    text("sku_key", None, unique=True),
    text("name"),
    text("kind", "goods"),
    text("base_unit", "piece"),
    text("tracking", "none"),
    number("multi_scan", 1),
    maybe_number("weight_g"),
    maybe_number("length_mm"),
    maybe_number("width_mm"),
    maybe_number("height_mm"),
    text("picture"),
    text("hs_code"),
    text("origin_country"),
    text("content_hash"),
    maybe_number("import_id"),
    Index("ix_product_import_id", "import_id"),
    Index("ix_product_name", "name", "id"),
    sqlite_strict=True,
)

barcode = Table(
    "barcode",
    METADATA,
    text("code", None),
    Column("product_id", ForeignKey("product.id"), nullable=False),
    number("factor", 1),
    text("written"),
    PrimaryKeyConstraint("code", "product_id"),
    Index("ix_barcode_product_id", "product_id"),
    CheckConstraint("factor > 0", name="factor"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""`code` is the looked-up form (GTIN as 14 digits, else upper case); `written` is as given."""

_CONTAINER = text_clause("kind IN ('LPN', 'TOTE', 'CART', 'PARCEL')")

place = Table(
    "place",
    METADATA,
    key(),
    text("warehouse", None),
    text("kind", None),
    text("code", None),
    maybe_link("parent_id", "place.id"),
    maybe_number("walk_seq"),
    maybe_number("aisle"),
    maybe_number("bay"),
    maybe_number("level"),
    maybe_number("x_mm"),
    maybe_number("y_mm"),
    text("side"),
    number("active", 1),
    maybe_number("import_id"),
    UniqueConstraint("warehouse", "code"),
    Index("ix_place_import_id", "import_id"),
    Index(
        "uq_place_container",
        "kind",
        "code",
        unique=True,
        sqlite_where=_CONTAINER,
        postgresql_where=_CONTAINER,
    ),
    Index("ix_place_code", "code"),
    Index("ix_place_kind", "kind", "code"),
    Index("ix_place_walk_seq", "walk_seq", "id"),
    sqlite_strict=True,
)

_SERIALS, _LOTS = text_clause("serial <> '' AND product_id IS NOT NULL"), text_clause("lot <> ''")
"""Containers are items too, and have no product."""

item = Table(
    "item",
    METADATA,
    key(),
    text("sku", None),
    text("lot"),
    text("serial"),
    text("grade", "A"),
    text("owner", "HOUSE"),
    maybe_link("product_id", "product.id"),
    UniqueConstraint("sku", "lot", "serial", "grade", "owner"),
    Index("ix_item_product_id", "product_id"),
    Index("ix_item_serial", "serial", sqlite_where=_SERIALS, postgresql_where=_SERIALS),
    Index("ix_item_lot", "lot", "sku", sqlite_where=_LOTS, postgresql_where=_LOTS),
    sqlite_strict=True,
)

lot = Table(
    "lot",
    METADATA,
    text("sku", None),
    text("lot", None),
    maybe_text("last_ship_day"),
    PrimaryKeyConstraint("sku", "lot"),
    Index("ix_lot_last_ship_day", "last_ship_day"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What is known of a lot: its last ship day (ISO date); a day later the worker regrades what is left of it."""

entry = Table(
    "entry",
    METADATA,
    key("seq"),
    text("id", None, unique=True),
    text("kind", None),
    text("at", None),
    text("who", None),
    text("station"),
    text("why"),
    text("command_id", None, index=True),
    maybe_text("reverses"),
    text("content", None),
    UniqueConstraint("reverses"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

leg = Table(
    "leg",
    METADATA,
    Column("entry_seq", ForeignKey("entry.seq"), nullable=False),
    number("n", None),
    link("item_id", "item.id", index=True),
    Column("source", ForeignKey("place.id"), nullable=False, index=True),
    Column("target", ForeignKey("place.id"), nullable=False, index=True),
    number("qty", None),
    maybe_number("line_id"),
    PrimaryKeyConstraint("entry_seq", "n"),
    Index("ix_leg_line_id", "line_id"),
    CheckConstraint("qty > 0", name="qty"),
    CheckConstraint("source <> target", name="ends"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

balance = Table(
    "balance",
    METADATA,
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("item_id", ForeignKey("item.id"), nullable=False),
    number("on_hand"),
    number("held"),
    number("outside"),
    PrimaryKeyConstraint("place_id", "item_id"),
    Index("ix_balance_item_id", "item_id"),
    CheckConstraint("held >= 0 AND (outside = 1 OR on_hand >= held)", name="never_below"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

serial_at = Table(
    "serial_at",
    METADATA,
    text("sku", None),
    text("serial", None),
    link("place_id", "place.id", index=True),
    PrimaryKeyConstraint("sku", "serial"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

pool = Table(
    "pool",
    METADATA,
    text("warehouse", None),
    text("owner", None),
    text("sku", None),
    text("grade", None),
    text("lot", None),
    number("on_hand"),
    number("promised"),
    PrimaryKeyConstraint("sku", "warehouse", "owner", "grade", "lot"),
    CheckConstraint("promised >= 0 AND on_hand >= promised", name="never_over"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

promise = Table(
    "promise",
    METADATA,
    key(),
    text("purpose", None),
    number("ref", None),
    text("scope", None),
    text("warehouse", None),
    text("owner", None),
    text("sku", None),
    text("grade", None),
    text("lot", None),
    maybe_link("place_id", "place.id"),
    maybe_link("item_id", "item.id"),
    number("qty", None),
    number("rank"),
    maybe_text("expires"),
    number("lot_asked"),
    Index("ix_promise_ref", "purpose", "ref"),
    Index("ix_promise_pool", "sku", "warehouse", "owner", "grade"),
    Index("ix_promise_cell", "place_id", "item_id"),
    CheckConstraint("qty > 0", name="qty"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""Live promises only. `lot` is "*" at pool scope; place and item are set at cell scope.

Their history is `promise_log`.
"""

promise_log = Table(
    "promise_log",
    METADATA,
    key("seq"),
    number("promise_id", None),
    text("what", None),
    number("qty", None),
    text("purpose", None),
    number("ref", None),
    text("scope", None),
    maybe_number("place_id"),
    text("at", None),
    text("why"),
    text("command_id", None),
    Index("ix_promise_log_ref", "purpose", "ref"),
    Index("ix_promise_log_promise_id", "promise_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""What happened to promises: made, narrowed, consumed, moved, released (why)."""

shortage = Table(
    "shortage",
    METADATA,
    key(),
    text("purpose", None),
    number("ref", None),
    number("qty", None),
    text("reason", None),
    text("at", None),
    text("command_id", None),
    maybe_text("resolved_at"),
    Index("ix_shortage_ref", "purpose", "ref"),
    Index("ix_shortage_resolved_at", "resolved_at"),
    sqlite_strict=True,
)

writer = Table(
    "writer",
    METADATA,
    text_key("id"),
    text("station"),
    text("host"),
    number("pid"),
    text("started_at", None),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    METADATA,
    key("seq"),
    Column("writer", ForeignKey("writer.id"), nullable=False),
    number("n", None),
    text("command_id", None, unique=True),
    text("at", None),
    text("who", None),
    text("station"),
    text("name", None),
    text("verdict", None),
    text("value_hash", None),
    text("entries_hash", None),
    text("hash", None),
    UniqueConstraint("writer", "n"),
    Index("ix_audit_at", "at"),
    Index("ix_audit_who", "who", "at"),
    Index("ix_audit_station", "station", "at"),
    sqlite_strict=True,
)

seal = Table(
    "seal",
    METADATA,
    Column("n", WHOLE, primary_key=True, autoincrement=False),
    text("at", None),
    text("previous", None),
    text("hash", None),
    text("anchor"),
    sqlite_strict=True,
)

seal_head = Table(
    "seal_head",
    METADATA,
    Column("seal_n", ForeignKey("seal.n"), nullable=False),
    text("writer", None),
    number("n", None),
    text("hash", None),
    PrimaryKeyConstraint("seal_n", "writer"),
    Index("ix_seal_head_writer", "writer", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

command = Table(
    "command",
    METADATA,
    text_key("id"),
    text("name", None),
    text("request_hash", None),
    text("at", None),
    text("outcome", None),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The first answer of every command, so that a repeated one changes nothing. Keys are opaque ids."""

APPEND_ONLY = ("entry", "leg", "promise_log", "audit", "seal", "seal_head", "scan", "print_hop")
"""Tables without UPDATE and DELETE, enforced by triggers."""
