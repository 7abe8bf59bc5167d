"""Core statements compiled once for a dialect and run as plain driver SQL.

The speed of hand-written SQL with Core's safety.

Only integers and text pass through, so no type processing is lost by going around Core's execution. On PostgreSQL a
statement whose answer nobody reads (`do`) travels with the next one that is asked, and `foresee` asks several at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from sqlalchemy import BindParameter, Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert, UpdateBase
from sqlalchemy.sql.expression import Executable
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from warehouse_app.store.sqlite import driver

NOTHING: frozenset[str] = frozenset()

Row = Any
Params = Mapping[str, object]


class Answer(Protocol):
    """What a statement found or did."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""
        ...


class Statement:
    """A Core statement with named bind parameters, compiled at first use for each dialect. Say `or_`, not `in_`.

    `others` gives another text of the same meaning for a dialect that needs one.
    """

    __slots__ = ("_compiled", "_keyed", "_others", "_source", "_tables")

    def __init__(self, source: Executable, **others: Executable) -> None:
        self._source = source
        self._others = others
        self._compiled: dict[str, Compiled] = {}
        self._keyed: Statement | None = None
        self._tables: frozenset[str] | None = None

    def given(self, **found: Any) -> Statement:  # noqa: ANN401 - expressions of Core
        """Return the same question whose parameters the database finds itself."""

        def replaced(element: Any, **_: Any) -> Any:  # noqa: ANN401 - any part of a statement
            return found.get(element.key) if isinstance(element, BindParameter) else None

        source: Any = self._source
        return Statement(replacement_traverse(source, {}, replaced))

    @property
    def tables(self) -> frozenset[str]:
        """The tables it reads, or the one that it changes."""
        if self._tables is None:
            source: Any = self._source
            changed = getattr(source, "table", None)
            named = {each.name for each in iterate(source) if isinstance(each, Table)}
            self._tables = frozenset((changed.name,) if isinstance(changed, Table) else named)
        return self._tables

    def run(self, connection: Connection, **params: object) -> Answer:
        """Execute with `params` by name; a parameter not given keeps the literal of the statement."""
        compiled = self._for(connection)
        link = link_at(connection)
        if link is None:
            return driver.execute(connection, compiled.text, compiled.values(params))
        found: Answer = link.ask(compiled.text, compiled.values(params), self.tables)
        return found

    def do(self, connection: Connection, **params: object) -> None:
        """Execute where nobody reads the answer: it travels with the next question, or with the commit."""
        compiled = self._for(connection)
        link = link_at(connection)
        if link is None:
            driver.execute(connection, compiled.text, compiled.values(params))
        else:
            link.keep(compiled.text, compiled.values(params), changes=self.tables)

    def run_many(self, connection: Connection, rows: Iterable[Params]) -> None:
        """Execute once for each row of parameters."""
        compiled = self._for(connection)
        values = [compiled.values(row) for row in rows]
        link = link_at(connection)
        if link is not None:
            for each in values:
                link.keep(compiled.text, each, changes=self.tables)
        elif values:
            driver.execute_many(connection, compiled.text, values)

    def key(self, connection: Connection, **params: object) -> int:
        """Insert one row and return the number that the database gave it."""
        made = self.new_key(connection, **params)
        if made is None:
            message = "a row was not written"
            raise LookupError(message)
        return made

    def new_key(self, connection: Connection, **params: object) -> int | None:
        """Insert one row and return its number; None where the statement does nothing about one that is there."""
        source: Any = self._source
        if not isinstance(source, Insert):
            message = "only an INSERT makes a key"
            raise TypeError(message)
        if link_at(connection) is None:
            compiled = self._for(connection)
            done = driver.execute(connection, compiled.text, compiled.values(params))
            return done.lastrowid if done.rowcount else None
        if self._keyed is None:
            self._keyed = Statement(source.returning(*source.table.primary_key))
        rows = self._keyed.all(connection, **params)
        return int(rows[0][0]) if rows else None

    def one(self, connection: Connection, **params: object) -> Row | None:
        """Return the first row, or None."""
        rows = self._rows(connection, params)
        return rows[0] if rows else None

    def all(self, connection: Connection, **params: object) -> list[Row]:
        """Return all rows."""
        return self._rows(connection, params)

    def scalar(self, connection: Connection, **params: object) -> Any:  # noqa: ANN401 - a database value
        """Return the first column of the first row, or None."""
        rows = self._rows(connection, params)
        return rows[0][0] if rows else None

    def _rows(self, connection: Connection, params: Params) -> list[Row]:
        compiled = self._for(connection)
        link = link_at(connection)
        if link is None:
            return driver.execute(connection, compiled.text, compiled.values(params)).fetchall()
        found: list[Row] | None = link.foreseen((self, *params.items()))
        if found is None:
            found = link.ask(compiled.text, compiled.values(params), self._changes()).fetchall()
        return found

    def _changes(self) -> frozenset[str]:
        """Return the table that it changes: what is written may answer as well."""
        return self.tables if isinstance(self._source, UpdateBase) else NOTHING

    def _for(self, connection: Connection) -> Compiled:
        name = connection.dialect.name
        found = self._compiled.get(name)
        if found is None:
            source: Any = self._others.get(name, self._source)
            found = self._compiled[name] = Compiled(source.compile(dialect=connection.dialect))
        return found


_NAMED = re.compile(r"%\((\w+)\)s")


class Compiled:
    """A statement's text for one dialect, its parameters by place, and what each place is called.

    Where a server is given one parameter twice, it is given by name.
    """

    __slots__ = ("_by_name", "_fixed", "_literals", "_pick", "names", "text")

    def __init__(self, compiled: Any) -> None:  # noqa: ANN401 - what Core compiles to
        self.text = str(compiled)
        self._by_name = False
        if compiled.positiontup is None:
            self.names = tuple(_NAMED.findall(self.text))
            # What stands twice must stay one parameter: a server groups by the same expression only.
            self._by_name = len(set(self.names)) < len(self.names)
            if not self._by_name:
                self.text = _NAMED.sub("%s", self.text)
        else:
            self.names = tuple(compiled.positiontup)
        self._fixed: dict[str, Any] = dict(compiled.params)
        self._literals = {name: value for name, value in self._fixed.items() if value is not None}
        self._pick: Callable[[Params], tuple[Any, ...]] = _picker(self.names)

    def values(self, params: Params) -> Any:  # noqa: ANN401 - a tuple, or a dict where one stands twice
        """Return the parameters of one execution, in their places."""
        if self._by_name:
            return {**self._fixed, **params}
        given = {**self._literals, **params} if self._literals else params
        try:
            return self._pick(given)
        except KeyError:
            return self._pick({**self._fixed, **params})


def _picker(names: tuple[str, ...]) -> Callable[[Params], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return (lambda params: (params[names[0]],)) if names else lambda _params: ()


def upsert(table: Table) -> Statement:
    """Return what writes a whole row by its key: a new one, or in the place of the old."""
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {column.name: bindparam(column.name) for column in table.c}

    def of(insert: Any) -> Executable:  # noqa: ANN401 - each database has an INSERT of its own
        new = insert(table).values(values)
        others = {name: new.excluded[name] for name in values if name not in keys}
        found: Executable = new.on_conflict_do_update(index_elements=keys, set_=others)
        return found

    return Statement(of(sqlite.insert), postgresql=of(postgresql.insert))


def insert_new(table: Table, unique: str, *but: str) -> Statement:
    """Return what writes a whole row, all columns `but` these, unless one with the same `unique` is there."""
    values: dict[str, Any] = {column.name: bindparam(column.name) for column in table.c if column.name not in but}

    def of(insert: Any) -> Executable:  # noqa: ANN401 - each database has an INSERT of its own
        found: Executable = insert(table).values(values).on_conflict_do_nothing(index_elements=[unique])
        return found

    return Statement(of(postgresql.insert), sqlite=of(sqlite.insert))


Found = list[list[Row]]
Told = Iterable[tuple[Statement, Params, list[Row]]]


class Ahead(NamedTuple):
    """A question that is sure to come. `tell` says of which questions the answers are known then.

    It is given the answers to all questions that were asked together, and the number of its own.
    """

    asked: Statement
    params: Params
    tell: Callable[[Found, int], Told]


def ahead(statement: Statement, **params: object) -> Ahead:
    """Return a question that will be asked in just these words (its parameters in this order)."""
    return Ahead(statement, params, lambda found, n: ((statement, params, found[n]),))


def foresee(connection: Connection, *questions: Ahead) -> None:
    """Ask what is sure to come and not known yet, in one round trip; nothing on SQLite, which is never far away.

    An answer is forgotten when a table that it was read from is changed.
    """
    link = link_at(connection)
    if link is None:
        return
    known: list[list[Row] | None] = [link.foreseen((each.asked, *each.params.items())) for each in questions]
    if None not in known:
        return
    compiled = [
        (each.asked._for(connection), each.params)  # noqa: SLF001 - its other half
        for each, rows in zip(questions, known, strict=True)
        if rows is None
    ]
    replies = iter(link.ask_all([(each.text, each.values(params)) for each, params in compiled]))
    found = [next(replies).fetchall() if rows is None else rows for rows in known]
    for n, each in enumerate(questions):
        for statement, params, rows in each.tell(found, n):
            link.remember((statement, *params.items()), rows, statement.tables)


def is_far(connection: Connection) -> bool:
    """Tell whether the database is a server, so that it is worth foreseeing what it will be asked."""
    return connection.dialect.name != "sqlite"


def known(connection: Connection, statement: Statement, **params: object) -> list[Row] | None:
    """Return the answer to a question that was asked ahead, None where it was not."""
    link = link_at(connection)
    found: list[Row] | None = None if link is None else link.foreseen((statement, *params.items()))
    return found


def remember(connection: Connection, statement: Statement, rows: list[Row], **params: object) -> None:
    """Let the answer to a question be known that was just written."""
    link = link_at(connection)
    if link is not None:
        link.remember((statement, *params.items()), rows, statement.tables, written=True)


def link_at(connection: Connection) -> Any:  # noqa: ANN401 - a `Link`; its module is not loaded where there is no server
    """Return the link to a server, None on SQLite."""
    return None if connection.dialect.name == "sqlite" else driver.own(connection)
