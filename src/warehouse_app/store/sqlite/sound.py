"""The doctor's questions to SQLite itself: its file, its references, its laws, its tables and triggers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from warehouse_app.store.sqlite import creation


def file(connection: Connection, *, deep: bool) -> Iterator[str]:
    """Let the database look at its own pages; `deep` compares every index with its table as well."""
    pragma = "integrity_check" if deep else "quick_check"
    rows = (str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}"))
    return (row for row in rows if row != "ok")


def references(connection: Connection) -> Iterator[str]:
    """Find rows that refer to what is not there."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return (f"{row[0]} row {row[1]} refers to no {row[2]}" for row in rows)


def laws(connection: Connection) -> Iterator[str]:
    """Look at the settings that durability and append-only rest on."""
    for name, value in creation.LAWS.items():
        now = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if now != value:
            yield f"{name} is {now}"
    mode = creation.journal_mode(connection)
    if mode not in ("wal", "memory"):
        yield f"journal_mode is {mode}"


def tables(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return what this version declares and what is there: words by name."""
    return creation.declared(), creation.found(connection)


LAWS = len(creation.LAWS) + 1
"""How many laws are looked at."""
