"""How the database is built, without a word of what is in it: version, tables and how many rows they hold."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA, SCHEMA_VERSION


def of(desk: Desk) -> dict[str, object]:
    """Return version, kind of database and rows a table (None: the table is missing). For `Runner.ask`."""
    there = set(inspect(desk.connection).get_table_names())
    counts = {
        table.name: int(desk.connection.execute(select(func.count()).select_from(table)).scalar_one())
        if table.name in there
        else None
        for table in METADATA.sorted_tables
    }
    return {
        "kind": desk.connection.dialect.name,
        "driver": ".".join(str(part) for part in desk.connection.dialect.server_version_info or ()),
        "schema": SCHEMA_VERSION,
        "rows": counts,
    }
