"""How orders are let to the floor: channels, cut-offs and limits as data, and the waves that were released."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, link, maybe_number, number, text, text_key

release_channel = Table(
    "release_channel",
    METADATA,
    text_key("code"),
    text("name"),
    number("rank", 100),
    text("warehouse"),
    text("sales"),
    text("service"),
    text("zone"),
    number("least_priority"),
    maybe_number("days"),
    text("mode", "pool"),
    number("lead_min"),
    text("who"),
    text("at"),
    CheckConstraint("lead_min >= 0 AND (days IS NULL OR days >= 0)", name="span"),
    sqlite_strict=True,
)
"""A rule by which orders are released together. Empty words and NULL say nothing; the first by `rank` that fits takes
an order. `mode`: wave or pool.
"""

cut_off = Table(
    "cut_off",
    METADATA,
    text("warehouse", None),
    text("service"),
    number("weekday", None),
    number("minute", None),
    PrimaryKeyConstraint("warehouse", "service", "weekday"),
    CheckConstraint("weekday >= 0 AND weekday <= 6 AND minute >= 0 AND minute < 1440", name="time"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""At which minute of the local day a service collects at a warehouse; service "" is every other, weekday 0 Monday."""

release_limit = Table(
    "release_limit",
    METADATA,
    text("warehouse", None),
    text("zone"),
    maybe_number("most_batches"),
    maybe_number("most_units"),
    PrimaryKeyConstraint("warehouse", "zone"),
    CheckConstraint(
        "(most_batches IS NULL OR most_batches > 0) AND (most_units IS NULL OR most_units > 0)", name="sense"
    ),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How much may be on the floor of a warehouse (zone ""), or of one of its zones, at once."""

wave = Table(
    "wave",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("channel"),
    text("warehouse", None),
    text("mode", "pool"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""What was released together. How far it is stands in its batches."""

wave_batch = Table(
    "wave_batch",
    METADATA,
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, autoincrement=False),
    link("wave_id", "wave.id", index=True),
    sqlite_strict=True,
)
