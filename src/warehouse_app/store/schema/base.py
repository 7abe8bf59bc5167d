"""What all tables share: the metadata, and short words for columns.

Facts are integers and text only; times are UTC ISO text. Both databases store, compare and order them alike: whole
numbers have 64 bits, and text is ordered by its code points (`COLLATE "C"` on PostgreSQL, as SQLite does by itself).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Integer, MetaData, Text

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

APPLICATION_ID = 0x57415245
"""`WARE` in the header of our SQLite files, so that a foreign file is known before it is touched."""

SCHEMA_VERSION = 2
"""Raised with each migration; a file with a higher number is refused."""


WHOLE = Integer().with_variant(BigInteger(), "postgresql")
"""The type of every whole number."""

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""The type of every text."""


def key(name: str = "id") -> Column[int]:
    """Return a row number that is the table's key and is given out by the database."""
    return Column(name, WHOLE, Identity(always=False), primary_key=True, autoincrement=True)


def text_key(name: str) -> Column[str]:
    """Return a text that is the table's key."""
    return Column(name, WORDS, primary_key=True)


def text(name: str, default: str | None = "", *, unique: bool = False, index: bool = False) -> Column[str]:
    """Return a text column; empty text unless `default` is None (then it must be given)."""
    return Column(name, WORDS, nullable=False, server_default=default, unique=unique, index=index)


def maybe_text(name: str) -> Column[str | None]:
    """Return a text column that may be absent."""
    return Column(name, WORDS, nullable=True)


def number(name: str, default: int | None = 0) -> Column[int]:
    """Return a whole number; `default` None means it must be given."""
    return Column(name, WHOLE, nullable=False, server_default=None if default is None else str(default))


def maybe_number(name: str) -> Column[int | None]:
    """Return a whole number that may be absent."""
    return Column(name, WHOLE, nullable=True)


def link(name: str, target: str, *, index: bool = False) -> Column[int]:
    """Return a required reference to another table's key."""
    return Column(name, ForeignKey(target), nullable=False, index=index)


def maybe_link(name: str, target: str, *, index: bool = False) -> Column[int | None]:
    """Return an optional reference to another table's key."""
    return Column(name, ForeignKey(target), nullable=True, index=index)


def given_keys() -> dict[str, Column[int]]:
    """Return by table the key whose numbers the database gives out."""
    return {
        table.name: column
        for table in METADATA.sorted_tables
        for column in table.primary_key.columns
        if column.identity is not None
    }
