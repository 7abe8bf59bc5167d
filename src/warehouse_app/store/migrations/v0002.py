"""What version 2 changed. Written by packaging/make_migration.py; frozen once the version is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.store.migrations.step import Step, rebuild, say

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Go from version 1 to 2 (SQLite)."""
    for table, words, columns, after in CHANGED:
        rebuild(op, table, words, columns, *after)
    say(op, *GONE)
    say(op, *NEW)


CHANGED: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = ()

GONE: tuple[str, ...] = ()

NEW: tuple[str, ...] = ()

STEP = Step(2, "version 2", upgrade)
