"""How one invariant is asked: a question whose answer must be no rows, its first column naming what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text

from warehouse_app.domain.doctoring import MOST_BROKEN, Check
from warehouse_app.store.desk import Desk


class Question(NamedTuple):
    """`broken` must find nothing; `examined` counts what was looked at. Both are plain SQL.

    `{claim}` and `{contents}` stand for what the two databases say in different words (`WORDS`).
    """

    name: str
    examined: str
    broken: str


WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "claim": "json_extract(n.memory, '$.claim')",
        "contents": "(SELECT group_concat(content, '\",\"') FROM"
        " (SELECT content FROM entry e WHERE e.command_id = a.command_id ORDER BY e.seq))",
    },
    "postgresql": {
        "claim": "CAST(CAST(NULLIF(n.memory, '') AS json) ->> 'claim' AS bigint)",
        "contents": "(SELECT string_agg(content, '\",\"' ORDER BY seq) FROM entry e WHERE e.command_id = a.command_id)",
    },
}
"""What a bench claims (of its row `n`), and the contents of a command's entries in order (of its link `a`)."""

AT_ONCE = 5_000
"""Rows read ahead of a stream."""


def worded(desk: Desk, words: str) -> TextClause:
    """Return a question in the words of the database at hand."""
    for name, said in WORDS[desk.connection.dialect.name].items():
        words = words.replace(f"{{{name}}}", said)
    return text(words)


def stream(desk: Desk, words: str) -> Iterator[Any]:
    """Yield any number of rows, read some thousands at a time; a stream that is left early is closed."""
    with desk.connection.execute(worded(desk, words), execution_options={"yield_per": AT_ONCE}) as rows:
        yield from rows


def told(name: str, examined: int, broken: Iterable[str]) -> Check:
    """Return a check that names the first broken rows, and counts them all when there are more."""
    named: list[str] = []
    count = 0
    for row in _read(broken):
        count += 1
        if count <= MOST_BROKEN:
            named.append(row)
    if count > MOST_BROKEN:
        named.append(f"{count} in all")
    return Check(name, count == 0, examined, tuple(named))


def _read(broken: Iterable[str]) -> Iterator[str]:
    """Yield what is broken; values that are none (a number that is bytes, a text that is no JSON) break a check too."""
    try:
        yield from broken
    except (TypeError, ValueError, KeyError) as error:
        yield f"what stands there cannot be read: {error}"


def ask(desk: Desk, question: Question, moments: Mapping[str, str]) -> Check:
    """Put one question; `moments` are times it may name (`:late`)."""
    examined = desk.connection.execute(worded(desk, question.examined)).scalar() or 0
    rows = desk.connection.execute(worded(desk, question.broken), dict(moments))
    return told(question.name, int(examined), (str(row[0]) for row in rows))
