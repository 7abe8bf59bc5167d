"""A PostgreSQL database of an older version is brought up to this one, after the server copied it beside itself."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.backend import FORGETFUL, Remembered
from warehouse_app.store.migrations.step import Step, Upgraded
from warehouse_app.store.postgresql import care
from warehouse_app.store.postgresql.address import Address
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.postgresql.creation import FIRST
from warehouse_app.store.postgresql.mark import MARK
from warehouse_app.store.schema import APPLICATION_ID

_MARKED = text("SELECT to_regclass(:mark)")
_READ = text(f"SELECT application_id, schema_version FROM {MARK}")  # noqa: S608
_WRITE = text(f"UPDATE {MARK} SET schema_version = :version")  # noqa: S608
_ALONE = text("SELECT pg_try_advisory_xact_lock(:key)")


def bring_up(address: Address, steps: Sequence[Step], remembered: Remembered = FORGETFUL) -> Upgraded | None:
    """Bring a database of ours up to the version of the last step; None where there is nothing to do.

    What is not ours or cannot be reached is left to whoever opens it. Raises Trouble: somebody works in it, no right to
    copy it.
    """
    target = steps[-1].version if steps else 0
    backend = PostgresBackend(address, remembered)
    try:
        before = _version(backend)
        if not FIRST <= before < target:
            return None
        copy = care.copy_beside(address, f"before_version_{target}")
        with backend.connect() as connection:
            for step in steps:
                if step.version > before:
                    _walk(backend, connection, step)
        return Upgraded(before, target, copy)
    except BaseException as error:
        meant = backend.meaning(error)
        if isinstance(meant, Trouble):
            raise meant from error
        raise
    finally:
        backend.close()


def _version(backend: PostgresBackend) -> int:
    with backend.connect() as connection:
        if connection.execute(_MARKED, {"mark": MARK}).scalar() is None:
            return 0
        mark = connection.execute(_READ).first()
        return int(mark[1]) if mark is not None and mark[0] == APPLICATION_ID else 0


def _walk(backend: PostgresBackend, connection: Connection, step: Step) -> None:
    """Take one step and write its number, together or not at all."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    backend.begin_alone(connection)
    try:
        if not connection.execute(_ALONE, {"key": APPLICATION_ID}).scalar():
            raise Trouble("company_open", database=backend.name)
        step.upgrade(Operations(MigrationContext.configure(connection)))
        connection.execute(_WRITE, {"version": step.version})
        backend.commit(connection)
    except BaseException:
        backend.roll_back(connection)
        raise
