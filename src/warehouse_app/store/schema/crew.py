"""The crew: what people can do and how much is given to them at once, and messages to benches.

Skills are data: a product may ask for some, a person may have some, and work goes to who has all that it asks for.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, maybe_text, number, text, text_key

skill = Table("skill", METADATA, text_key("code"), text("name"), text("at", None), text("who"), sqlite_strict=True)
"""What somebody must be able to do: to handle dangerous goods, to lift what is heavy."""

person_skill = Table(
    "person_skill",
    METADATA,
    text("person", None),
    Column("skill", ForeignKey("skill.code"), nullable=False, index=True),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("person", "skill"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

product_skill = Table(
    "product_skill",
    METADATA,
    Column("product_id", ForeignKey("product.id"), nullable=False),
    Column("skill", ForeignKey("skill.code"), nullable=False, index=True),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("product_id", "skill"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a product asks of whoever picks it."""

person_cap = Table(
    "person_cap",
    METADATA,
    text_key("person"),
    number("batches"),
    number("orders"),
    number("units"),
    number("weight_g"),
    text("at", None),
    text("who"),
    sqlite_strict=True,
)
"""The most that is given to a person: batches at once; orders, units and grams of one batch. 0 is no limit."""

message = Table(
    "message",
    METADATA,
    key(),
    text("text", None),
    text("station"),
    text("person"),
    text("at", None),
    text("who"),
    text("until", None),
    maybe_text("ended_at"),
    text("sent", None, unique=True),
    Index("ix_message_until", "until"),
    sqlite_strict=True,
)
"""Words for one bench (`station`), for one person, or (both empty) for all. `ended_at`: taken back before
`until`; `sent` is the command that sent them.
"""

message_seen = Table(
    "message_seen",
    METADATA,
    Column("message_id", ForeignKey("message.id"), nullable=False),
    text("person", None),
    text("station"),
    text("at", None),
    PrimaryKeyConstraint("message_id", "person"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Who said that a message was seen, once each."""
