"""One step of the road, and the deeds a step is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class Step:
    """What leads to `version` from the one before."""

    version: int
    title: str
    upgrade: Callable[[Operations], None]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: from which version to which, and what holds it as it was (a file, or a database's name)."""

    before: int
    now: int
    backup: str


def on_sqlite(op: Operations) -> bool:
    """Tell whether the step runs on SQLite (else on PostgreSQL)."""
    return op.get_context().dialect.name == SQLITE


def say(op: Operations, *words: str) -> None:
    """Run statements as they stand."""
    for each in words:
        op.get_bind().exec_driver_sql(each)


def rebuild(op: Operations, table: str, words: str, moved: Mapping[str, str], *after: str) -> None:
    """Give a table of SQLite new words, which ALTER TABLE could not give it word for word.

    `moved` says for each new column from which expression over the old row it comes (a column not named keeps its
    default); `after` are the words of its indexes and triggers. References of other tables follow by name.
    """
    bind = op.get_bind()
    old = f"{table}_before"
    bind.exec_driver_sql("PRAGMA legacy_alter_table=ON")  # else the references of others would follow the old table
    for (name,) in bind.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).all():
        bind.exec_driver_sql(f"DROP TRIGGER {name}")
    bind.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {old}")
    bind.exec_driver_sql(words)
    columns, values = ", ".join(moved), ", ".join(moved.values())
    bind.exec_driver_sql(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {old}")  # noqa: S608 - our own words
    bind.exec_driver_sql(f"DROP TABLE {old}")
    bind.exec_driver_sql("PRAGMA legacy_alter_table=OFF")
    say(op, *after)
