"""Corruptions planted behind the program, past triggers, checks and references, and what the doctor says of them.

Each is planted in a transaction that is never committed, so that hundreds of them share one company.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from tests.company import Company
from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.store.checks import run
from warehouse_app.store.desk import Desk
from warehouse_app.store.memory import Memory

if TYPE_CHECKING:
    from sqlalchemy import Connection

Broken = dict[str, tuple[str, ...]]


def found_after(
    company: Company,
    *deeds: str,
    then: Callable[[Connection], None] = lambda _connection: None,
    anchors: Sequence[Anchor] = (),
) -> Broken:
    """Return what the doctor finds once `deeds` (and `then`) are done; the database is as before afterwards."""
    connection = company.store.backend.connect()
    try:
        around = _file if company.store.path is not None else _server
        with around(connection):
            for deed in deeds:
                assert connection.execute(text(deed.replace(":", "\\:"))).rowcount != 0, (
                    f"nothing was spoiled by {deed}"
                )
            then(connection)
        checks = run.every_check(Desk(connection, Memory()), company.clock.now(), deep=False, anchors=anchors)
        return {check.name: check.broken for check in checks if not check.ok}
    finally:
        connection.exec_driver_sql("ROLLBACK")
        connection.close()


@contextmanager
def _file(connection: Connection) -> Generator[None, None, None]:
    """Begin, and leave checks, references and triggers aside for the deeds."""
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    connection.exec_driver_sql("BEGIN")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _made in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, made in triggers:
        connection.exec_driver_sql(made)
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")


@contextmanager
def _server(connection: Connection) -> Generator[None, None, None]:
    """The same as an administrator of the server does it, who puts everything back but what he was after."""
    connection.exec_driver_sql("BEGIN")
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    found = connection.exec_driver_sql(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
    ).all()
    for table, name, _made in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, made in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made} NOT VALID")
    connection.exec_driver_sql("UPDATE pg_constraint SET convalidated = true WHERE contype = 'c' AND NOT convalidated")
