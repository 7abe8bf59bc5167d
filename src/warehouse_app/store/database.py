"""The database itself: opened with its laws checked, written in one lane, read on lanes of its own.

`Store` is the same on SQLite and on PostgreSQL; what differs between them is asked of a `Backend`.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store.backend import FORGETFUL, Backend, Remembered
from warehouse_app.store.desk import Desk
from warehouse_app.store.hearing import Hearing
from warehouse_app.store.memory import Memory
from warehouse_app.store.migrations.step import Upgraded
from warehouse_app.store.sqlite import backend as sqlite
from warehouse_app.store.trouble import Conflict, OutcomeUnknown
from warehouse_app.store.upgrading import bring_up

MOST_TRIES = 12
"""How often a unit of work is run when other writers are faster; then it is trouble."""

PATIENT_TRIES = 3
"""After so many tries that others spoiled, a unit of work is let through undisturbed."""

MOST_WAIT_S = 4.0
"""After so long no further try is begun: whoever waits at a bench is told."""

LONGEST_S = 4.8
"""Whoever waits at a bench is told by then, whatever a network does."""

POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")
"""How an address of a PostgreSQL server begins."""

_SECRET = re.compile("passw(or)?d", re.IGNORECASE)
"""An address that could not be read and speaks of one is not told: the password may stand in it."""

FIRST_PAUSE_S = 0.001
LONGEST_PAUSE_S = 0.25

WRITING, READING = "writing", "reading"
"""The lanes of a thread: one for all it does, or a second one to read, as the database likes it."""

T = TypeVar("T")
Pause = Callable[[float], None]
"""Waits about so many seconds; where several write it should do so by chance, so that two do not meet again."""


@dataclass(frozen=True, slots=True)
class How:
    """How a unit of work is begun: see `Backend.begin_write`."""

    prove: bool = False
    undisturbed: bool = False
    until: float | None = None

    def begin(self, backend: Backend) -> Callable[[Connection], None]:
        """Return what begins it on a lane."""
        return lambda lane: backend.begin_write(lane, prove=self.prove, undisturbed=self.undisturbed, until=self.until)


_ONCE = How()


class Gate(Protocol):
    """Proves to a server who is at a station."""

    def salt_of(self, badge: str) -> str:
        """Return how the PIN of a badge was hashed, without its hash."""
        ...

    def prove(self, badge: str, pin_hash: str = "") -> str:
        """Prove who acts from now on; return the person, "" where nobody was proven."""
        ...

    def meanwhile(self) -> AbstractContextManager[None]:
        """Prove somebody else within; afterwards the one who was proven before acts again."""
        ...


class Store:
    """One open database.

    `transact()` and `write()` are the only ways to change it, `read()` gives a steady snapshot; all may be used from
    any thread.
    """

    def __init__(self, backend: Backend, pause: Pause = time.sleep) -> None:
        self.backend = backend
        self.memory = Memory()
        self.upgraded: Upgraded | None = None
        self._pause = pause
        self._commits = 0
        self._lanes = threading.local()
        self._open: set[Connection] = set()

    @property
    def name(self) -> str:
        """Return what to call the database in a sentence (never with a password)."""
        return self.backend.name

    @property
    def path(self) -> Path | None:
        """Return the file the database is, where it is one."""
        return self.backend.path

    @property
    def gate(self) -> Gate | None:
        """Return what proves people to the server where this is a station's role; None everywhere else."""
        proving: Any = getattr(self.backend, "proving", None)
        return proving if proving is not None and proving.gated else None

    def transact(
        self,
        work: Callable[[Desk], T],
        *,
        at: str,
        who: str = "",
        station: str = "",
        command_id: str = "",
        settles: bool = False,
        origin: str = "",
    ) -> T:
        """Run one unit of work until it is durable and return its answer; `work` may be run more than once.

        It is run again where another writer was faster or the connection broke before COMMIT. Where the answer to a
        COMMIT is lost, work that `settles` is run again as well: it looks for its command's id first, so that nothing
        happens twice and the answer tells what became of it. Raises Trouble (`outcome_unknown` where it stays so).
        """
        unknown: OutcomeUnknown | None = None
        began = time.monotonic()
        late, until = began + MOST_WAIT_S, began + LONGEST_S
        for tries in range(MOST_TRIES):
            last = tries + 1 == MOST_TRIES or time.monotonic() > late
            try:
                how = How(prove=unknown is not None, undisturbed=tries >= PATIENT_TRIES, until=until)
                with self.write(at=at, who=who, station=station, command_id=command_id, origin=origin, how=how) as desk:
                    answer = work(desk)
            except OutcomeUnknown as lost:
                unknown = lost
                if last or not settles:
                    raise
            except Exception as error:  # noqa: BLE001 - it is raised unless it may be another writer's doing
                self._give_up(error, last=last, unknown=unknown)
            else:
                return answer
            self._pause(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**tries))
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _give_up(self, error: Exception, *, last: bool, unknown: OutcomeUnknown | None) -> None:
        """Return where the work is to be run again; raise where it is not."""
        again = isinstance(error, Conflict) or self.backend.may_vanish(error)
        if again and not last:
            return
        if unknown is not None and isinstance(error, (Conflict, Trouble)):
            raise unknown from error
        raise error.trouble if isinstance(error, Conflict) else error

    @contextmanager
    def write(
        self,
        *,
        at: str,
        who: str = "",
        station: str = "",
        command_id: str = "",
        origin: str = "",
        how: How = _ONCE,
    ) -> Iterator[Desk]:
        """One transaction, tried once: all of it is durable when the block ends, or nothing happened.

        `origin` names the writer to those who listen. Raises Trouble, and Conflict where it should be run again
        (`transact` does).
        """
        with self._understood(), self.backend.turn():
            connection = self._begun(how.begin(self.backend), until=how.until)
            try:
                desk = Desk(connection, self.memory, at, who, station, command_id)
                desk.begin()
                yield desk
                if desk.told:
                    self.backend.tell(connection, origin, frozenset(desk.told))
                self.backend.commit(connection)
                self._commits += 1
            except BaseException:
                self.memory.forget()
                self.backend.roll_back(connection)
                raise

    @contextmanager
    def read(self) -> Iterator[Desk]:
        """A read-only snapshot on this thread's own lane; it never waits for a writer. Raises Trouble.

        A query that would write is stopped by the database: its row would vanish, and its number stay remembered.
        """
        try:
            with self._understood():
                lane = READING if self.backend.reads_apart else WRITING
                connection = self._begun(self.backend.begin_read, lane, time.monotonic() + LONGEST_S)
                try:
                    yield Desk(connection, self.memory)
                finally:
                    self.backend.roll_back(connection)
        except Conflict as conflict:
            raise conflict.trouble from conflict

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """One transaction of any length, on a database that nobody else uses. Raises Trouble."""
        with self._understood(), self.backend.turn():
            connection = self._begun(self.backend.begin_alone)
            try:
                yield connection
                self.backend.commit(connection)
            except BaseException:
                self.memory.forget()
                self.backend.roll_back(connection)
                raise

    def clean(self) -> None:
        """Write anew what is kept, so that nothing deleted is left in it; others wait meanwhile. Raises Trouble."""
        try:
            with self._understood(), self.backend.turn():
                connection = self.backend.connect()
                try:
                    self.backend.clean(connection)
                finally:
                    connection.close()
        except Conflict as conflict:
            raise conflict.trouble from conflict

    def hear(self, ignore: str = "") -> Hearing:
        """Return a listener for what others commit; `ignore` is the origin whose commits are not told."""
        return self.backend.hear(ignore, lambda: self._commits)

    def close(self) -> None:
        """Close all lanes."""
        while self._open:
            with suppress(SQLAlchemyError):  # one that is gone is closed
                self._open.pop().close()
        self.backend.close()

    def _begun(
        self, begin: Callable[[Connection], None], lane: str = WRITING, until: float | None = None
    ) -> Connection:
        """Return this thread's lane with a transaction begun; one that broke while it was idle is opened anew, once."""
        connection: Connection | None = getattr(self._lanes, lane, None)
        if connection is not None and self.backend.usable(connection):
            try:
                begin(connection)
            except Exception as error:
                if not isinstance(self.backend.meaning(error), Conflict):
                    raise
            else:
                return connection
        connection = self._fresh(connection, lane, until)
        begin(connection)
        return connection

    def _fresh(self, old: Connection | None, lane: str = WRITING, until: float | None = None) -> Connection:
        if old is not None:
            self._open.discard(old)
            with suppress(Exception):
                old.close()
            setattr(self._lanes, lane, None)
        connection = self.backend.connect(until)
        setattr(self._lanes, lane, connection)
        self._open.add(connection)
        return connection

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            meant = self.backend.meaning(error)
            if meant is None:
                raise
            raise meant from error

    def settle(self, *, create: bool) -> None:
        """Make the tables in an empty database, accept ours, refuse any other. Raises Trouble, Usage."""
        try:
            with self._understood():
                self.backend.settle(self._fresh(None), create=create)
        except Conflict as conflict:
            raise conflict.trouble from conflict


def open_store(
    url: str, *, create: bool = False, remembered: Remembered = FORGETFUL, pause: Pause = time.sleep
) -> Store:
    """Open the company's database at an SQLAlchemy URL; with `create` a missing one is made.

    `remembered` keeps the newest epoch of the server that this home has seen. Raises Usage for an unknown kind of URL,
    Trouble for a missing, foreign, newer, damaged, read-only or unreachable database.
    """
    upgraded = _brought_up(url, remembered)
    store = Store(_backend(url, create=create, remembered=remembered), pause)
    store.upgraded = upgraded
    try:
        store.settle(create=create)
    except BaseException:
        store.close()
        raise
    return store


def database_file(url: str) -> Path | None:
    """Return the file a database URL names, None where it is none. Raises Usage for an unknown kind of URL."""
    return None if is_server(url) else sqlite.file_of(_parse(url))


def is_server(url: str) -> bool:
    """Tell whether a URL names a PostgreSQL server."""
    return url.partition(":")[0] in POSTGRESQL


def _brought_up(url: str, remembered: Remembered) -> Upgraded | None:
    from warehouse_app.store.migrations import STEPS

    if is_server(url):
        from warehouse_app.store.postgresql import upgrading as server
        from warehouse_app.store.postgresql.address import address_of
        from warehouse_app.store.postgresql.creation import FIRST

        return server.bring_up(address_of(url), STEPS, remembered) if STEPS[-1].version > FIRST else None
    path = database_file(url)
    return bring_up(path) if path is not None and path.exists() else None


def _backend(url: str, *, create: bool, remembered: Remembered) -> Backend:
    if is_server(url):
        from warehouse_app.store.postgresql.backend import open_backend  # not loaded where there is no server

        return open_backend(url, remembered)
    return sqlite.open_backend(_parse(url), create=create)


def _parse(url: str) -> URL:
    """Return a URL in parts; several hosts are no concern of it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        told = url.rpartition("@")[2]
        raise Usage("bad_database_url", url="…" if _SECRET.search(told) else told) from error
    if parsed.get_backend_name() != "sqlite":
        raise Usage("not_in_this_version", what=parsed.get_backend_name())
    return parsed
