"""Customers, orders and documents. Personal fields stand in plain only in `customer_personal` and `order_address`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy import text as text_clause

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_number, maybe_text, number, text

customer = Table(
    "customer",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("country"),
    text("language", "en"),
    text("content_hash"),
    maybe_number("import_id"),
    maybe_text("erased_at"),
    Index("ix_customer_import_id", "import_id"),
    sqlite_strict=True,
)


def _address(table: str, owner: str) -> Table:
    return Table(
        table,
        METADATA,
        Column(f"{owner}_id", ForeignKey("customer.id" if owner == "customer" else "orders.id"), primary_key=True),
        text("name"),
        text("company"),
        text("street"),
        text("street2"),
        text("city"),
        text("region"),
        text("postcode"),
        text("country"),
        text("email"),
        text("phone"),
        sqlite_strict=True,
    )


customer_personal = _address("customer_personal", "customer")
order_address = _address("order_address", "order")

SORTED = ("code", "country", "ship_by", "placed_at", "total_minor", "units", "lines")
"""What a list of orders is sorted by. Each has an index that ends with the key, and the state that views ask for."""

orders = Table(
    "orders",
    METADATA,
    key(),
    text("channel", None),
    text("code", None),
    text("state", "draft"),
    text("payment", "unpaid"),
    text("payment_reason"),
    maybe_link("customer_id", "customer.id"),
    text("country"),
    text("warehouse", None),
    text("placed_at", None),
    text("ship_by", None),
    text("service"),
    text("currency", "GBP"),
    number("priority"),
    number("ship_part"),
    text("note"),
    number("total_minor"),
    number("units"),
    number("lines"),
    text("content_hash", None),
    maybe_number("import_id"),
    maybe_text("closed_at"),
    UniqueConstraint("channel", "code"),
    Index("ix_orders_customer_id", "customer_id", "id", "state"),
    Index("ix_orders_import_id", "import_id"),
    Index("ix_orders_code", "code"),
    Index("ix_orders_state_ship_by", "state", "ship_by", "id", "total_minor"),
    *(Index(f"ix_orders_by_{name}", name, "id", "state") for name in SORTED),
    sqlite_strict=True,
)
"""`units` counts goods only. `ship_part` 1: may leave incomplete."""

order_hold = Table(
    "order_hold",
    METADATA,
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    text("kind", None),
    text("reason"),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("order_id", "kind"),
    Index("ix_order_hold_kind", "kind", "order_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

order_event = Table(
    "order_event",
    METADATA,
    key(),
    link("order_id", "orders.id", index=True),
    text("at", None),
    text("who"),
    text("what", None),
    text("why"),
    text("command_id", None),
    sqlite_strict=True,
)
"""What people decided about an order (held, cancelled, ship part): the part of its story that no entry tells."""

_TO_PICK = text_clause("qty > cancelled + picked")
order_line = Table(
    "order_line",
    METADATA,
    key(),
    link("order_id", "orders.id"),
    number("n", None),
    maybe_link("product_id", "product.id"),
    text("sku", None),
    text("sku_written"),
    text("description"),
    text("kind", "goods"),
    number("qty", None),
    number("price_e4"),
    number("total_minor"),
    number("picked"),
    number("packed"),
    number("shipped"),
    number("cancelled"),
    UniqueConstraint("order_id", "n"),
    Index("ix_order_line_product_id", "product_id", "order_id"),
    Index("ix_order_line_sku", "order_id", "sku", "n"),
    Index("ix_order_line_sums", "order_id", "kind", "qty", "cancelled", "picked", "packed"),
    Index("ix_order_line_waiting", "sku", "order_id", sqlite_where=_TO_PICK, postgresql_where=_TO_PICK),
    sqlite_strict=True,
)
"""picked >= packed >= shipped; what is picked and not packed lies in a tote.

All three are changed with the entry that moves the goods. `ix_order_line_sums` holds all that the sums of an order
need, equal lines side by side: an order of ten thousand lines is summed without reading them. `ix_order_line_waiting`
holds the lines of a product of which something is still to be picked: what comes in is promised to those that lack it.
"""

order_sum = Table(
    "order_sum",
    METADATA,
    Column("order_id", ForeignKey("orders.id"), primary_key=True, autoincrement=False),
    number("ordered", None),
    number("packed", None),
    number("to_pack", None),
    number("missing", None),
    number("lines", None),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The units of an order that is being packed, kept so that a scan need not add up all of its lines.

Written when its first unit is packed and changed with each; gone when anything else changes its lines.
"""

document = Table(
    "document",
    METADATA,
    key(),
    text("kind", None),
    text("channel", None),
    text("code", None),
    text("state", "kept"),
    maybe_link("customer_id", "customer.id"),
    text("country"),
    text("at", None),
    text("reason"),
    text("content_hash", None),
    maybe_number("import_id"),
    maybe_text("entry_id"),
    UniqueConstraint("kind", "channel", "code"),
    Index("ix_document_import_id", "import_id"),
    sqlite_strict=True,
)
"""Credit notes and adjustments from files, kept with their lines. An adjustment can be posted: `state` posted, with
the `entry_id` of what it changed (none where it names no goods).
"""

document_line = Table(
    "document_line",
    METADATA,
    link("document_id", "document.id"),
    number("n", None),
    text("sku", None),
    text("sku_written"),
    text("description"),
    number("qty", None),
    number("price_e4"),
    PrimaryKeyConstraint("document_id", "n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

stock_claim = Table(
    "stock_claim",
    METADATA,
    text("purpose", None),
    text("warehouse", None),
    text("place", None),
    text("sku", None),
    text("lot"),
    text("serial"),
    text("grade"),
    number("qty", None),
    number("import_id", None),
    PrimaryKeyConstraint("purpose", "warehouse", "sku", "place", "lot", "serial", "grade"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a file said last of each cell (`assert`) or product (`opening`), so that the same words again change nothing.

No stock is read from here.
"""

import_run = Table(
    "import_run",
    METADATA,
    key(),
    text("kind", None),
    text("format"),
    text("file_name"),
    text("channel"),
    text("at", None),
    text("who"),
    text("report"),
    number("size"),
    text("digest"),
    text("mapping"),
    number("mended"),
    text("state", "done"),
    maybe_text("finished_at"),
    maybe_text("undone_at"),
    text("undone_by"),
    sqlite_strict=True,
)
"""The log of imports. `state`: running, done, stopped, undoing, undone; `digest` is the SHA-256 of the file."""
