"""The database itself: its file, its references, the laws it runs under, its tables and triggers."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse_app.domain.doctoring import Check
from warehouse_app.store import creation
from warehouse_app.store.checks.asking import told
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA


def file(desk: Desk, *, deep: bool) -> Check:
    """Let the database look at its own pages; `deep` compares every index with its table as well."""
    pragma = "integrity_check" if deep else "quick_check"
    rows = (str(row[0]) for row in desk.connection.exec_driver_sql(f"PRAGMA {pragma}"))
    return told("the database file is sound", 1, (row for row in rows if row != "ok"))


def references(desk: Desk) -> Check:
    """Find rows that refer to what is not there."""
    rows = desk.connection.exec_driver_sql("PRAGMA foreign_key_check")
    broken = (f"{row[0]} row {row[1]} refers to no {row[2]}" for row in rows)
    return told("every reference points to something", len(METADATA.tables), broken)


def laws(desk: Desk) -> Check:
    """Look at the settings that durability and append-only rest on."""
    now = {name: desk.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in creation.LAWS}
    broken = [f"{name} is {now[name]}" for name, value in creation.LAWS.items() if now[name] != value]
    mode = creation.journal_mode(desk.connection)
    if mode not in ("wal", "memory"):
        broken.append(f"journal_mode is {mode}")
    return told("the database runs under its laws", len(creation.LAWS) + 1, broken)


def tables(desk: Desk) -> Check:
    """Compare tables, indexes and triggers with what this version declares."""
    wanted, there = creation.declared(), creation.found(desk.connection)

    def broken() -> Iterator[str]:
        for name in sorted(wanted.keys() | there.keys()):
            if name not in there:
                yield f"{name} is missing"
            elif name not in wanted:
                yield f"{name} is not ours"
            elif wanted[name] != there[name]:
                yield f"{name} is not as declared"

    return told("tables and append-only triggers are as declared", len(wanted), broken())
