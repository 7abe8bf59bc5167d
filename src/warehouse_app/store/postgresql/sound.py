"""The doctor's questions to PostgreSQL itself: its pages, its references, its laws, its tables and triggers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Select, select, text

from warehouse_app.store.postgresql import catalogue, creation, gates
from warehouse_app.store.schema import METADATA

_CHECKSUMS = text("SELECT COALESCE(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()")
_GATES = text("SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'gate'")
_BEYOND = text(
    "SELECT 'role ' || rolname || ' is no plain role' FROM pg_roles WHERE rolname LIKE 'warehouse@_%' ESCAPE '@'"
    " AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"
    " UNION ALL SELECT 'role ' || r.rolname || ' may change ' || c.relname FROM pg_roles r CROSS JOIN pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rolname LIKE 'warehouse@_%' ESCAPE '@' AND NOT r.rolsuper"
    " AND c.relkind = 'r' AND n.nspname IN ('public', 'gate')"
    " AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
    " UNION ALL SELECT 'role ' || r.rolname || ' may execute ' || p.proname FROM pg_roles r CROSS JOIN pg_proc p"
    " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE r.rolname LIKE 'warehouse@_%' ESCAPE '@' AND NOT r.rolsuper"
    " AND n.nspname = 'public' AND p.prosecdef AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"
)
_AMCHECK = text("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'")
_INDEXES = text(
    "SELECT c.relname, bt_index_check(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
    " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND a.amname = 'btree'"
)


def file(connection: Connection, *, deep: bool) -> Iterator[str]:
    """Look for pages whose checksum failed; `deep` compares the indexes too, where `amcheck` is installed."""
    failures = int(connection.execute(_CHECKSUMS).scalar() or 0)
    if failures:
        yield f"{failures} pages failed their checksum"
    if deep and connection.execute(_AMCHECK).first() is not None:
        connection.execute(_INDEXES).all()  # a broken index is an error of the database: damaged


def references(connection: Connection) -> Iterator[str]:
    """Find rows that refer to what is not there (whoever may switch triggers off can make some)."""
    for table in METADATA.sorted_tables:
        for each in table.foreign_key_constraints:
            for row in connection.execute(_orphans(each)):
                yield f"{table.name} {row[0]} refers to no {each.referred_table.name}"


def _orphans(link: ForeignKeyConstraint) -> Select[Any]:
    (element,) = link.elements
    column, target = element.parent, element.column.table.alias()
    key = target.c[element.column.name]
    return select(column).outerjoin(target, key == column).where(column.is_not(None), key.is_(None))


def laws(connection: Connection) -> Iterator[str]:
    """Look at the settings that durability rests on."""
    yield from creation.broken_laws(connection)


def tables(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return what this version declares and what is there: words by name."""
    return catalogue.declared(connection.dialect), catalogue.found(connection)


def stations(connection: Connection) -> tuple[int, list[str]]:
    """Return how many gates there are, and what a station may beyond them; none where no station has a role."""
    there = {str(row[0]) for row in connection.execute(_GATES)}
    if not there:
        return 0, []
    missing = (f"gate {name} is missing: give the grants anew" for name in gates.gates(connection.dialect))
    broken = [each for each in missing if each.split()[1] not in there]
    return len(there), [*broken, *(str(row[0]) for row in connection.execute(_BEYOND))]


LAWS = len(creation.LAWS)
"""How many laws are looked at."""
