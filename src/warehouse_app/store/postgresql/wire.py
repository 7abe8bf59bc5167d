"""Statements that go to a server together and come back together, handed to libpq itself.

A driver's cursor for each statement, with its own wait, costs the client four times as much as all of this. Only whole
numbers, text and lists of numbers go out; what comes back is loaded by the driver.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from psycopg import errors, generators
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, ExecStatus

if TYPE_CHECKING:
    from psycopg.abc import PQGen
    from psycopg.pq.abc import PGresult

    from warehouse_app.store.postgresql.link import Link

MOST_PREPARED = 500
"""Statements a server keeps prepared for one lane: all of a bench's."""

Asked = tuple[str, Any]
"""A statement's words, with `%s` or `%(name)s` for each parameter, and its parameters."""

_SIGNS = re.compile(r"%(?:\((\w+)\)s|s|%)")
_NO_SUCH_STATEMENT = "26000"
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Silence(psycopg.OperationalError):
    """The server did not answer in time; the connection has been shut."""


class Reply:
    """The answer to one statement: its rows, or how many rows it changed and what the server says it did."""

    __slots__ = ("rowcount", "rows", "statusmessage")

    def __init__(self, rows: list[Any], rowcount: int, statusmessage: str) -> None:
        self.rows, self.rowcount, self.statusmessage = rows, rowcount, statusmessage

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self.rows

    def fetchone(self) -> Any:  # noqa: ANN401 - a database row
        """Return the first row, or None."""
        return self.rows[0] if self.rows else None


class Words(NamedTuple):
    """A statement as the server reads it, and the names of its parameters in their places, where they have names."""

    sql: bytes
    names: tuple[str, ...] | None


class Wire:
    """What one connection's server knows prepared, and how it is asked."""

    def __init__(self, link: Link) -> None:
        self._link, self._loading = link, Transformer(link)
        self._seen: set[str] = set()
        self._prepared: dict[str, bytes] = {}
        self._coming: dict[str, bytes] = {}
        self._given = 0

    def ask(self, asked: Sequence[Asked]) -> tuple[list[Reply], psycopg.Error | None]:
        """Send all at once; return the answers up to the first error, and that error.

        Raises what comes up before anything was sent, and Silence.
        """
        values = [_values(words, each) for words, each in asked]
        if len(self._seen) > MOST_PREPARED:
            self._forget()
        self._coming = {}
        sent: list[str] = []
        results: list[PGresult] = []
        lost: psycopg.Error | None = None
        pgconn = self._link.pgconn
        pgconn.enter_pipeline_mode()
        try:
            for (words, _), each in zip(asked, values, strict=True):
                self._send(words, each, sent)
            pgconn.pipeline_sync()
            self._link.wait(_answers(pgconn, results))
        except Silence:
            raise
        except psycopg.OperationalError as error:
            lost = error
        finally:
            if pgconn.status == ConnStatus.OK:
                pgconn.exit_pipeline_mode()
        return self._read(sent, results, lost)

    def _send(self, words: str, values: list[bytes | None], sent: list[str]) -> None:
        """Put one statement on its way; from its second time on it stays prepared.

        `sent` has a place for each answer: the words that it prepares, "" where it is the answer to a question.
        """
        name = self._prepared.get(words) or self._coming.get(words)
        if name is None and words not in self._seen:
            self._seen.add(words)
            self._link.pgconn.send_query_params(_words(words).sql, values)
        else:
            self._link.pgconn.send_query_prepared(name or self._prepare(words, sent), values)
        sent.append("")

    def _prepare(self, words: str, sent: list[str]) -> bytes:
        self._given += 1
        name = self._coming[words] = b"w%d" % self._given
        self._link.pgconn.send_prepare(name, _words(words).sql)
        sent.append(words)
        return name

    def _read(
        self, sent: Sequence[str], results: Sequence[PGresult], lost: psycopg.Error | None
    ) -> tuple[list[Reply], psycopg.Error | None]:
        replies: list[Reply] = []
        for words, result in zip(sent, results, strict=False):
            if result.status not in _DONE:
                return replies, self._error(result)
            if words:
                self._prepared[words] = self._coming[words]
            else:
                replies.append(self._reply(result))
        return replies, lost

    def _reply(self, result: PGresult) -> Reply:
        rows: list[Any] = []
        if result.ntuples:
            self._loading.set_pgresult(result)
            rows = self._loading.load_rows(0, result.ntuples, tuple)
        status = result.command_status or b""
        return Reply(rows, result.command_tuples or 0, status.decode())

    def _error(self, result: PGresult) -> psycopg.Error:
        error = errors.error_from_result(result)
        if error.sqlstate == _NO_SUCH_STATEMENT:
            self._prepared.clear()
        return error

    def dropped(self) -> None:
        """Whoever shares the connection let the server drop all it has prepared."""
        self._seen.clear()
        self._prepared.clear()

    def _forget(self) -> None:
        """Let the server drop what it has prepared, where that is more than it should keep."""
        self._link.execute("DEALLOCATE ALL")
        self.dropped()


def _answers(pgconn: psycopg.pq.abc.PGconn, results: list[PGresult]) -> PQGen[None]:
    """Gather an answer to each thing sent, up to the sign that all were read."""
    yield from generators.send(pgconn)
    while True:
        result = yield from generators.fetch(pgconn)
        if result is None:  # the end of one statement's answers
            continue
        if result.status == ExecStatus.PIPELINE_SYNC:
            return
        results.append(result)


@lru_cache(maxsize=4096)
def _words(words: str) -> Words:
    """Return words with a number in the place of each parameter."""
    names: list[str] = []

    def numbered(sign: re.Match[str]) -> str:
        if sign.group() == "%%":
            return "%"
        name = sign.group(1) or ""
        if not name or name not in names:
            names.append(name)
        return f"${names.index(name) + 1 if name else len(names)}"

    sql = _SIGNS.sub(numbered, words).encode()
    return Words(sql, tuple(names) if any(names) else None)


def _values(words: str, values: Any) -> list[bytes | None]:  # noqa: ANN401 - a sequence or a mapping
    if not values:
        return []
    names = _words(words).names
    given = values if names is None else [values[name] for name in names]
    return [None if each is None else _OUT[type(each)](each) for each in given]


def _text(value: str) -> bytes:
    if "\0" in value:
        message = "text for a server cannot hold a zero byte"
        raise psycopg.DataError(message)
    return value.encode()


def _list(values: Sequence[int | None]) -> bytes:
    return b"{%s}" % b",".join(b"NULL" if each is None else b"%d" % each for each in values)


class _Out(dict[type, Callable[[Any], bytes]]):
    """How a value of each type goes out; what is a kind of text or number goes as such."""

    def __missing__(self, kind: type) -> Callable[[Any], bytes]:
        found = next((self[base] for base in (int, str) if issubclass(kind, base)), None)
        if found is None:
            message = f"no parameter of a server: {kind.__name__}"
            raise TypeError(message)
        return self.setdefault(kind, found)


_OUT = _Out({int: b"%d".__mod__, str: _text, list: _list, tuple: _list})
