"""What the store asks of a database: where a lane begins and ends its units of work, and what an error means.

There are two answers, `sqlite/` and `postgresql/`. Everything else in the store is one text for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table

from warehouse_app.domain.changes import Touched
from warehouse_app.store.hearing import Hearing


class Remembered(Protocol):
    """The newest epoch of a server that this home has seen, by the company's id."""

    def newest(self, company: str) -> int:
        """Return it, 0 where none was seen."""
        ...

    def seen(self, company: str, epoch: int) -> None:
        """Keep a newer one."""
        ...


class _Forgetful:
    """Remembers nothing: for tests, and for tools that look once."""

    def newest(self, company: str) -> int:
        return 0

    def seen(self, company: str, epoch: int) -> None:
        pass


FORGETFUL: Remembered = _Forgetful()


class Backend(Protocol):
    """One database. A connection belongs to the thread it was made for."""

    @property
    def engine(self) -> Engine:
        """What opens its connections."""
        ...

    @property
    def name(self) -> str:
        """What to call the database in a sentence (never with a password)."""
        ...

    @property
    def path(self) -> Path | None:
        """The file it is, where it is one."""
        ...

    @property
    def reads_apart(self) -> bool:
        """Whether a thread reads on a lane of its own beside the one that writes."""
        ...

    def connect(self, until: float | None = None) -> Connection:
        """Open a lane, where that is sure to end in time. Raises what the driver raises, Conflict and Trouble."""
        ...

    def usable(self, connection: Connection) -> bool:
        """Tell whether a lane can still be used; a broken one is opened anew."""
        ...

    def settle(self, connection: Connection, *, create: bool) -> None:
        """Make the tables in an empty database, accept ours, refuse any other. Raises Trouble, Usage."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Wait for the right to write, where only one may. Raises Trouble."""
        ...

    def begin_write(
        self, connection: Connection, *, prove: bool, undisturbed: bool = False, until: float | None = None
    ) -> None:
        """Begin a unit of work. With `prove`, its COMMIT also answers for all that was committed before it.

        `undisturbed` keeps others waiting meanwhile, where many may write at once. `until` (of the monotonic clock) is
        when whoever waits is told in any case.
        """
        ...

    def begin_read(self, connection: Connection) -> None:
        """Begin a steady snapshot that cannot write."""
        ...

    def begin_alone(self, connection: Connection) -> None:
        """Begin a unit of work of any length, on a database that nobody else uses."""
        ...

    def clean(self, connection: Connection) -> None:
        """Write anew what is kept, so that nothing deleted is left in it. Raises Trouble."""
        ...

    def load(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Write whole rows, every column in the table's order."""
        ...

    def given_out(self, connection: Connection) -> Mapping[str, int]:
        """Return by table the last number that was given out for its key, 0 where none was."""
        ...

    def give_on(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Let the numbers of keys go on behind these, so that none is ever given twice."""
        ...

    def version(self, connection: Connection) -> int:
        """Return the version of the tables."""
        ...

    def tell(self, connection: Connection, origin: str, kinds: frozenset[Touched]) -> None:
        """Let others hear, with the commit, what it touched and who did it."""
        ...

    def hear(self, ignore: str, own: Callable[[], int]) -> Hearing:
        """Return a listener for others' commits but those of origin `ignore`; `own` counts this process's."""
        ...

    def commit(self, connection: Connection) -> None:
        """Make it durable. Raises OutcomeUnknown where the answer is lost."""
        ...

    def roll_back(self, connection: Connection) -> None:
        """Undo what is open; never raises for a connection that is gone."""
        ...

    def meaning(self, error: BaseException) -> Exception | None:
        """Return what a database error stands for (Trouble, Conflict), or None where it stands for itself."""
        ...

    def may_vanish(self, error: BaseException) -> bool:
        """Tell whether an error may be another writer's doing, so that running again can be right."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...
