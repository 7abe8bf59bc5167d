"""What this version declares on PostgreSQL and what the catalogue says is there, in the same words.

The server keeps no words of ours but its own rendering, so both sides are brought to the plainest form: columns with
type, presence and default, keys with their columns, CHECKs without brackets, triggers with what they call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Connection, PrimaryKeyConstraint, Table, TextClause, UniqueConstraint, text
from sqlalchemy.engine import Dialect

from warehouse_app.store.postgresql import functions
from warehouse_app.store.postgresql.mark import MARK, MARK_COLUMNS
from warehouse_app.store.schema import METADATA
from warehouse_app.store.schema.ledger import APPEND_ONLY

FACT_DEEDS = (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
"""What nobody may do to a fact, and how a trigger stands against it."""

_COLUMNS = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
    " COALESCE(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text, COALESCE(l.collname, '')"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " LEFT JOIN pg_collation l ON l.oid = a.attcollation"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY c.relname, a.attnum"
)
_INDEXES = text(
    "SELECT i.relname, t.relname, x.indisunique, x.indpred IS NOT NULL,"
    " (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ',' ORDER BY k)"
    " FROM generate_series(1, x.indnkeyatts) k)"
    " FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid"
    " JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'public' AND x.indisvalid"
)
_CONSTRAINTS = text(
    "SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace"
    " WHERE n.nspname = 'public' AND c.contype IN ('c', 'f') AND c.convalidated"
)
_TRIGGERS = text(
    "SELECT t.tgname, c.relname, p.proname, t.tgtype::int FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE n.nspname = 'public' AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    # that of the gates: a new person's tries are counted
    " AND NOT (p.pronamespace = to_regnamespace('gate') AND t.tgname = 'count_tries' AND p.proname = 'count_tries'"
    " AND c.relname = 'person' AND t.tgtype = 5)"
)
_FUNCTIONS = text(
    "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)
_TYPES = {"INTEGER": "bigint", "BIGINT": "bigint", "TEXT": "text"}
_TRIGGER_TYPES = {"UPDATE": 1 | 2 | 16, "DELETE": 1 | 2 | 8, "TRUNCATE": 2 | 32}


def declared(dialect: Dialect) -> dict[str, str]:
    """Return what this version declares, by name."""
    words: dict[str, str] = {MARK: MARK_COLUMNS, f"pk_{MARK}": f"{MARK} unique application_id"}
    for table in METADATA.sorted_tables:
        words[table.name] = "; ".join(_column(column) for column in table.columns)
        words |= dict(_keys(table, dialect))
    for table_name in APPEND_ONLY:
        for deed, _each in FACT_DEEDS:
            words[f"{table_name}_no_{deed.lower()}"] = f"{table_name} append_only {_TRIGGER_TYPES[deed]}"
    return words | {f"{name}()": _plain(body) for name, body in functions.bodies().items()}


def found(connection: Connection) -> dict[str, str]:
    """Return what is there, by name."""
    columns: dict[str, list[str]] = {}
    for table, name, kind, present, default, identity, collation in connection.execute(_COLUMNS):
        plain = "" if identity else re.sub(r"::[\w ]+$", "", default).strip("'")
        wanted = collation in ("", "C")
        columns.setdefault(table, []).append(_words(name, kind if wanted else f"{kind} {collation}", present, plain))
    words = {table: "; ".join(each) for table, each in columns.items()}
    for name, table, unique, partial, keys in connection.execute(_INDEXES):
        words[name] = _index(table, unique, partial, _bare(keys).lower())
    words |= {name: _bare(text_) for name, text_ in connection.execute(_CONSTRAINTS)}
    words |= {name: f"{table} {calls} {kind}" for name, table, calls, kind in connection.execute(_TRIGGERS)}
    return words | {f"{name}()": _plain(body) for name, body in connection.execute(_FUNCTIONS)}


def _column(column: Any) -> str:  # noqa: ANN401 - a column of any type
    default = "" if column.server_default is None or column.identity is not None else str(column.server_default.arg)
    return _words(column.name, _TYPES[str(column.type).partition(" ")[0]], not column.nullable, default)


def _words(name: str, kind: str, present: bool, default: str) -> str:  # noqa: FBT001 - one row of a catalogue
    return f"{name} {kind} {'present' if present else 'perhaps'} {default}".strip()


def _index(table: str, unique: bool, partial: bool, keys: str) -> str:  # noqa: FBT001 - one row of a catalogue
    return f"{table}{' unique' if unique else ''}{' partial' if partial else ''} {keys}"


def _keys(table: Table, dialect: Dialect) -> Iterator[tuple[str, str]]:
    named = dialect.identifier_preparer
    for each in table.constraints:
        name = str(named.format_constraint(each))
        if isinstance(each, PrimaryKeyConstraint | UniqueConstraint):
            yield name, _index(table.name, unique=True, partial=False, keys=",".join(c.name for c in each.columns))
        elif isinstance(each, CheckConstraint):
            yield name, _bare(f"CHECK {each.sqltext}")
    for link in table.foreign_key_constraints:
        (element,) = link.elements
        target = element.column
        says = f"FOREIGN KEY ({element.parent.name}) REFERENCES {target.table.name}({target.name})"
        yield str(named.format_constraint(link)), _bare(says)
    for index in table.indexes:
        partial = index.dialect_options["postgresql"]["where"] is not None
        keys = ",".join(_key(each) for each in index.expressions)
        yield str(named.format_index(index)), _index(table.name, bool(index.unique), partial, keys)


def _key(told: Any) -> str:  # noqa: ANN401 - a column, or words of SQL
    """Return what is indexed: the name of a column, or bare words."""
    return _bare(told.text).lower() if isinstance(told, TextClause) else str(told.name)


def _bare(words: str) -> str:
    """Return a condition without brackets, blanks and quotes: the server writes its own (`"least"` is a word there).

    A list of words (`IN`) is an array with it, and a span (`BETWEEN`) two conditions.
    """
    words = re.sub(r"(\w+) BETWEEN (\w+) AND (\w+)", r"\1 >= \2 AND \1 <= \3", words)
    plain = re.sub(r'[()\s"]', "", words).replace("::text", "")
    return re.sub(r"=ANYARRAY\[([^\]]*)\]", r"IN\1", plain)


def _plain(body: str) -> str:
    return body.strip()
