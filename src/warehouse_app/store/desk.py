"""The desk: one unit of work on one connection, with who acts, when, and for which command.

Handlers are given a desk and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, insert, select, update

from warehouse_app.domain.changes import Touched
from warehouse_app.store.memory import Memory
from warehouse_app.store.schema import office
from warehouse_app.store.sqlite import driver
from warehouse_app.store.statement import Statement, link_at


@dataclass(slots=True)
class Desk:
    """`at` is UTC ISO text; `entries` collects the contents of what was posted, for the audit chain.

    `told` is what the whole unit of work touched, for others who listen.
    """

    connection: Connection
    memory: Memory
    at: str = ""
    who: str = ""
    station: str = ""
    command_id: str = ""
    touched: set[Touched] = field(default_factory=set)
    entries: list[str] = field(default_factory=list)
    told: set[Touched] = field(default_factory=set)
    _begun: int = -1
    _whole: str = ""

    def begin(self) -> None:
        """Say that nothing of this unit of work is written yet: what is undone from here is undone with all of it."""
        if link_at(self.connection) is None:
            self._begun = driver.changed(self.connection)

    def touch(self, *kinds: Touched) -> None:
        """Note what the command changed, for screens that show it."""
        self.touched.update(kinds)
        self.told.update(kinds)

    def savepoint(self, name: str) -> None:
        """Begin what may be undone by itself."""
        link = link_at(self.connection)
        if link is not None:
            link.savepoint(name)
        elif not self._whole and driver.changed(self.connection) == self._begun:
            self._whole = name  # SQLite would copy every page that is written after a savepoint
        else:
            driver.execute(self.connection, f"SAVEPOINT {name}")

    def back_to(self, name: str) -> None:
        """Undo what was done since the savepoint."""
        link = link_at(self.connection)
        if link is not None:
            link.back_to(name)
        elif name == self._whole:  # nobody else writes before the turn is over
            driver.execute(self.connection, "ROLLBACK")
            driver.execute(self.connection, "BEGIN IMMEDIATE")
        else:
            driver.execute(self.connection, f"ROLLBACK TO {name}")
        self.memory.forget()

    def release(self, name: str) -> None:
        """Let what was done since the savepoint be part of the whole."""
        link = link_at(self.connection)
        if link is not None:
            link.release(name)
        elif name == self._whole:
            self._whole = ""
        else:
            driver.execute(self.connection, f"RELEASE {name}")

    def settle(self) -> None:
        """Let a refusal come up that may wait in what was put off."""
        link = link_at(self.connection)
        if link is not None:
            link.settle()

    def next_number(self, name: str) -> int:
        """Give out the next number of a document series (1, 2, 3, ...; gaps are allowed)."""
        if _RAISE.run(self.connection, name_is=name).rowcount == 0:
            _START.do(self.connection, name=name, value=1)
            return 1
        return int(_READ.scalar(self.connection, name_is=name))

    def put_outbox(self, intent: str, kind: str, payload: str) -> None:
        """Write what must follow this commit; the same intent twice is one row."""
        if _INTENT.scalar(self.connection, intent_is=intent) is None:
            _PUT.do(self.connection, intent=intent, kind=kind, payload=payload, next_at=self.at, at=self.at)


_counter = office.counter
_RAISE = Statement(update(_counter).where(_counter.c.name == bindparam("name_is")).values(value=_counter.c.value + 1))
_START = Statement(insert(_counter).values(name=bindparam("name"), value=bindparam("value")))
_READ = Statement(select(_counter.c.value).where(_counter.c.name == bindparam("name_is")))
_INTENT = Statement(select(office.outbox.c.id).where(office.outbox.c.intent == bindparam("intent_is")))
_PUT = Statement(
    insert(office.outbox).values(
        intent=bindparam("intent"),
        kind=bindparam("kind"),
        payload=bindparam("payload"),
        state="waiting",
        attempts=0,
        next_at=bindparam("next_at"),
        trouble="",
        at=bindparam("at"),
    ),
)
