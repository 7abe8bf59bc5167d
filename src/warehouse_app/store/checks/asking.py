"""How one invariant is asked: a question whose answer must be no rows, its first column naming what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import text

from warehouse_app.domain.doctoring import MOST_BROKEN, Check
from warehouse_app.store.desk import Desk


class Question(NamedTuple):
    """`broken` must find nothing; `examined` counts what was looked at. Both are plain SQL."""

    name: str
    examined: str
    broken: str


def told(name: str, examined: int, broken: Iterable[str]) -> Check:
    """Return a check that names the first broken rows, and counts them all when there are more."""
    named: list[str] = []
    count = 0
    for row in broken:
        count += 1
        if count <= MOST_BROKEN:
            named.append(row)
    if count > MOST_BROKEN:
        named.append(f"{count} in all")
    return Check(name, count == 0, examined, tuple(named))


def ask(desk: Desk, question: Question, moments: Mapping[str, str]) -> Check:
    """Put one question; `moments` are times it may name (`:late`)."""
    examined = desk.connection.execute(text(question.examined)).scalar() or 0
    rows = desk.connection.execute(text(question.broken), dict(moments))
    return told(question.name, int(examined), (str(row[0]) for row in rows))
