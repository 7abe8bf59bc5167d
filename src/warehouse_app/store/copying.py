"""A company moved from one database to another, of the same kind or not, and the proof that both tell the same.

The source is read in one steady snapshot while people may go on; the target is a new database that nobody uses yet, so
that its one transaction may be as long as the company is large, and a copy that was cut leaves it empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select, update

from warehouse_app.domain.refusals import Usage
from warehouse_app.store.backend import Backend
from warehouse_app.store.database import Store
from warehouse_app.store.schema import METADATA, ledger, office

AT_ONCE = 1_000
"""Rows read, and rows written, at a time."""

Told = Callable[[int, int], None]
"""Is told the rows done and the rows in all."""


@dataclass(frozen=True, slots=True)
class TableProof:
    """What both databases tell of one table: so many rows, and a hash over all of them in the order of their key."""

    table: str
    rows: int
    source: str
    target: str

    @property
    def same(self) -> bool:
        """Tell whether both tell the same."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class CopyProof:
    """The whole proof. `later` counts the commands done at the source while the copy was made: they are not in it."""

    tables: tuple[TableProof, ...]
    later: int

    @property
    def rows(self) -> int:
        """Return how many rows were moved."""
        return sum(each.rows for each in self.tables)

    @property
    def same(self) -> bool:
        """Tell whether both tell the same of every table."""
        return all(each.same for each in self.tables)

    @property
    def digest(self) -> str:
        """Return one hash for the whole company: equal exactly where two databases tell the same."""
        whole = "\n".join(f"{each.table} {each.rows} {each.target}" for each in self.tables)
        return hashlib.sha256(whole.encode()).hexdigest()


def copy(source: Store, target: Store, told: Told) -> CopyProof:
    """Write every row of `source` into the empty `target`, give numbers on where the source stood, and prove it.

    Raises Usage("copy_not_empty") where a company is there already, Trouble for either database.
    """
    with target.alone() as there:
        if there.execute(select(func.count()).select_from(office.company)).scalar():
            raise Usage("copy_not_empty", database=target.name)
        with source.read() as desk:
            before = _commands(desk.connection)
            written = _write_all(desk.connection, there, target.backend, told)
            target.backend.give_on(there, source.backend.given_out(desk.connection))
        read = {table.name: _digest(_rows(there, table)) for table in METADATA.sorted_tables}
    with source.read() as desk:
        later = _commands(desk.connection) - before
    proofs = (TableProof(name, rows, was, read[name][1]) for name, (rows, was) in written.items())
    return CopyProof(tuple(proofs), later)


def digest(store: Store) -> str:
    """Return the hash of a whole company as `CopyProof.digest` does."""
    with store.read() as desk:
        found = [(table.name, *_digest(_rows(desk.connection, table))) for table in METADATA.sorted_tables]
    return CopyProof(tuple(TableProof(name, rows, was, was) for name, rows, was in found), 0).digest


def _write_all(here: Connection, there: Connection, backend: Backend, told: Told) -> dict[str, tuple[int, str]]:
    tables = METADATA.sorted_tables
    whole = sum(int(here.execute(select(func.count()).select_from(table)).scalar() or 0) for table in tables)
    done, found = 0, {}
    for table in tables:
        hashed = _Hashed(_rows(here, table))
        kept = _links_to_itself(table)
        parents: list[tuple[int, int]] = []
        for rows in _portions(hashed):
            backend.load(there, table, _without(table, kept, rows, parents))
            done += len(rows)
            told(done, whole)
        if kept is not None:
            _tie(there, table, kept, parents)
        found[table.name] = (hashed.rows, hashed.digest)
    return found


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    """Yield all rows in the order of their key, a portion in memory at a time."""
    asked = select(*table.c).order_by(*table.primary_key.columns)
    for row in connection.execute(asked, execution_options={"yield_per": AT_ONCE}):
        yield tuple(row)


class _Hashed:
    """Rows on their way, hashed as they pass."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._of = rows
        self._hash = hashlib.sha256()
        self.rows = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._of:
            self.rows += 1
            self._hash.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            yield row

    @property
    def digest(self) -> str:
        """Return the hash of what passed."""
        return self._hash.hexdigest()


def _digest(rows: Iterable[Sequence[Any]]) -> tuple[int, str]:
    hashed = _Hashed(rows)
    for _ in hashed:
        pass
    return hashed.rows, hashed.digest


def _portions(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    it = iter(rows)
    while portion := list(islice(it, AT_ONCE)):
        yield portion


def _links_to_itself(table: Table) -> Column[Any] | None:
    """Return the column by which a row names another of its own table, which may come later."""
    for column in table.c:
        if any(each.column.table is table for each in column.foreign_keys):
            return column
    return None


def _without(
    table: Table, kept: Column[Any] | None, rows: Sequence[Sequence[Any]], parents: list[tuple[int, int]]
) -> Sequence[Sequence[Any]]:
    """Take the link to its own table out of each row, to be put back when all are there."""
    if kept is None:
        return rows
    names = [column.name for column in table.c]
    at, key = names.index(kept.name), names.index("id")
    parents += [(row[key], row[at]) for row in rows if row[at] is not None]
    return [(*row[:at], None, *row[at + 1 :]) for row in rows]


def _tie(there: Connection, table: Table, kept: Column[Any], parents: Sequence[tuple[int, int]]) -> None:
    for number, parent in parents:
        there.execute(update(table).where(table.c.id == number).values({kept.name: parent}))


def _commands(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(ledger.audit)).scalar() or 0)
