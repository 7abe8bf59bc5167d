"""The database itself: its file, its references, the laws it runs under, its tables and triggers."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from warehouse_app.domain.doctoring import Check
from warehouse_app.store.checks.asking import told
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA
from warehouse_app.store.sqlite import sound as sqlite


def _of(desk: Desk) -> ModuleType:
    """Return the questions to the database at hand."""
    if desk.connection.dialect.name == "sqlite":
        return sqlite
    from warehouse_app.store.postgresql import sound as postgresql

    return postgresql


def file(desk: Desk, *, deep: bool) -> Check:
    """Let the database look at its own pages; `deep` compares every index with its table as well."""
    return told("the database file is sound", 1, _of(desk).file(desk.connection, deep=deep))


def references(desk: Desk) -> Check:
    """Find rows that refer to what is not there."""
    broken = _of(desk).references(desk.connection)
    return told("every reference points to something", len(METADATA.tables), broken)


def laws(desk: Desk) -> Check:
    """Look at the settings that durability and append-only rest on."""
    ours = _of(desk)
    return told("the database runs under its laws", ours.LAWS, ours.laws(desk.connection))


def stations(desk: Desk) -> Check | None:
    """Look whether stations' roles may do more than go through their gates; None where no station has a role."""
    if desk.connection.dialect.name == "sqlite":
        return None
    from warehouse_app.store.postgresql.sound import stations as found

    count, broken = found(desk.connection)
    return told("stations may do no more than go through their gates", count, broken) if count else None


def tables(desk: Desk) -> Check:
    """Compare tables, indexes and triggers with what this version declares."""
    wanted, there = _of(desk).tables(desk.connection)

    def broken() -> Iterator[str]:
        for name in sorted(wanted.keys() | there.keys()):
            if name not in there:
                yield f"{name} is missing"
            elif name not in wanted:
                yield f"{name} is not ours"
            elif wanted[name] != there[name]:
                yield f"{name} is not as declared"

    return told("tables and append-only triggers are as declared", len(wanted), broken())
