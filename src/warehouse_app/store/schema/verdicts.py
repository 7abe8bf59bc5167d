"""What a site says of verdicts, near misses, lots that may not leave, and what is captured while goods are packed."""

from __future__ import annotations

from sqlalchemy import Index, Table, UniqueConstraint

from warehouse_app.store.schema.base import METADATA, key, link, maybe_number, maybe_text, number, text, text_key

verdict_class = Table(
    "verdict_class",
    METADATA,
    text_key("code"),
    text("klass", None),
    text("why"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""Refusals whose class (`stop` or `note`) is another here than the program's own."""

near_miss = Table(
    "near_miss",
    METADATA,
    key(),
    text("scan_id", None, unique=True),
    text("at", None),
    text("station"),
    text("code", None),
    link("order_id", "orders.id", index=True),
    maybe_number("line_id"),
    text("sku"),
    number("qty", 1),
    text("who"),
    text("picker"),
    maybe_text("picked_at"),
    maybe_text("settled_at"),
    text("settled_by"),
    text("settled_how"),
    Index("ix_near_miss_at", "at", "id"),
    Index("ix_near_miss_picker", "picker", "at"),
    sqlite_strict=True,
)
"""Goods that a bench stopped before they went wrong. `sku` is what was in the hand, `line_id` the line it was picked
for or instead of, `picker` who picked that line. `settled_at`: somebody said what became of a surplus unit.
"""

lot_block = Table(
    "lot_block",
    METADATA,
    key(),
    text("sku", None),
    text("lot", None),
    text("why", None),
    text("at", None),
    text("who"),
    maybe_text("released_at"),
    text("released_by"),
    text("released_why"),
    Index("ix_lot_block_sku", "sku", "lot"),
    sqlite_strict=True,
)
"""Lots that may not leave the house (recalled, doubted), from `at` until `released_at`."""

capture_rule = Table(
    "capture_rule",
    METADATA,
    key(),
    text("scope", None),
    text("ref"),
    text("field", None),
    text("pattern"),
    text("hint"),
    text("at", None),
    text("who"),
    UniqueConstraint("scope", "ref", "field"),
    sqlite_strict=True,
)
"""What is to be captured while goods are packed. `scope`: product (`ref` its SKU), hazard (its class), channel, all.
`field` is lot, serial, expiry or a free name; `pattern` a regular expression that the whole value must match, or "".
"""

captured = Table(
    "captured",
    METADATA,
    key(),
    text("scan_id", None),
    text("at", None),
    text("who"),
    link("order_id", "orders.id", index=True),
    number("line_id", None),
    number("pack_id", None),
    text("sku", None),
    text("field", None),
    text("value", None),
    number("qty", 1),
    UniqueConstraint("scan_id", "field"),
    Index("ix_captured_value", "sku", "field", "value"),
    sqlite_strict=True,
)
"""What was captured with a scan: the value of one field for the units of that scan."""

bench_issue = Table(
    "bench_issue",
    METADATA,
    key(),
    text("scan_id", None, unique=True),
    text("at", None),
    text("station"),
    text("work", None),
    text("kind", None),
    maybe_number("order_id"),
    text("sku"),
    text("note"),
    text("who"),
    maybe_text("settled_at"),
    text("settled_by"),
    text("settled_how"),
    Index("ix_bench_issue_open", "settled_at", "id"),
    sqlite_strict=True,
)
"""What a bench told a supervisor: somebody is called (`kind` call), an issue with a note (other), or goods that are
held in their slot until somebody decides (missing).
"""
