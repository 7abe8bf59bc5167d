"""The floor: batches, tasks, packs, scans, parcels, labels, manifests, and what a bench is doing."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy import text as text_clause

from warehouse_app.store.schema.base import (
    METADATA,
    key,
    link,
    maybe_link,
    maybe_number,
    maybe_text,
    number,
    text,
    text_key,
)

batch = Table(
    "batch",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("state", "planned"),
    text("warehouse", None),
    text("ship_day"),
    maybe_text("person"),
    text("station"),
    text("cart"),
    number("trips", 1),
    number("distance_mm"),
    text("method"),
    text("way"),
    number("claim"),
    text("claimed_by"),
    text("planned_at", None),
    maybe_text("released_at"),
    maybe_text("started_at"),
    maybe_text("picked_at"),
    Index("ix_batch_state", "state", "id"),
    sqlite_strict=True,
)
"""`claim` is the fencing token: it rises with each start and take-over. `way` is how it is picked, "" as it comes."""

batch_order = Table(
    "batch_order",
    METADATA,
    Column("batch_id", ForeignKey("batch.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    number("trip", 1),
    text("slot", None),
    maybe_link("tote_id", "place.id", index=True),
    maybe_link("wall_id", "place.id", index=True),
    PrimaryKeyConstraint("batch_id", "order_id", "trip"),
    Index("ix_batch_order_order_id", "order_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""`tote_id` is the tote picked into; `wall_id` the one into which the order is sorted, where all pick into one."""

task = Table(
    "task",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("batch_id", "batch.id", index=True),
    number("seq", None),
    number("trip", 1),
    link("line_id", "order_line.id", index=True),
    link("order_id", "orders.id", index=True),
    link("place_id", "place.id"),
    link("item_id", "item.id"),
    maybe_number("promise_id"),
    text("state", "open"),
    number("qty", None),
    number("picked"),
    text("slot"),
    text("reason"),
    sqlite_strict=True,
)

pack = Table(
    "pack",
    METADATA,
    key(),
    link("order_id", "orders.id", index=True),
    link("parcel_id", "parcel.id"),
    text("state", "open"),
    text("station", None),
    text("person", None),
    text("people"),
    number("claim", 1),
    text("opened_at", None),
    maybe_text("closed_at"),
    maybe_link("box_id", "product.id", index=True),
    text("box_entry"),
    Index("ix_pack_state", "state"),
    sqlite_strict=True,
)
"""One packing of one parcel. `people` names all who packed in it, by id, in order. `box_id` is the box it is in, where
one was chosen, and `box_entry` the entry by which that box was used up.
"""

scan = Table(
    "scan",
    METADATA,
    key("seq"),
    text("id", None, unique=True),
    text("at", None),
    text("station"),
    text("who"),
    text("device"),
    text("work", None),
    text("raw"),
    text("verdict", None),
    text("code", None),
    maybe_text("entry_id"),
    maybe_number("order_id"),
    maybe_number("line_id"),
    number("qty", 1),
    Index("ix_scan_order_id", "order_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""Who, which device, when, which code, which verdict: stored before the screen shows it. `code` names the refusal."""

bench = Table(
    "bench",
    METADATA,
    text("station", None),
    text("work", None),
    maybe_number("ref"),
    text("stop"),
    text("memory"),
    text("at"),
    PrimaryKeyConstraint("station", "work"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a station is at (`work` is pick, pack or load).

The open batch or pack, an unacknowledged stop, small facts as JSON.
"""

parcel = Table(
    "parcel",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("order_id", "orders.id", index=True),
    link("place_id", "place.id", index=True),
    text("state", "open"),
    number("n", 1),
    text("box", "none"),
    maybe_number("weight_g"),
    text("weight_from"),
    text("carrier", "HOUSE"),
    text("service"),
    text("tracking"),
    number("label_from"),
    maybe_text("labelled_at"),
    maybe_text("handed_at"),
    Index("ix_parcel_state", "state"),
    Index("ix_parcel_tracking", "tracking"),
    Index("ix_parcel_labelled_at", "labelled_at"),
    sqlite_strict=True,
)
"""`label_from`: copies of its label below this one carry an address that is no more."""

_LIVING = text_clause("state != 'voided'")

label = Table(
    "label",
    METADATA,
    key(),
    link("parcel_id", "parcel.id", index=True),
    number("version", 1),
    text("state", "wanted"),
    text("tracking", None),
    text("intent", None, unique=True),
    text("at", None),
    UniqueConstraint("parcel_id", "version"),
    Index("uq_label_active", "tracking", unique=True, sqlite_where=_LIVING, postgresql_where=_LIVING),
    sqlite_strict=True,
)

print_job = Table(
    "print_job",
    METADATA,
    key(),
    text("intent", None, unique=True),
    text("document", None),
    text("ref", None),
    text("printer", None),
    text("state", "wanted"),
    number("copy", 1),
    number("attempts"),
    text("content_hash"),
    text("trouble"),
    text("at", None),
    text("changed_at", None),
    text("who"),
    text("chosen"),
    text("pressed_at"),
    text("reason"),
    text("trace"),
    Index("ix_print_job_state", "state"),
    Index("ix_print_job_printer", "printer"),
    Index("ix_print_job_ref", "document", "ref"),
    sqlite_strict=True,
)
"""The print ledger: a job confirmed as sent is never sent again; a reprint is a new, numbered job with a `reason`.

`trace` is by what its printer knows it: its title there, and behind a blank the number that a queue gave it.
"""

printer_away = Table(
    "printer_away",
    METADATA,
    text_key("printer"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""Printers whose jobs go to their stand-in until they are back, since when, and who decided it."""

print_hop = Table(
    "print_hop",
    METADATA,
    key(),
    link("job_id", "print_job.id", index=True),
    text("state", None),
    text("printer"),
    text("trouble"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""Every step of a print job, written with the step itself: the story of a label that did or did not come out."""

manifest = Table(
    "manifest",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("carrier", None),
    text("warehouse", None),
    text("state", "open"),
    text("opened_at", None),
    maybe_text("closed_at"),
    text("seal"),
    sqlite_strict=True,
)

manifest_parcel = Table(
    "manifest_parcel",
    METADATA,
    Column("manifest_id", ForeignKey("manifest.id"), nullable=False),
    Column("parcel_id", ForeignKey("parcel.id"), nullable=False, unique=True),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("manifest_id", "parcel_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

shipping_unit = Table(
    "shipping_unit",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("what", None),
    text("ref", None),
    text("at", None),
    text("who"),
    UniqueConstraint("what", "ref"),
    sqlite_strict=True,
)
"""The numbers (SSCC) that pallets were given: one each for good, and no number is ever given to another."""
