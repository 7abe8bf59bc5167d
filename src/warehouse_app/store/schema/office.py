"""The office: the company, people and their sign-ons, settings, stations and their devices.

And what must follow a commit (outbox).
"""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, maybe_text, number, text, text_key

company = Table("company", METADATA, text_key("name"), text("value"), sqlite_strict=True)
"""Facts of the company and of the database: its id, name, sender address, server epoch."""

person = Table(
    "person",
    METADATA,
    text_key("id"),
    text("code", None, unique=True),
    text("name"),
    text("role", None),
    text("badge_hash"),
    text("pin_hash"),
    number("locked"),
    number("failures"),
    maybe_text("failed_at"),
    text("language"),
    text("created_at", None),
    Index("ix_person_badge_hash", "badge_hash"),
    sqlite_strict=True,
)

sign_on = Table(
    "sign_on",
    METADATA,
    text_key("token_hash"),
    text("person", None),
    number("with_pin"),
    text("at", None),
    maybe_text("ended_at"),
    sqlite_strict=True,
)
"""A home that stays signed on (one PC, one person) keeps a token; only its hash is here."""

permit = Table(
    "permit",
    METADATA,
    text_key("id"),
    text("given_by", None),
    text("person", None),
    text("right_", None),
    text("deed", None),
    text("name", None),
    text("reason", None),
    text("at", None),
    text("until", None),
    maybe_text("used_by"),
    Index("ix_permit_deed", "person", "deed"),
    sqlite_strict=True,
)
"""Overrides: a second person (`given_by`) let `person` do one deed, once. `deed` is its hash without its id; `used_by`
is the command that did it."""

setting = Table(
    "setting",
    METADATA,
    text("name", None),
    text("station"),
    text("value"),
    PrimaryKeyConstraint("name", "station"),
    sqlite_strict=True,
)

station = Table(
    "station",
    METADATA,
    text_key("code"),
    text("warehouse", None),
    text("name"),
    text("label_printer"),
    text("paper_printer"),
    sqlite_strict=True,
)

printer = Table(
    "printer",
    METADATA,
    text_key("code"),
    text("kind", None),
    text("language", None),
    text("target"),
    text("stand_in"),
    sqlite_strict=True,
)
"""Printers. `stand_in` is the printer that takes over by one key while this one is away."""

print_rule = Table(
    "print_rule",
    METADATA,
    key(),
    number("position", None),
    text("document"),
    text("carrier"),
    text("station"),
    text("printer", None),
    sqlite_strict=True,
)
"""Which document goes where, the first that fits by `position`; an empty field fits everything, a station may have
`*` and `?`.
"""

device = Table(
    "device",
    METADATA,
    text_key("code"),
    text("kind", None),
    text("road", None),
    text("port", None),
    text("protocol"),
    text("settings"),
    text("station"),
    text("usb"),
    text("name"),
    Index("ix_device_station", "station"),
    sqlite_strict=True,
)
"""Scanners and scales. `settings` is JSON of line and framing (`domain/devices/settings.py`); `station` is "" for one
that lies in the drawer; `usb` is its vendor and product, by which a machine whose ports are called otherwise knows it.
"""

outbox = Table(
    "outbox",
    METADATA,
    key(),
    text("intent", None, unique=True),
    text("kind", None),
    text("payload"),
    text("state", "waiting"),
    number("attempts"),
    text("next_at", None),
    text("trouble"),
    text("at", None),
    maybe_text("done_at"),
    Index("ix_outbox_state", "state", "next_at"),
    sqlite_strict=True,
)
"""What must follow a commit, written in the same transaction: waiting -> done, or parked when it needs a person."""

saved_view = Table(
    "saved_view",
    METADATA,
    text("list", None),
    text("owner"),
    text("name", None),
    text("query"),
    text("columns"),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("list", "owner", "name"),
    sqlite_strict=True,
)
"""Views of lists that people keep; `owner` "" is everybody's. What was looked for (`query`) may be personal."""

template = Table(
    "template",
    METADATA,
    text_key("name"),
    text("content"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""The company's own versions of the templates of labels and papers; what is not here is as it travels with us."""

lease = Table(
    "lease",
    METADATA,
    text_key("name"),
    text("holder", None),
    number("token"),
    text("until", None),
    sqlite_strict=True,
)

counter = Table("counter", METADATA, text_key("name"), number("value"), sqlite_strict=True)
"""Last number given out, for document codes; gaps are allowed."""
