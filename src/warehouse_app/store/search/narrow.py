"""The orders that speak of a text, as a condition for their list: by the words of names and the beginnings of codes.

The same words and indexes by which anything is found (`look`), for a list that is counted, sorted and read in slices.
Each way reads a bounded number of rows, whatever the size of the company: of a text that very many orders speak of, the
list shows the first, and says that there are more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select, union_all

from warehouse_app.domain.search import asked, range_of, wanted_words
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import search, trade
from warehouse_app.store.search.words import Named
from warehouse_app.store.statement import Statement

MOST = 5_000
"""Orders that one way to a text finds."""

EXAMINED = 20_000
"""Names with the leading word that are looked at for the others."""

_w, _o, _c = search.word, trade.orders, trade.customer
_MANY = Statement(
    select(func.count()).select_from(
        select(_w.c.ref)
        .where(_w.c.kind == bindparam("kind_is"), _w.c.word >= bindparam("low"), _w.c.word < bindparam("high"))
        .limit(bindparam("most"))
        .subquery()
    )
)


def leading(desk: Desk, text: str) -> tuple[str, ...]:
    """Return the words of a text, the one that the fewest orders have first; counted only as far as they are read."""
    words = wanted_words(asked(text))
    return words if len(words) < 2 else tuple(sorted(words, key=lambda word: _many(desk, "order", word)))  # noqa: PLR2004


def crowded(desk: Desk, text: str, words: Sequence[str]) -> bool:
    """Say whether more orders may speak of a text than a list of them shows; `words` are those of `leading`."""
    if not asked(text):
        return False
    if len(words) > 1:
        if _many(desk, "order", words[0]) > EXAMINED:
            return True
    elif words and _many(desk, "order", words[0]) > MOST:
        return True
    ways = (each.subquery() for each in (*_by_code(asked(text)), *_by_customer(asked(text), words)))
    return any(int(desk.connection.execute(select(func.count()).select_from(way)).scalar_one()) >= MOST for way in ways)


def speaking_of(text: str, words: Sequence[str]) -> ColumnElement[bool]:
    """True of orders whose number or customer begins with a text, or whose names have all its words.

    `words` are those of `leading`.
    """
    whole = asked(text)
    if not whole:
        return literal(1) == 1
    ways = [*_by_code(whole), *_by_customer(whole, words), *((_named("order", words, MOST),) if words else ())]
    return _o.c.id.in_(union_all(*(select(each.subquery().c.id) for each in ways)))


def _spellings(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((text, text.upper())))


def _by_code(text: str) -> list[Select[Any]]:
    return [_coded(each) for each in _spellings(text)]


def _by_customer(text: str, words: Sequence[str]) -> list[Select[Any]]:
    """Return the orders of customers by the beginning of their number, and by the words of their names."""
    ways = [_of_customers(select(_c.c.id).where(_begins(_c.c.code, each))) for each in _spellings(text)]
    return [*ways, _of_customers(_named("customer", words, MOST))] if words else ways


def _many(desk: Desk, kind: Named, word: str) -> int:
    low, high = range_of(word)
    return int(_MANY.scalar(desk.connection, kind_is=kind, low=low, high=high, most=EXAMINED + 1) or 0)


def _begins(code: ColumnElement[str], text: str) -> ColumnElement[bool]:
    low, high = range_of(text)
    return (code >= low) & (code < high)


def _coded(text: str) -> Select[Any]:
    return select(_o.c.id).where(_begins(_o.c.code, text)).order_by(_o.c.code).limit(MOST)


def _of_customers(customers: Select[Any]) -> Select[Any]:
    found = customers.limit(MOST).subquery()
    return select(_o.c.id).where(_o.c.customer_id.in_(select(found.c.id))).limit(MOST)


def _named(kind: Named, words: Sequence[str], most: int) -> Select[Any]:
    """Return the rows of a kind whose names have all words, led by the first of them."""
    low, high = range_of(words[0])
    here = select(_w.c.ref).where(_w.c.kind == kind, _w.c.word >= low, _w.c.word < high).order_by(_w.c.word, _w.c.ref)
    if len(words) == 1:
        return select(here.limit(most).subquery().c.ref.label("id"))
    first = here.limit(EXAMINED).subquery()
    others = []
    for word in words[1:]:
        v, (low, high) = _w.alias(), range_of(word)
        others.append(
            select(v.c.ref)
            .where(v.c.kind == kind, v.c.ref == first.c.ref, v.c.word >= low, v.c.word < high)
            .correlate(first)
            .exists()
        )
    return select(first.c.ref.label("id")).where(*others).limit(most)
