"""Claims on a name among all processes of a server's database, whatever their homes and machines.

A claim is an advisory lock of a session of its own, so the server frees it in the moment the process that holds it
dies; a machine that was cut off is missed by the server's own keepalive, in half a minute.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading

import psycopg
from psycopg import sql

from warehouse_app.store.postgresql.address import Address
from warehouse_app.store.postgresql.link import Link
from warehouse_app.store.postgresql.trouble import meaning
from warehouse_app.store.trouble import Conflict

LOCKS = 0x57480001
"""The first half of each lock's number: claims of this program; the second half is made from the name."""
LONGEST_HOLDER = 60
"""Of what a claim says about its holder; the server keeps 63 bytes."""
ALIVE = {
    "idle_session_timeout": "0",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "lock_timeout": "2s",
    "statement_timeout": "4s",
}
_TRY = "SELECT pg_try_advisory_lock(%s, %s)"
_FREE = "SELECT pg_advisory_unlock(%s, %s)"
_HOLDER = (
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND l.classid::bigint = %s AND l.objid::bigint = %s"
)
_HALF, _WHOLE = 1 << 31, 1 << 32


class ServerClaim:
    """A held claim."""

    def __init__(self, claims: Claims, name: str) -> None:
        self._claims, self._name = claims, name

    def close(self) -> None:
        """Give it back."""
        self._claims.free(self._name)


class Claims:
    """The claims of one process on one server, held by one session; `holder` is what others are told of it."""

    def __init__(self, address: Address, holder: str) -> None:
        self._address, self._holder = address, holder
        self._session: Link | None = None
        self._held: set[str] = set()
        self._guard = threading.Lock()

    def take(self, name: str) -> ServerClaim | str:
        """Return the claim, or who holds it. Raises Trouble where the server cannot be asked."""
        with self._guard:
            if name in self._held:
                return self._holder
            try:
                return self._take(name)
            except psycopg.Error as error:
                self._drop()
                meant = meaning(error, self._address.shown)
                raise (meant.trouble if isinstance(meant, Conflict) else meant) or error from error

    def free(self, name: str) -> None:
        """Give a claim back; a session that is gone has given it back already."""
        with self._guard:
            if name not in self._held:
                return
            self._held.discard(name)
            if self._session is not None:  # said aloud: the end of the session alone reaches the server a moment later
                with contextlib.suppress(psycopg.Error):
                    self._session.execute(_FREE, _numbers(name))
            if not self._held:
                self._drop()

    def _take(self, name: str) -> ServerClaim | str:
        session = self._opened()
        if session.execute(_TRY, _numbers(name)).fetchall()[0][0]:
            self._held.add(name)
            return ServerClaim(self, name)
        high, low = (number % _WHOLE for number in _numbers(name))
        found = session.execute(_HOLDER, (high, low)).fetchall()
        if not self._held:
            self._drop()
        return str(found[0][0] or "") if found else ""

    def _opened(self) -> Link:
        if self._session is None or self._session.closed:
            self._held.clear()
            told = {**self._address.parameters, "application_name": self._holder[:LONGEST_HOLDER]}
            self._session = Link.connect(autocommit=True, **told)
            for setting, value in ALIVE.items():
                self._session.execute(sql.SQL("SET {} = {}").format(sql.Identifier(setting), sql.Literal(value)))
        return self._session

    def _drop(self) -> None:
        self._held.clear()
        if self._session is not None:
            with contextlib.suppress(psycopg.Error):
                self._session.close()
            self._session = None


def _numbers(name: str) -> tuple[int, int]:
    """Return the two halves of a name's lock, each a whole number of 32 bits with its sign."""
    low = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    return LOCKS, low - _WHOLE if low >= _HALF else low
