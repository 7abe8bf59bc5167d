"""Suppliers, what they sell, purchase orders, deliveries told beforehand, receipts, and pegs.

A peg ties a short order line to a purchase line that will serve it. Nothing here is stock: a receipt's goods are in
the ledger, and its rows say which entry brought them.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_number, maybe_text, number, text

supplier = Table(
    "supplier",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("name"),
    text("country"),
    text("currency", "EUR"),
    number("lead_days"),
    number("minimum_minor"),
    text("email"),
    text("phone"),
    text("note"),
    number("active", 1),
    text("content_hash"),
    maybe_number("import_id"),
    Index("ix_supplier_import_id", "import_id"),
    Index("ix_supplier_name", "name", "id"),
    sqlite_strict=True,
)
"""`lead_days` from order to arrival; `minimum_minor` is the least worth of one order in the supplier's currency."""

supplier_product = Table(
    "supplier_product",
    METADATA,
    key(),
    link("supplier_id", "supplier.id"),
    link("product_id", "product.id", index=True),
    text("code"),
    number("pack", 1),
    number("least", 1),
    maybe_number("lead_days"),
    number("price_e4"),
    number("preferred"),
    text("content_hash"),
    maybe_number("import_id"),
    UniqueConstraint("supplier_id", "product_id"),
    Index("ix_supplier_product_code", "code", "supplier_id"),
    Index("ix_supplier_product_import_id", "import_id"),
    CheckConstraint("pack > 0 AND least > 0", name="whole_packs"),
    sqlite_strict=True,
)
"""A product as one supplier sells it: `code` is the supplier's own, `pack` base units in what it ships, `least` packs
in one order, `price_e4` for one base unit.
"""

supplier_price = Table(
    "supplier_price",
    METADATA,
    link("supplier_product_id", "supplier_product.id"),
    number("from_qty", None),
    number("price_e4", None),
    PrimaryKeyConstraint("supplier_product_id", "from_qty"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Price breaks: from that many base units on, one costs `price_e4`."""

purchase_order = Table(
    "purchase_order",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("supplier_id", "supplier.id", index=True),
    text("warehouse", None),
    text("state", "draft"),
    text("currency", "EUR"),
    text("supplier_ref"),
    text("due_day"),
    text("note"),
    text("placed_at", None),
    maybe_text("confirmed_at"),
    maybe_text("closed_at"),
    text("content_hash"),
    maybe_number("import_id"),
    Index("ix_purchase_order_state", "state", "due_day", "id"),
    Index("ix_purchase_order_import_id", "import_id"),
    sqlite_strict=True,
)
"""`state`: draft, confirmed, closed, cancelled; how much has come is in its lines. `due_day` is an ISO date, or ""."""

purchase_event = Table(
    "purchase_event",
    METADATA,
    key(),
    link("purchase_order_id", "purchase_order.id", index=True),
    text("at", None),
    text("who"),
    text("what", None),
    text("facts", "{}"),
    text("command_id", None),
    sqlite_strict=True,
)
"""What people decided about a purchase order (confirmed, changed, closed): the part of its story no receipt tells.

`facts` are JSON and fill the words.
"""

purchase_line = Table(
    "purchase_line",
    METADATA,
    key(),
    link("purchase_order_id", "purchase_order.id"),
    number("n", None),
    link("product_id", "product.id"),
    text("sku", None),
    number("qty", None),
    number("price_e4"),
    number("received"),
    number("cancelled"),
    text("due_day"),
    UniqueConstraint("purchase_order_id", "n"),
    Index("ix_purchase_line_product_id", "product_id", "purchase_order_id"),
    Index("ix_purchase_line_sku", "sku", "due_day"),
    CheckConstraint("qty > 0 AND received >= 0 AND cancelled >= 0", name="whole"),
    sqlite_strict=True,
)
"""Base units. `received` is changed with the entry that brings the goods; more than ordered may have come."""

delivery = Table(
    "delivery",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("supplier_id", "supplier.id", index=True),
    maybe_link("purchase_order_id", "purchase_order.id", index=True),
    text("warehouse", None),
    text("state", "expected"),
    text("supplier_ref"),
    text("due_day"),
    text("at", None),
    text("content_hash"),
    maybe_number("import_id"),
    Index("ix_delivery_state", "state", "due_day"),
    Index("ix_delivery_supplier_ref", "supplier_ref"),
    Index("ix_delivery_import_id", "import_id"),
    sqlite_strict=True,
)
"""A delivery told beforehand (ASN). `state`: expected, arrived, cancelled; `supplier_ref` is its note's number."""

delivery_line = Table(
    "delivery_line",
    METADATA,
    key(),
    link("delivery_id", "delivery.id"),
    number("n", None),
    text("sku", None),
    number("qty", None),
    text("sscc"),
    text("lot"),
    text("last_ship_day"),
    maybe_link("purchase_line_id", "purchase_line.id"),
    maybe_number("price_e4"),
    number("received"),
    UniqueConstraint("delivery_id", "n"),
    Index("ix_delivery_line_sscc", "sscc"),
    Index("ix_delivery_line_purchase_line_id", "purchase_line_id"),
    CheckConstraint("qty > 0 AND received >= 0", name="whole"),
    sqlite_strict=True,
)
"""What a delivery holds; lines of one pallet share its `sscc`. `price_e4` is what its paper asks for one."""

receipt = Table(
    "receipt",
    METADATA,
    key(),
    text("code", None, unique=True),
    maybe_link("supplier_id", "supplier.id"),
    maybe_link("purchase_order_id", "purchase_order.id", index=True),
    maybe_link("delivery_id", "delivery.id", index=True),
    text("warehouse", None),
    text("state", "open"),
    text("supplier_ref"),
    text("station"),
    text("who"),
    text("at", None),
    maybe_text("closed_at"),
    Index("ix_receipt_state", "state"),
    Index("ix_receipt_at", "at"),
    sqlite_strict=True,
)
"""One arrival of goods at the dock, by purchase order, by delivery, or without any (blind). `state`: open, closed."""

receipt_line = Table(
    "receipt_line",
    METADATA,
    key("seq"),
    link("receipt_id", "receipt.id"),
    maybe_link("purchase_line_id", "purchase_line.id", index=True),
    maybe_link("delivery_line_id", "delivery_line.id"),
    link("item_id", "item.id"),
    link("place_id", "place.id"),
    number("qty", None),
    text("verdict", None),
    maybe_number("price_e4"),
    text("entry_id", None),
    text("at", None),
    text("who"),
    Index("ix_receipt_line_entry_id", "entry_id"),
    Index("ix_receipt_line_sums", "receipt_id", "item_id", "verdict", "qty"),
    sqlite_strict=True,
)
"""Goods that came in, and with which entry. `verdict`: right, over, unordered, damaged. Negative `qty`
takes back what an undone scan brought. `price_e4` is what the delivery asks for one, where that is known.
"""

parked = Table(
    "parked",
    METADATA,
    key(),
    link("receipt_id", "receipt.id", index=True),
    text("barcode"),
    text("note"),
    number("qty", 1),
    text("at", None),
    text("who"),
    maybe_text("solved_at"),
    Index("ix_parked_solved_at", "solved_at"),
    sqlite_strict=True,
)
"""Things at the dock that nobody knows: set aside under their code until somebody makes them a product."""

peg = Table(
    "peg",
    METADATA,
    key(),
    link("line_id", "order_line.id", index=True),
    maybe_link("purchase_line_id", "purchase_line.id", index=True),
    maybe_link("transfer_line_id", "transfer_line.id", index=True),
    number("qty", None),
    text("due_day"),
    text("at", None),
    CheckConstraint("qty > 0", name="qty"),
    CheckConstraint("purchase_line_id IS NULL OR transfer_line_id IS NULL", name="one"),
    sqlite_strict=True,
)
"""An order line that is short waits for `qty` of a purchase line, or of a transfer's line, until `due_day`.

Made anew by rank whenever purchases or needs change; no stock is promised by it.
"""

peg_stale = Table(
    "peg_stale",
    METADATA,
    text("sku", None),
    text("warehouse", None),
    PrimaryKeyConstraint("sku", "warehouse"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Products whose pegs are to be made anew, one small transaction each; the worker does what nobody did at once."""
