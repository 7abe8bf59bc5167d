"""A PostgreSQL company backed up and restored by the server's own means.

A restore never writes over what is there: the backup becomes a database of its own, is looked at, and only then takes
the name; what had the name keeps another one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store.postgresql import tools
from warehouse_app.store.postgresql.address import Address
from warehouse_app.store.postgresql.mark import MARK
from warehouse_app.store.postgresql.trouble import meaning
from warehouse_app.store.schema import APPLICATION_ID, SCHEMA_VERSION
from warehouse_app.store.trouble import Conflict

BESIDE = ("postgres", "template1")
"""Databases from which another one is renamed."""

SIGNATURE = b"PGDMP"
"""How a file of pg_dump's own form begins."""

LONGEST_NAME = 63

ALONE_WAIT_S = 3.0
ALONE_PAUSE_S = 0.05

Told = Callable[[int, int], None]
_OTHERS = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


def backup(address: Address, target: Path, told: Told) -> int:
    """Write the whole database of one moment to a file; return its size. People may go on. Raises Trouble."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    told(0, 1)
    try:
        tools.run("pg_dump", address, ("--format=custom", "--no-owner", "--no-privileges", f"--file={part}"))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        told(1, 1)
        return target.stat().st_size
    except OSError as error:
        raise Trouble("file_not_written", file=str(target), why=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def restore(address: Address, source: Path, stamp: str) -> dict[str, str]:
    """Put a backup in the place of a database; what stood there keeps its name with `stamp`.

    Raises Usage and Trouble: no such file, not ours or newer; the company is open somewhere; no right to make
    databases.
    """
    _check_file(source)
    name = str(address.parameters.get("dbname") or "")
    fresh, kept = _named(name, f"restoring_{os.getpid()}"), _named(name, f"before_{stamp}")
    with _beside(address) as server:
        _refuse_others(server, address, name)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(fresh)))
        try:
            tools.call("pg_restore", ["--list", str(source)], address.shown)
            words = ("--no-owner", "--no-privileges", "--exit-on-error", str(source))
            tools.run("pg_restore", address, words, database=fresh)
            _check_company(address, fresh, source)
            had = _is_there(server, name)
            _refuse_others(server, address, name)
            if had:
                _rename(server, name, kept)
            _rename(server, fresh, name)
        except BaseException:
            with suppress(psycopg.Error):
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(fresh)))
            raise
    return {"database": address.shown, "file": str(source), "kept": kept if had else ""}


def copy_beside(address: Address, suffix: str) -> str:
    """Copy a database whole under its name with `suffix`, by the server itself; return the copy's name.

    Raises Trouble: somebody works in it, or this role may make no database.
    """
    name = str(address.parameters.get("dbname") or "")
    with _beside(address) as server:
        _refuse_others(server, address, name)
        copy, n = _named(name, suffix), 2
        while _is_there(server, copy):
            copy, n = _named(name, f"{suffix}_{n}"), n + 1
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(name))
        server.execute(words)
    return copy


def _named(name: str, suffix: str) -> str:
    plain = suffix.replace("-", "_")
    return f"{name[: LONGEST_NAME - len(plain) - 1]}_{plain}"


def _check_file(source: Path) -> None:
    if not source.is_file():
        raise Usage("backup_missing", file=str(source))
    with source.open("rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise Usage("backup_of_another_kind", file=str(source))


def _check_company(address: Address, database: str, source: Path) -> None:
    """Look at what the backup holds before it takes the company's name."""
    with _connected(address, database) as found:
        try:
            row = found.execute(f"SELECT application_id, schema_version FROM {MARK}").fetchone()  # noqa: S608
        except psycopg.errors.UndefinedTable:
            row = None
    if row is None or row[0] != APPLICATION_ID:
        raise Trouble("database_foreign", database=str(source))
    if row[1] > SCHEMA_VERSION:
        raise Trouble("database_newer", database=str(source), version=row[1])


@contextmanager
def _beside(address: Address) -> Iterator[psycopg.Connection[Any]]:
    """Connect to a neighbour of the database, from which it can be renamed. Raises Trouble."""
    own = str(address.parameters.get("dbname") or "")
    with _connected(address, next(each for each in BESIDE if each != own)) as server:
        yield server


@contextmanager
def _connected(address: Address, database: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        with psycopg.connect(autocommit=True, **(address.parameters | {"dbname": database})) as connection:
            yield connection
    except psycopg.Error as error:
        meant = meaning(error, address.shown)
        if meant is None:
            raise
        raise (meant.trouble if isinstance(meant, Conflict) else meant) from error


def _refuse_others(server: psycopg.Connection[Any], address: Address, name: str) -> None:
    """A session that was just closed is seen a moment longer."""
    deadline = time.monotonic() + ALONE_WAIT_S
    while (row := server.execute(_OTHERS, (name,)).fetchone()) is not None and row[0]:
        if time.monotonic() > deadline:
            raise Trouble("company_open", database=address.shown)
        time.sleep(ALONE_PAUSE_S)


def _is_there(server: psycopg.Connection[Any], name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _rename(server: psycopg.Connection[Any], old: str, new: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))
