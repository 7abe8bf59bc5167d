"""Counts: what is to be counted, what was counted in each round, and plans that ask for many at once.

Nothing here is stock: what a count changes is an entry of the ledger, and its line says which.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_number, maybe_text, number, text

count_plan = Table(
    "count_plan",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("warehouse", None),
    text("kind", None),
    text("about"),
    text("state", "open"),
    number("blind", 1),
    text("at", None),
    text("who"),
    maybe_text("closed_at"),
    Index("ix_count_plan_state", "state", "id"),
    sqlite_strict=True,
)
"""Many counts asked for together. `kind`: place, product, zone, aisle, warehouse, today, abc; `about` says which."""

count_request = Table(
    "count_request",
    METADATA,
    key(),
    link("place_id", "place.id"),
    maybe_link("item_id", "item.id"),
    text("state", "requested"),
    text("reason", None),
    text("at", None),
    text("who"),
    text("command_id"),
    maybe_link("plan_id", "count_plan.id"),
    text("warehouse"),
    number("seq"),
    number("round", 1),
    text("person"),
    text("station"),
    number("claim"),
    maybe_text("started_at"),
    maybe_number("started_seq"),
    text("counted_by"),
    maybe_text("counted_at"),
    number("differences"),
    number("value_minor"),
    text("decided_by"),
    maybe_text("decided_at"),
    text("note"),
    Index("ix_count_request_walk", "warehouse", "state", "seq", "id"),
    Index("ix_count_request_place_id", "place_id", "state"),
    Index("ix_count_request_state", "state", "id"),
    Index("ix_count_request_plan_id", "plan_id", "state"),
    Index("ix_count_request_counted_at", "counted_at"),
    sqlite_strict=True,
)
"""The count of one place: of all that stands there, or (`item_id`) of that product alone.

`seq` is its place in walking order; `claim` is the fencing token, it rises with each start; `started_seq` the last
entry when it was started; `counted_by` the people who counted it, by id, one a round.
"""

count_line = Table(
    "count_line",
    METADATA,
    key(),
    link("count_id", "count_request.id"),
    number("round", None),
    link("item_id", "item.id"),
    number("counted", None),
    number("since", None),
    maybe_number("book"),
    number("unit_e4"),
    text("reason"),
    maybe_text("entry_id"),
    text("at", None),
    text("who"),
    UniqueConstraint("count_id", "round", "item_id"),
    CheckConstraint("counted >= 0", name="whole"),
    Index("ix_count_line_item_id", "item_id", "count_id"),
    sqlite_strict=True,
)
"""How many of a thing were counted in a round. `since` is the last entry before its first scan: a later one that
touches the cell spoils the count. `book` is what the ledger had at the very command of the count.
"""
