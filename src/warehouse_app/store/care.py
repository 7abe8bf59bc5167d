"""Care of the database file: its version, a backup taken while people work, and a backup put in its place.

A file that others have open is never copied byte by byte: SQLite's own backup gives one moment, whole.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.wholefile import check_target, is_database
from warehouse_app.store import people
from warehouse_app.store.database import Store, database_file, is_server
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import APPLICATION_ID, SCHEMA_VERSION
from warehouse_app.store.sqlite.trouble import as_trouble
from warehouse_app.store.sqlite.turn import Turn

PAGES = 2_000
"""Pages copied between two looks at the progress."""

_SERVER_BACKUP = b"PGDMP"
"""How a backup of a server begins."""

_BESIDE = ("-wal", "-shm", "-journal")
Told = Callable[[int, int], None]


def version(store: Store, desk: Desk) -> int:
    """Return the version of the tables."""
    return store.backend.version(desk.connection)


def backup(store: Store, target: Path, told: Told) -> int:
    """Write a whole copy of one moment to `target`; return its size in bytes. Raises Usage, Trouble."""
    check_target(target)
    _check_replaced(store, target)
    if store.path is None:
        return _back_up_server(store, target, told)
    if target.exists() and target.samefile(store.path):
        raise Usage("backup_over_itself", file=str(target))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(store.path) as source, _opened(part, create=True) as copy:
            source.backup(copy, pages=PAGES, progress=lambda _s, left, whole: told(whole - left, whole))
            copy.execute("PRAGMA journal_mode=WAL")
        _remove_beside(part)
        _settle_on_disk(part)
        part.replace(target)
        return target.stat().st_size
    except OSError as error:
        raise Trouble("file_not_written", file=str(target), why=error.strerror or str(error)) from error
    finally:
        _remove(part)


def restore(url: str, source: Path, stamp: str) -> dict[str, str]:
    """Put the backup `source` in the place of the database at `url`; what stood there keeps its name with `stamp`.

    Raises Usage and Trouble: no such file, not whole, not ours or newer; the company is open somewhere.
    """
    path = database_file(url)
    if path is None:
        return _restore_server(url, source, stamp)
    _check_backup(source, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    turn = Turn(path.with_name(f"{path.name}.turn"))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    kept = path.with_name(f"{path.stem}-before-{stamp}{path.suffix}")
    try:
        with turn:
            _check_closed(path)
            with _opened(source) as whole, _opened(part, create=True) as copy:
                whole.backup(copy)
                copy.execute("PRAGMA journal_mode=WAL")
            _remove_beside(part)
            _settle_on_disk(part)
            had = path.exists()
            if had:
                path.replace(kept)
            part.replace(path)
    except OSError as error:
        raise Trouble("file_not_written", file=str(path), why=error.strerror or str(error)) from error
    finally:
        turn.close()
        _remove(part)
    return {"database": str(path), "file": str(source), "kept": str(kept) if had else ""}


def fold(path: Path) -> None:
    """Move what the log beside a closed file holds into the file, before it gets another name. Raises Trouble.

    The last to close a database does so too, and tells nobody where the disk had no room for it.
    """
    with _opened(path) as found:
        if found.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise Trouble("database_busy", database=str(path))


def _check_replaced(store: Store, target: Path) -> None:
    """Let a backup take the place of an earlier one of the same company, and of nothing else. Raises Usage."""
    if not is_database(target):
        _refuse_stranger(store, target)
        return
    with store.read() as desk:
        ours = people.company_fact(desk, "id")
    if store.path is None or _company_in(target) != ours:
        raise Usage("file_is_database", file=str(target))


def _refuse_stranger(store: Store, target: Path) -> None:
    """Refuse a file somebody wrote that is no backup: a name mistyped is no reason to lose it. Raises Usage."""
    if not target.is_file() or target.stat().st_size == 0:
        return
    if store.path is None:
        with target.open("rb") as file:
            if file.read(len(_SERVER_BACKUP)) == _SERVER_BACKUP:
                return
    raise Usage("file_no_backup", file=str(target))


def _company_in(closed: Path) -> str:
    """Return the id of the company in a closed database file, "" where none can be read; nothing is written there."""
    try:
        uri = f"{closed.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as found:
            return str(found.execute("SELECT value FROM company WHERE name = 'id'").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return ""


def grant(store: Store, stations: Sequence[str], *, run: bool) -> tuple[tuple[str, ...], str]:
    """Make gates and one role a station anew, or (not `run`) only return the SQL that does; return roles and SQL.

    Raises Usage("not_a_server"), Trouble: whoever is connected must own the tables and may make roles.
    """
    if store.path is not None or not is_server(store.backend.engine.url.render_as_string()):
        raise Usage("not_a_server")
    from warehouse_app.store.postgresql import stations as roles
    from warehouse_app.store.postgresql.backend import PostgresBackend

    statements = tuple(roles.words(store.backend.engine.dialect, stations))
    if run and isinstance(store.backend, PostgresBackend):
        roles.run(store.backend.address, statements)
    return tuple(roles.role_of(each) for each in stations), "".join(f"{words};\n" for words in statements)


def _back_up_server(store: Store, target: Path, told: Told) -> int:
    from warehouse_app.store.postgresql import care  # not loaded where there is no server
    from warehouse_app.store.postgresql.backend import PostgresBackend

    if not isinstance(store.backend, PostgresBackend):
        raise Usage("backup_of_memory")
    return care.backup(store.backend.address, target, told)


def _restore_server(url: str, source: Path, stamp: str) -> dict[str, str]:
    if not is_server(url):
        raise Usage("backup_of_memory")
    from warehouse_app.store.postgresql import care
    from warehouse_app.store.postgresql.address import address_of

    return care.restore(address_of(url), source, stamp)


def _check_backup(source: Path, path: Path) -> None:
    if not source.is_file():
        raise Usage("backup_missing", file=str(source))
    if path.exists() and source.samefile(path):
        raise Usage("backup_over_itself", file=str(source))
    for beside in _beside(source):
        raise Trouble("backup_not_whole", file=str(source), beside=beside.name)
    with _opened(source) as found:
        application = found.execute("PRAGMA application_id").fetchone()[0]
        newer = found.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            raise Trouble("database_foreign", database=str(source))
        if newer > SCHEMA_VERSION:
            raise Trouble("database_newer", database=str(source), version=newer)
        if found.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise Trouble("database_damaged", database=str(source))


def _check_closed(path: Path) -> None:
    """Leaving WAL needs the file alone, so it proves that nobody has it open, and folds what a crash left beside it."""
    if path.exists():
        try:
            with _opened(path, wait_s=0.2) as found:
                if str(found.execute("PRAGMA journal_mode=DELETE").fetchone()[0]).lower() != "delete":
                    raise Trouble("company_open", database=str(path))
        except Trouble as trouble:
            if trouble.code == "database_busy":
                raise Trouble("company_open", database=str(path)) from trouble
            # A database that cannot be read is just what a backup is for.
            if trouble.code not in ("database_foreign", "database_damaged"):
                raise
    for beside in _beside(path):
        raise Trouble("restore_beside", database=str(path), beside=beside.name)


def _beside(path: Path) -> Iterator[Path]:
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            yield beside


def _remove_beside(path: Path) -> None:
    for beside in list(_beside(path)):
        _remove(beside)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _settle_on_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def _opened(path: Path, *, create: bool = False, wait_s: float = 5.0) -> Iterator[sqlite3.Connection]:
    if not create and not path.is_file():
        raise Usage("backup_missing", file=str(path))
    try:
        connection = sqlite3.connect(path, timeout=wait_s, isolation_level=None)
    except sqlite3.Error as error:
        raise Trouble("database_cannot_open", database=str(path)) from error
    try:
        yield connection
    except sqlite3.Error as error:
        trouble = as_trouble(error, str(path))
        if trouble is None:
            raise
        raise trouble from error
    finally:
        connection.close()
