"""A PostgreSQL database made, recognised or refused: its mark, schema version, laws and append-only triggers."""

from __future__ import annotations

from sqlalchemy import Connection, text

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store.postgresql import functions
from warehouse_app.store.postgresql.catalogue import FACT_DEEDS
from warehouse_app.store.postgresql.link import link_of
from warehouse_app.store.postgresql.mark import MARK, MARK_TABLE
from warehouse_app.store.schema import APPLICATION_ID, METADATA, SCHEMA_VERSION
from warehouse_app.store.schema.ledger import APPEND_ONLY

OLDEST_SERVER = 150_000

FIRST = 2
"""The first version that was ever kept on a server."""

LAWS = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_apply", "remote_write", "local"),
}
"""Settings of the server that the promises rest on, and what they may be; checked on each opening."""

_MARKED = text(f"INSERT INTO {MARK} (application_id, schema_version) VALUES (:application, :version)")  # noqa: S608
_READ_MARK = text(f"SELECT application_id, schema_version FROM {MARK}")  # noqa: S608
_TABLES = text(
    "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')"
)


def settle(connection: Connection, where: str, *, create: bool) -> None:
    """Make the tables in an empty database, accept ours, refuse any other. Raises Trouble or Usage."""
    _refuse_old_server(connection, where)
    there = _there(connection)
    if not there and create:
        _make(connection)
        there = _there(connection)
    elif not there:
        raise Usage("no_company", database=where)
    mark = connection.execute(_READ_MARK).first() if MARK in there else None
    if mark is None or mark[0] != APPLICATION_ID:
        raise Trouble("database_foreign", database=where)
    if mark[1] > SCHEMA_VERSION:
        raise Trouble("database_newer", database=where, version=mark[1])
    if mark[1] < FIRST:
        raise Trouble("database_never", database=where, version=mark[1])
    if mark[1] < SCHEMA_VERSION:
        raise Trouble("database_older", database=where, version=mark[1])
    if not there.issuperset(METADATA.tables):
        raise Trouble("database_damaged", database=where)
    for broken in broken_laws(connection):
        raise Trouble("server_unsafe", database=where, setting=broken)


def version(connection: Connection) -> int:
    """Return the version of the tables."""
    return int(connection.execute(text(f"SELECT schema_version FROM {MARK}")).scalar() or 0)  # noqa: S608


def broken_laws(connection: Connection) -> list[str]:
    """Return the settings that break a promise, as they are now."""
    now = {
        name: str(connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar()) for name in LAWS
    }
    return [f"{name} = {now[name]}" for name, allowed in LAWS.items() if now[name] not in allowed]


def _refuse_old_server(connection: Connection, where: str) -> None:
    version = int(connection.execute(text("SELECT current_setting('server_version_num')")).scalar() or 0)
    if version < OLDEST_SERVER:
        raise Trouble("server_too_old", database=where, version=version // 10_000)
    if connection.execute(text("SELECT current_setting('server_encoding')")).scalar() != "UTF8":
        raise Trouble("server_unsafe", database=where, setting="server_encoding is not UTF8")


def _there(connection: Connection) -> frozenset[str]:
    return frozenset(str(row[0]) for row in connection.execute(_TABLES))


def _make(connection: Connection) -> None:
    """Lay all tables in one transaction; of several that come at once, one does it."""
    connection.exec_driver_sql("BEGIN")
    try:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
        if not _there(connection):
            METADATA.create_all(connection, checkfirst=False)
            connection.exec_driver_sql(MARK_TABLE)
            connection.execute(_MARKED, {"application": APPLICATION_ID, "version": SCHEMA_VERSION})
            _keep_facts(connection)
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def _keep_facts(connection: Connection) -> None:
    link = link_of(connection)  # as it stands: a function's body has signs that mean parameters to a statement
    for name, words in functions.texts().items():
        link.execute(words.encode())
        link.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC".encode())
    for table in APPEND_ONLY:
        for deed, each in FACT_DEEDS:
            link.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION append_only()".encode()
            )
