"""Training: how people work while they learn, and how their lessons went. The lessons themselves leave nothing here."""

from __future__ import annotations

from sqlalchemy import Index, Table

from warehouse_app.store.schema.base import METADATA, key, number, text, text_key

person_way = Table(
    "person_way",
    METADATA,
    text_key("person"),
    number("training"),
    number("guided"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""`training`: a sign-on at a window begins a lesson; `guided`: the pack bench shows the next step alone."""

training_result = Table(
    "training_result",
    METADATA,
    key(),
    text("person", None),
    text("lesson", None),
    text("begun_at", None),
    text("ended_at", None),
    text("station"),
    number("seconds"),
    number("orders"),
    number("closed"),
    number("packed_right"),
    number("mistakes"),
    number("stops"),
    number("answered"),
    number("scans"),
    number("pressed"),
    text("tasks"),
    Index("ix_training_result_person", "person"),
    sqlite_strict=True,
)
"""One lesson of a person, as result alone; `tasks` tells of each order (JSON)."""
