"""Writing anew what a server keeps of personal columns: tables, and what it learnt of their values for its planner."""

from __future__ import annotations

from psycopg import sql

from warehouse_app.store.postgresql.link import Link

PERSONAL = (
    *("customer", "customer_personal", "order_address", "orders", "order_hold", "order_event", "word", "document"),
    *("import_rejected", "import_change", "import_run", "command", "order_gift"),
    *("bench_issue", "near_miss", "weight_check", "permit", "instruction", "instruction_text", "photo"),
)
"""Tables in which something personal may stand."""

_LEARNT = (
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_stats s"
    " JOIN pg_class c ON c.relname = s.tablename AND c.relnamespace = s.schemaname::regnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname"
    " WHERE s.schemaname = 'public' AND s.tablename = ANY(%s) AND c.reltuples <= 0 AND a.atttypid = 'text'::regtype"
    " AND pg_has_role(c.relowner, 'USAGE')"
)


def clean(link: Link) -> None:
    """Leave nothing deleted in a table, nor in the most common values that the server keeps of its columns."""
    for table in PERSONAL:
        link.execute(sql.SQL("VACUUM (FULL, ANALYZE) {}").format(sql.Identifier(table)))
    # Of an empty table nothing new is learnt, and the old is kept; a column that is given a type, its own, forgets.
    for table, column, kind in link.execute(_LEARNT, (list(PERSONAL),)).fetchall():
        words = sql.SQL("ALTER TABLE {} ALTER COLUMN {} TYPE {}")
        link.execute(words.format(sql.Identifier(table), sql.Identifier(column), sql.SQL(kind)))
    link.execute("VACUUM (FULL) pg_catalog.pg_statistic")
