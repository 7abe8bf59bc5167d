"""One connection to a PostgreSQL server: it asks seldom, and never waits for ever.

What nobody reads (most writes, BEGIN, savepoints) is kept back and goes with the next question or with COMMIT, in one
round trip. Questions that are sure to come can be asked ahead, all in one; what was answered is forgotten with the next
write.

libpq has no read time-out: an answer lost on its way once held a station for 19 minutes, and with it everybody who
wanted the same row. So each wait has a deadline, after which the socket is shut and the connection is gone.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from sqlalchemy import Connection

from warehouse_app.store.postgresql.gates import counts, through
from warehouse_app.store.postgresql.wire import MOST_PREPARED, Asked, Reply, Silence, Wire

RV = TypeVar("RV")

PATIENCE_S = 2.5
"""Longest silence of a server in a unit of work that others may wait for."""

DOUBT_S = 2.5
"""After so long a silence over a question it is looked whether the server still works on it."""

_LEAST_WAIT_S = 0.05

MOST_KEPT = 200
"""Statements kept back at once; then they are sent."""

NOTHING: frozenset[str] = frozenset()

NOT_SURE = "22012"
"""What a statement fails with that is sure of its answer: it divides by whether it was right."""

Cursor = psycopg.Cursor[Any]
Key = tuple[object, ...]


class Kept(NamedTuple):
    """A statement kept back. `check` looks at its answer once it is there, and may raise.

    One that is `sure` fails on the server where its answer is a refusal, so that nothing behind it is done.
    """

    words: str
    values: Any
    check: Callable[[Reply], object] | None = None
    sure: bool = False


class NotSure(errors.SerializationFailure):
    """What was taken for granted was refused: the unit of work is run again, and asks before it goes on."""


class Foreseen(NamedTuple):
    """An answer known ahead: read from these tables, or just `written`."""

    rows: list[Any]
    tables: frozenset[str]
    written: bool


@dataclass(slots=True)
class Whole:
    """How a unit of work began, and what became of it so far."""

    words: tuple[str, ...] = ()
    """What it began by; nothing where its beginning is not known, so that it cannot be begun anew."""
    changed: bool = False
    """Whether anything was changed, or is about to be."""
    arrived: bool = False
    """Whether the server may know of it."""
    name: str = ""
    """The savepoint that is the whole of it."""
    mark: int = 0
    """How many of the statements that are kept back stand before it."""

    def begins(self, name: str, kept: int) -> bool:
        """Let a savepoint be the whole, where nothing stands before it that it would take along."""
        if self.changed or self.name or not self.words:
            return False
        self.name, self.mark = name, kept
        return True

    def sent(self) -> None:
        """Note that all that was kept back is on its way."""
        self.arrived, self.mark = self.arrived or self.changed, 0


class Link(psycopg.Connection[Any]):
    """A connection. `patience_s` bounds each wait; `trips` counts round trips."""

    patience_s: float = PATIENCE_S
    trips: int = 0
    warned: bool = False
    gated: bool = False
    """Whether it is a station's, which writes through gates."""
    proof: tuple[str, str] | None = None
    """By what a person was proven to the server on this connection."""
    writes: int | None = None
    """Milliseconds the session may pause while it writes, 0 where its limits are those of a question, None where they
    were not set yet.
    """
    undisturbed: bool = False
    """Whether other units of work wait until this one is done."""
    until: float | None = None
    """When whoever waits for the unit of work at hand is told in any case (of the monotonic clock)."""
    works_on: Callable[[int], bool] | None = None
    """Tells whether the server still works for one of its processes."""
    careful: bool = False
    """Whether nothing is taken for granted, because something was refused that had been."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - psycopg's own
        super().__init__(*args, **more)
        self._kept: list[Kept] = []
        self._ahead: dict[Key, Foreseen] = {}
        self._read_from: frozenset[str] = NOTHING
        self._whole = Whole()
        self._wire = Wire(self)
        self.prepared_max = MOST_PREPARED

    def execute(self, query: Any, params: Any = None, **more: Any) -> Cursor:  # noqa: ANN401 - psycopg's own
        """Run one statement by itself: a round trip."""
        self.trips += 1
        return super().execute(query, params, **more)

    def _deallocate(self, name: bytes | None) -> PQGen[None]:
        """Drop a statement that the driver prepared. It drops all after a rollback, and so those of bursts as well."""
        if name is None:
            self._wire.dropped()
        yield from super()._deallocate(name)

    # ------------------------------------------------------------------------------------------ asking and keeping back
    def begin(self, *words: str) -> None:
        """Begin a unit of work by these words, which go with its first question."""
        self.forget()
        self._whole = Whole(words)
        self._kept.extend(Kept(each, None) for each in words)

    def keep(
        self,
        words: str,
        values: Any = None,  # noqa: ANN401 - parameters
        check: Callable[[Reply], object] | None = None,
        changes: frozenset[str] | None = None,
        *,
        sure: bool = False,
    ) -> None:
        """Keep a statement back until something is asked. It `changes` these tables (None: any)."""
        self.unforesee(changes)
        self._kept.append(Kept(through(words) if self.gated else words, values, check, sure))
        if len(self._kept) >= MOST_KEPT:
            self.send()

    def send(self) -> None:
        """Send what was kept back."""
        if self._kept:
            self.ask_all(())

    def step_aside(self) -> None:
        """Let somebody else ask by this connection, and change anything, after what was kept back."""
        self.unforesee()
        self.send()
        self._whole.sent()
        self.trips += 1

    def settle(self) -> None:
        """Send what was kept back where something in it may be refused, and the server would go on all the same."""
        if any(each.check is not None and not each.sure for each in self._kept):
            self.ask_all(())

    def ask(self, words: str, values: Any = None, changes: frozenset[str] | None = None) -> Reply:  # noqa: ANN401 - parameters
        """Ask, after what was kept back. It `changes` these tables (None: any)."""
        self.unforesee(changes)
        return self.ask_all(((words, values),))[0]

    def ask_all(self, questions: Iterable[Asked]) -> list[Reply]:
        """Ask several questions that change nothing in one round trip, after what was kept back."""
        kept, self._kept = self._kept, []
        self.trips += 1
        self._whole.sent()
        asked = list(questions)
        if self.gated:
            asked = [(through(words), values) for words, values in asked]
        replies, error = self._wire.ask([*((each.words, each.values) for each in kept), *asked])
        if self.gated:
            _count([*(each.words for each in kept), *(words for words, _values in asked)], replies)
        if error is None or not self.closed:  # a refusal that came before an error is what the error means
            _check(kept, replies)
        if error is not None:
            self._raise(error, kept[len(replies)] if len(replies) < len(kept) else None)
        return replies[len(kept) :]

    def _raise(self, error: psycopg.Error, failed: Kept | None) -> NoReturn:
        if failed is not None and failed.sure and error.sqlstate == NOT_SURE:
            self.careful = True
            raise NotSure from error
        raise error

    def remember(self, key: Key, rows: list[Any], tables: frozenset[str], *, written: bool = False) -> None:
        """Keep the answer to a question that is sure to come, until one of its tables is changed."""
        self._ahead[key] = Foreseen(rows, tables, written)
        if not tables <= self._read_from:
            self._read_from |= tables

    def foreseen(self, key: Key) -> list[Any] | None:
        """Return an answer that was asked ahead."""
        found = self._ahead.get(key) if self._ahead else None
        return None if found is None else found.rows

    def unforesee(self, changed: frozenset[str] | None = None) -> None:
        """Drop what was asked ahead of these tables (None: of any): they are about to change."""
        if changed == NOTHING:
            return
        self._whole.changed = True
        if changed is None:
            self._ahead.clear()
        elif not changed.isdisjoint(self._read_from):
            self._ahead = {key: each for key, each in self._ahead.items() if changed.isdisjoint(each.tables)}
            self._read_from -= changed

    def forget(self) -> None:
        """Drop what was kept back and what was asked ahead: the unit of work is over, or undone."""
        self._kept.clear()
        self._ahead.clear()
        self._read_from = NOTHING
        self._whole = Whole()

    # ------------------------------------------------------------------------------------------------------- savepoints
    def savepoint(self, name: str) -> None:
        """Begin what may be undone by itself; before anything was changed it is the whole unit of work."""
        if not self._whole.begins(name, len(self._kept)):
            self.keep(f"SAVEPOINT {name}", changes=NOTHING)

    def back_to(self, name: str) -> None:
        """Undo it; what was never sent needs no undoing."""
        if name == self._whole.name:
            self._begin_anew()
            return
        begun = [n for n, each in enumerate(self._kept) if each.words == f"SAVEPOINT {name}"]
        if begun:
            del self._kept[begun[-1] + 1 :]
            self._keep_what_was_read()
        else:
            self._kept.clear()
            self.keep(f"ROLLBACK TO {name}")

    def _begin_anew(self) -> None:
        """Undo all of the unit of work since its beginning."""
        if self._whole.arrived:
            self._kept = [Kept(each, None) for each in ("ROLLBACK", *self._whole.words)]
            self._ahead.clear()
            self._whole.arrived, self._whole.mark = False, len(self._kept)
        else:
            del self._kept[self._whole.mark :]
            self._keep_what_was_read()
        self._whole.changed = False

    def _keep_what_was_read(self) -> None:
        self._ahead = {key: each for key, each in self._ahead.items() if not each.written}

    def release(self, name: str) -> None:
        """Let it be part of the whole."""
        if name == self._whole.name:
            self._whole.name = ""
        else:
            self.keep(f"RELEASE {name}", changes=NOTHING)

    # ---------------------------------------------------------------------------------------------------------- waiting
    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server, no longer than the patience of the work at hand. Raises Silence."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(self._doubted(gen) if self.writes == 0 else gen, interval, self._patience())
        except errors._WaitTimeout as error:  # noqa: SLF001 - the name psycopg gives it
            self.shut()
            raise Silence("the server did not answer in time") from error

    def _patience(self) -> float:
        if self.until is None:
            return self.patience_s
        return min(self.patience_s, max(self.until - time.monotonic(), _LEAST_WAIT_S))

    def _doubted(self, gen: PQGen[RV]) -> PQGen[RV]:
        """Do as `gen` does, but look after each long silence whether the server still works on the answer."""
        heard = time.monotonic()
        try:
            state = next(gen)
            while True:
                ready = yield state
                if ready or self.works_on is None:
                    heard = time.monotonic()
                elif time.monotonic() > heard + DOUBT_S:
                    if not self.works_on(self.info.backend_pid):
                        self.shut()
                        raise Silence("the answer was lost")
                    heard = time.monotonic()
                state = gen.send(ready)
        except StopIteration as end:
            answer: RV = end.value
            return answer

    def shut(self) -> None:
        """Shut the socket, so that nothing that comes late is ever taken for an answer to something else."""
        self.forget()
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


def _count(words: Sequence[str], replies: Sequence[Reply]) -> None:
    """Let the answer of a gate tell how many rows were changed, as the statement behind it would."""
    for each, reply in zip(words, replies, strict=False):
        if counts(each) and reply.rows:
            reply.rowcount = int(reply.rows[0][0])


def _check(kept: Sequence[Kept], replies: Sequence[Reply]) -> None:
    for each, reply in zip(kept, replies, strict=False):
        if each.check is not None:
            each.check(reply)


def link_of(connection: Connection) -> Link:
    """Return the driver's connection of a lane."""
    link = connection.connection.driver_connection
    if not isinstance(link, Link):
        message = "a lane of another database"
        raise TypeError(message)
    return link
