"""What is kept of imports beside what they made: mappings of foreign tables, rejected records, and what was changed.

`import_rejected` holds records as a file wrote them, so it is personal: it stands in no chain and no outcome, and
erasure deletes from it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, number, text

import_mapping = Table(
    "import_mapping",
    METADATA,
    text("channel", None),
    text("kind", None),
    text("body", None),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("channel", "kind"),
    sqlite_strict=True,
)
"""How files of a channel are read as one kind, as TOML text."""

import_rejected = Table(
    "import_rejected",
    METADATA,
    Column("import_id", ForeignKey("import_run.id"), nullable=False),
    number("n", None),
    number("line", None),
    text("field"),
    text("value"),
    text("reason", None),
    text("facts"),
    text("record"),
    PrimaryKeyConstraint("import_id", "n"),
    sqlite_strict=True,
)
"""Records an import did not take, as they were written (`record` and `facts` are JSON)."""

import_change = Table(
    "import_change",
    METADATA,
    Column("import_id", ForeignKey("import_run.id"), nullable=False),
    number("n", None),
    text("kind", None),
    text("ref", None),
    text("before"),
    text("after"),
    PrimaryKeyConstraint("import_id", "n"),
    Index("ix_import_change_ref", "kind", "ref"),
    sqlite_strict=True,
)
"""What an import changed of things that were there, or posted, so that it can be undone.

`before` and `after` are the columns it changed as JSON, without anything personal; for an entry `ref` is its id.
"""
