"""One connection to a PostgreSQL server that never waits for ever.

libpq has no read time-out: an answer lost on its way once held a station for 19 minutes, and with it everybody who
wanted the same row. So each wait has a deadline, after which the socket is shut and the connection is gone.
"""

from __future__ import annotations

import contextlib
import os
import socket
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from sqlalchemy import Connection

RV = TypeVar("RV")

PATIENCE_S = 5.0
"""Longest silence of a server in a unit of work that others may wait for."""


class Silence(psycopg.OperationalError):
    """The server did not answer in time; the connection has been shut."""


class Link(psycopg.Connection[Any]):
    """A connection. `patience_s` bounds each wait; `waits` counts them (round trips, as a rule)."""

    patience_s: float = PATIENCE_S
    waits: int = 0
    warned: bool = False

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server, no longer than the patience of the work at hand. Raises Silence."""
        self.waits += 1
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience_s)
        except errors._WaitTimeout as error:  # noqa: SLF001 - the name psycopg gives it
            self.shut()
            raise Silence("the server did not answer in time") from error

    def shut(self) -> None:
        """Shut the socket, so that nothing that comes late is ever taken for an answer to something else."""
        with contextlib.suppress(OSError, psycopg.Error):
            twin = socket.socket(fileno=os.dup(self.pgconn.socket))
            with twin:
                twin.shutdown(socket.SHUT_RDWR)
        self.pgconn.finish()

    def listen_to_warnings(self) -> None:
        """Note each warning: one that comes with a COMMIT means that it is not safe yet."""
        self.add_notice_handler(self._noticed)

    def _noticed(self, notice: errors.Diagnostic) -> None:
        if notice.severity_nonlocalized == "WARNING":
            self.warned = True


def link_of(connection: Connection) -> Link:
    """Return the driver's connection of a lane."""
    link = connection.connection.driver_connection
    if not isinstance(link, Link):
        message = "a lane of another database"
        raise TypeError(message)
    return link
