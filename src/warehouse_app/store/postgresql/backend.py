"""One PostgreSQL database: many stations write at once, each unit of work as if it were alone.

Units of work run at SERIALIZABLE; what the server cannot bring into an order is run again (`Store.transact`). The
planner is kept to indexes while writing, for a sequence scan would set this unit of work against everybody else's.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import NumericLoader
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.backend import Remembered
from warehouse_app.store.hearing import Hearing
from warehouse_app.store.postgresql import cleaning, creation, epochs
from warehouse_app.store.postgresql.address import Address, Host, address_of
from warehouse_app.store.postgresql.hearing import CHANNEL, TELL, Listening, told
from warehouse_app.store.postgresql.limits import (
    CHECK_S,
    OTHERS_AGAIN,
    PUT_OUT,
    READ_PATIENCE_S,
    READING,
    SESSION,
    TOGETHER,
    UNDISTURBED,
    Allowance,
    writing,
)
from warehouse_app.store.postgresql.link import NOTHING, PATIENCE_S, Link, link_of
from warehouse_app.store.postgresql.proving import Proving
from warehouse_app.store.postgresql.trouble import LOCKED, TOO_LONG_SILENT, cause_of, is_lost, is_taken, meaning
from warehouse_app.store.postgresql.wire import Silence
from warehouse_app.store.schema import given_keys
from warehouse_app.store.trouble import Conflict, OutcomeUnknown

_PLAIN_WORDS = "SELECT set_config('lc_messages', 'C', false) WHERE has_parameter_privilege('lc_messages', 'SET')"
"""Only whom an administrator lets may choose the language of messages; others read them in the server's own."""

_SETTINGS = "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS setting (name, value)"
_BEGIN_WRITE = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_UNHURRIED = (
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL enable_seqscan = on"
)
_PROVE = "SELECT pg_logical_emit_message(true, 'warehouse_app', 'prove')"
"""A COMMIT that wrote something waits for the standby, and with itself for all that was written before."""

_WAITS = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND wait_event = 'SyncRep'"
_WORKS = (
    "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND state = 'active' AND wait_event IS DISTINCT FROM 'ClientWrite'"
)

ALONE_PATIENCE_S = 3_600.0
"""Longest silence of a server over work on a database that nobody else uses."""

_LAST = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {series}"
_SET = "SELECT setval({name}, %(last)s, %(used)s)"


class WholeLoader(NumericLoader):
    """Sums of whole numbers are whole numbers, on every database."""

    def load(self, data: Any) -> Any:  # noqa: ANN401 - what psycopg hands over
        """Return an int where there are no decimals."""
        found = super().load(data)
        return int(found) if found == found.to_integral_value() else found


class PostgresBackend:
    """The `Backend` of one PostgreSQL database."""

    def __init__(self, address: Address, remembered: Remembered) -> None:
        self._address, self._remembered = address, remembered
        self.proving = Proving(self._open, address.shown)
        self._allowance = Allowance()
        self._held_up = False
        self._due = threading.local()
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=self._open,
            poolclass=NullPool,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            use_native_hstore=False,
        )
        event.listen(self._engine, "before_cursor_execute", _before)

    @property
    def engine(self) -> Engine:
        """What opens its connections."""
        return self._engine

    @property
    def name(self) -> str:
        """The database and its hosts."""
        return self._address.shown

    @property
    def path(self) -> Path | None:
        """It is no file of ours."""
        return None

    @property
    def address(self) -> Address:
        """Where it is."""
        return self._address

    @property
    def reads_apart(self) -> bool:
        """No: a server has few connections to give, and each transaction says what it may."""
        return False

    def connect(self, until: float | None = None) -> Connection:
        """Open a lane; a server that was left behind is passed over for another one, or refused."""
        if until is not None and time.monotonic() + float(self._address.parameters["connect_timeout"]) > until:
            raise Conflict(Trouble("database_away", database=self.name))
        self._due.until, avoided = until, frozenset[Host]()
        behind: Trouble | None = None
        while parameters := self._address.without(avoided):
            self._due.parameters = parameters
            try:
                connection = self._engine.connect()
            except DBAPIError:
                if behind is None:
                    raise
                break
            with _closed_unless_sound(connection):
                behind = epochs.left_behind(link_of(connection), self._remembered, self.name)
            if behind is None:
                return connection
            avoided |= {epochs.host_of(link_of(connection))}
            connection.close()
        assert behind is not None, "an address names at least one host"
        raise behind

    def usable(self, connection: Connection) -> bool:
        """Tell whether the link lives and nothing is open on it."""
        return not connection.closed and not connection.invalidated and _is_idle(link_of(connection))

    def settle(self, connection: Connection, *, create: bool) -> None:
        """Make, accept or refuse."""
        creation.settle(connection, self.name, create=create)

    def turn(self) -> AbstractContextManager[None]:
        """Everybody may write at once."""
        return nullcontext()

    def begin_write(
        self, connection: Connection, *, prove: bool, undisturbed: bool = False, until: float | None = None
    ) -> None:
        """Begin as if alone."""
        link = link_of(connection)
        self.proving.show(link)
        link.until = until
        if link.writes != self._allowance.pause_ms:
            link.patience_s = PATIENCE_S
            link.execute(_SETTINGS, _named(writing(self._allowance.pause_ms)))
            link.writes = self._allowance.pause_ms
        if self._held_up:
            self._put_out(link)
        if undisturbed:
            link.execute(UNDISTURBED)
            link.undisturbed = True
        link.begin(_BEGIN_WRITE, TOGETHER, *((_PROVE,) if prove else ()))

    def begin_read(self, connection: Connection) -> None:
        """Begin a snapshot."""
        link = link_of(connection)
        link.forget()
        link.until = None
        if link.writes != 0:
            link.execute(_SETTINGS, _named(READING))
            link.patience_s, link.writes = READ_PATIENCE_S, 0
        link.execute(_BEGIN_READ)

    def begin_alone(self, connection: Connection) -> None:
        """Begin without the limits of a bench."""
        link = link_of(connection)
        link.forget()
        link.patience_s, link.writes, link.until = ALONE_PATIENCE_S, None, None
        link.execute("BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")

    def clean(self, connection: Connection) -> None:
        """Write anew what the server keeps of the tables in which something personal stood."""
        link = link_of(connection)
        link.patience_s, link.writes = ALONE_PATIENCE_S, None
        link.execute("SET statement_timeout = 0; SET lock_timeout = '60s'")
        cleaning.clean(link)

    def load(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Write whole rows by COPY."""
        columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.c)
        words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
        with link_of(connection).cursor().copy(words) as stream:
            for row in rows:
                stream.write_row(row)

    def given_out(self, connection: Connection) -> Mapping[str, int]:
        """Read the series."""
        link = link_of(connection)
        return {
            name: int(link.execute(_series(_LAST, name, c.name)).fetchall()[0][0]) for name, c in given_keys().items()
        }

    def give_on(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Set the series."""
        link = link_of(connection)
        for name, column in given_keys().items():
            link.execute(_series(_SET, name, column.name), {"last": max(numbers[name], 1), "used": numbers[name] > 0})

    def version(self, connection: Connection) -> int:
        """Read it from the mark."""
        return creation.version(connection)

    def tell(self, connection: Connection, origin: str, kinds: frozenset[Touched]) -> None:
        """Notify with the commit."""
        link_of(connection).keep(TELL, (CHANNEL, told(origin, kinds)), changes=NOTHING)

    def hear(self, ignore: str, own: Callable[[], int]) -> Hearing:
        """Listen on a connection of its own."""
        return Listening(self._open, ignore)

    def commit(self, connection: Connection) -> None:
        """Commit; an answer that does not come, or comes with a warning, is no answer."""
        link = link_of(connection)
        link.warned, process = False, link.info.backend_pid
        try:
            status = link.ask("COMMIT").statusmessage
        except psycopg.Error as error:
            if is_lost(error) and error.sqlstate != TOO_LONG_SILENT:  # that one never read the COMMIT
                waits = isinstance(error, Silence) and self._at_work(_WAITS, process)
                raise OutcomeUnknown(self.name, waits=waits) from error
            raise
        if link.warned:
            link.close()
            raise OutcomeUnknown(self.name)
        if status != "COMMIT":
            message = f"a unit of work went on after an error of the database: {status}"
            raise RuntimeError(message)
        self._allowance.kept()
        link.careful = False
        if link.undisturbed:
            self._let_others(link)

    def roll_back(self, connection: Connection) -> None:
        """Undo what is open; a link that is in the middle of something is shut."""
        if connection.closed or connection.invalidated:
            return
        link = link_of(connection)
        link.forget()
        link.until = time.monotonic() + CHECK_S
        with contextlib.suppress(psycopg.Error):
            if link.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
                link.execute("ROLLBACK")
            elif not _is_idle(link):
                link.shut()
            if link.undisturbed and not link.closed:
                self._let_others(link)

    def meaning(self, error: BaseException) -> Exception | None:
        """Name the trouble or the conflict."""
        cause = cause_of(error)
        if cause is not None and cause.sqlstate == TOO_LONG_SILENT:
            self._allowance.too_short()
        self._held_up |= cause is not None and cause.sqlstate == LOCKED
        return meaning(error, self.name)

    def may_vanish(self, error: BaseException) -> bool:
        """A key that is taken may have been taken by another writer in the same moment."""
        return is_taken(error)

    def close(self) -> None:
        """Nothing is kept between lanes."""
        self._engine.dispose()

    def _open(self) -> Link:
        parameters = getattr(self._due, "parameters", self._address.parameters)
        link: Link = Link.connect(autocommit=True, **parameters)
        with _closed_unless_sound(link):
            link.adapters.register_loader("numeric", WholeLoader)
            link.until = getattr(self._due, "until", None)
            link.works_on = lambda process: self._at_work(_WORKS, process)
            link.listen_to_warnings()
            link.execute(_SETTINGS, _named(SESSION))
            link.execute(_PLAIN_WORDS)
            self.proving.admit(link)
        return link

    def _at_work(self, question: str, process: int) -> bool:
        """Ask on another connection what the server does for one that hears nothing."""
        try:
            with Link.connect(autocommit=True, **self._address.parameters) as beside:
                beside.until = time.monotonic() + CHECK_S
                return beside.execute(question.encode(), (process,)).fetchone() is not None
        except psycopg.Error:
            return False

    def _let_others(self, link: Link) -> None:
        link.undisturbed = False
        try:
            link.execute(OTHERS_AGAIN)
        except psycopg.Error:
            link.shut()  # and with it goes what it held

    def _put_out(self, link: Link) -> None:
        """End what holds others up for ever; where this account may not, it is left to the server's administrator."""
        self._held_up = False
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            link.execute(PUT_OUT)


@contextlib.contextmanager
def _closed_unless_sound(connection: Link | Connection) -> Iterator[None]:
    """Close a connection that nobody else has yet where it fails before it is handed on: a server has few to give."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(Exception):
            connection.close()
        raise


def _series(words: str, table: str, column: str) -> sql.Composed:
    """Return words about the series behind a key; PostgreSQL names it after both."""
    name = f"{table}_{column}_seq"
    return sql.SQL(words).format(series=sql.Identifier(name), name=sql.Literal(name))


def _named(settings: dict[str, str]) -> tuple[list[str], list[str]]:
    return list(settings), list(settings.values())


def _before(connection: Connection, *_: object) -> None:
    """What the engine runs itself comes after what was kept back, and may change what was asked ahead."""
    link_of(connection).step_aside()


def _is_idle(link: Link) -> bool:
    return not link.closed and link.info.transaction_status is TransactionStatus.IDLE


def unhurried(connection: Connection) -> None:
    """Let the unit of work at hand take as long as the company is large; its limits are back with the next one."""
    link = link_of(connection)
    connection.exec_driver_sql(_UNHURRIED)
    link.patience_s, link.writes, link.until = ALONE_PATIENCE_S, None, None


def open_backend(url: str, remembered: Remembered) -> PostgresBackend:
    """Return the backend for a URL. Raises Usage."""
    return PostgresBackend(address_of(url), remembered)
