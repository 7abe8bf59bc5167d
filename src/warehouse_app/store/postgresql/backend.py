"""One PostgreSQL database: many stations write at once, each unit of work as if it were alone.

Units of work run at SERIALIZABLE; what the server cannot bring into an order is run again (`Store.transact`). The
planner is kept to indexes while writing, for a sequence scan would set this unit of work against everybody else's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import NumericLoader
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import NullPool

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.backend import Remembered
from warehouse_app.store.hearing import Hearing
from warehouse_app.store.postgresql import creation
from warehouse_app.store.postgresql.address import Address, address_of
from warehouse_app.store.postgresql.hearing import CHANNEL, TELL, Listening, told
from warehouse_app.store.postgresql.link import NOTHING, PATIENCE_S, Link, link_of
from warehouse_app.store.postgresql.trouble import is_lost, is_taken, meaning
from warehouse_app.store.schema import given_keys
from warehouse_app.store.trouble import OutcomeUnknown

READ_PATIENCE_S = 65.0
"""Longest silence of a server while it answers a question that holds up nobody."""

READING = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "600s", "enable_seqscan": "on"}
"""Limits of a question: nobody waits for it, and an export may wait for its reader."""

WRITING = {"statement_timeout": "4s", "idle_in_transaction_session_timeout": "5s", "enable_seqscan": "off"}
"""Limits of a unit of work that others may wait for."""

SESSION = {
    "lock_timeout": "2s",
    "search_path": "public, pg_catalog",
    "client_min_messages": "warning",
    "lc_messages": "C",
    "jit": "off",
}
"""What every session begins with."""

_SETTINGS = "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS setting (name, value)"
_BEGIN_WRITE = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_UNHURRIED = (
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL enable_seqscan = on"
)
_PROVE = "SELECT pg_logical_emit_message(true, 'warehouse_app', 'prove')"
"""A COMMIT that wrote something waits for the standby, and with itself for all that was written before."""

_EPOCH = "SELECT name, value FROM company WHERE name IN ('id', 'epoch')"
FIRST_EPOCH = 1

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
        self._settled = False
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

    def connect(self) -> Connection:
        """Open a lane; a server older than one that was seen before is refused."""
        connection = self._engine.connect()
        if self._settled:
            self._check_epoch(connection)
        return connection

    def usable(self, connection: Connection) -> bool:
        """Tell whether the link lives and nothing is open on it."""
        return not connection.closed and not connection.invalidated and _is_idle(link_of(connection))

    def settle(self, connection: Connection, *, create: bool) -> None:
        """Make, accept or refuse."""
        creation.settle(connection, self.name, create=create)
        self._settled = True
        self._check_epoch(connection)

    def turn(self) -> AbstractContextManager[None]:
        """Everybody may write at once."""
        return nullcontext()

    def begin_write(self, connection: Connection, *, prove: bool) -> None:
        """Begin as if alone."""
        link = link_of(connection)
        link.forget()
        if link.writes is not True:
            link.patience_s = PATIENCE_S
            link.execute(_SETTINGS, _named(WRITING))
            link.writes = True
        link.keep(_BEGIN_WRITE)
        if prove:
            link.keep(_PROVE)

    def begin_read(self, connection: Connection) -> None:
        """Begin a snapshot."""
        link = link_of(connection)
        link.forget()
        if link.writes is not False:
            link.patience_s = READ_PATIENCE_S
            link.execute(_SETTINGS, _named(READING))
            link.writes = False
        link.execute(_BEGIN_READ)

    def begin_alone(self, connection: Connection) -> None:
        """Begin without the limits of a bench."""
        link = link_of(connection)
        link.forget()
        link.patience_s, link.writes = ALONE_PATIENCE_S, None
        link.execute("BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")

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
        link.warned = False
        try:
            status = link.ask("COMMIT").statusmessage
        except psycopg.Error as error:
            if is_lost(error):
                raise OutcomeUnknown(self.name) from error
            raise
        if link.warned:
            link.close()
            raise OutcomeUnknown(self.name)
        if status != "COMMIT":
            message = f"a unit of work went on after an error of the database: {status}"
            raise RuntimeError(message)

    def roll_back(self, connection: Connection) -> None:
        """Undo what is open; a link that is in the middle of something is shut."""
        if connection.closed or connection.invalidated:
            return
        link = link_of(connection)
        link.forget()
        with contextlib.suppress(psycopg.Error):
            if link.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
                link.execute("ROLLBACK")
            elif not _is_idle(link):
                link.shut()

    def meaning(self, error: BaseException) -> Exception | None:
        """Name the trouble or the conflict."""
        return meaning(error, self.name)

    def may_vanish(self, error: BaseException) -> bool:
        """A key that is taken may have been taken by another writer in the same moment."""
        return is_taken(error)

    def close(self) -> None:
        """Nothing is kept between lanes."""
        self._engine.dispose()

    def _open(self) -> Link:
        link: Link = Link.connect(autocommit=True, **self._address.parameters)
        link.adapters.register_loader("numeric", WholeLoader)
        link.listen_to_warnings()
        link.execute(_SETTINGS, _named(SESSION))
        return link

    def _check_epoch(self, connection: Connection) -> None:
        """Refuse a server that was left behind: an old primary that came back knows nothing of what was promised."""
        facts = {str(row[0]): str(row[1]) for row in link_of(connection).execute(_EPOCH)}
        company, epoch = facts.get("id", ""), int(facts.get("epoch", FIRST_EPOCH))
        if not company:
            return
        newest = self._remembered.newest(company)
        if epoch < newest:
            connection.close()
            raise Trouble("database_left_behind", database=self.name, epoch=epoch, newest=newest)
        if epoch > newest:
            self._remembered.seen(company, epoch)


def _series(words: str, table: str, column: str) -> sql.Composed:
    """Return words about the series behind a key; PostgreSQL names it after both."""
    name = f"{table}_{column}_seq"
    return sql.SQL(words).format(series=sql.Identifier(name), name=sql.Literal(name))


def _named(settings: dict[str, str]) -> tuple[list[str], list[str]]:
    return list(settings), list(settings.values())


def _before(connection: Connection, *_: object) -> None:
    """What the engine runs itself comes after what was kept back, and may change what was asked ahead."""
    link = link_of(connection)
    link.unforesee()
    link.send()
    link.trips += 1


def _is_idle(link: Link) -> bool:
    return not link.closed and link.info.transaction_status is TransactionStatus.IDLE


def unhurried(connection: Connection) -> None:
    """Let the unit of work at hand take as long as the company is large; its limits are back with the next one."""
    link = link_of(connection)
    connection.exec_driver_sql(_UNHURRIED)
    link.patience_s, link.writes = ALONE_PATIENCE_S, None


def open_backend(url: str, remembered: Remembered) -> PostgresBackend:
    """Return the backend for a URL. Raises Usage."""
    return PostgresBackend(address_of(url), remembered)
