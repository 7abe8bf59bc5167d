"""A long list in the order of another table: walked there, its rows found by their link, instead of sorted each time.

A million orders sorted by the number of their customer would be a million numbers looked up and sorted for the first
200. The customers stand in the order of their numbers already, and the orders of each by their key, both in an index.
Rows without a link sort as the empty text: they are the first half, the linked ones the second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select

from warehouse_app.domain.listing import Mark
from warehouse_app.store.desk import Desk


class Through(NamedTuple):
    """`value` is what is sorted by: unique, never empty, indexed. `link` is the list's own column, indexed with the
    list's key; it names `to`.
    """

    value: ColumnElement[str]
    link: ColumnElement[Any]
    to: ColumnElement[Any]


class Way(NamedTuple):
    """How a slice is reached: onwards or backwards from a mark (None: from the very end), over `skip` rows."""

    onwards: bool
    mark: Mark | None
    skip: int
    limit: int


class Walk(NamedTuple):
    """A list to be walked: what it is sorted through, its key, and its conditions."""

    through: Through
    key: ColumnElement[int]
    where: Sequence[ColumnElement[bool]]


class _Edge(NamedTuple):
    """Where to begin, and in which direction of the sort; the mark's own row belongs to it or not."""

    mark: Mark | None
    upwards: bool
    inclusive: bool


_Half = Callable[[Desk, Walk, _Edge], "Select[str, int] | None"]


def keys_of(desk: Desk, walk: Walk, way: Way, *, descending: bool) -> list[tuple[Any, int]]:
    """Return sort value and key of each row on the way, in the direction of the way."""
    edge = _Edge(way.mark, way.onwards != descending, way.onwards)
    found: list[tuple[Any, int]] = []
    skip = way.skip
    for half in _halves(edge):
        asked = half(desk, walk, edge)
        if asked is None or len(found) == way.limit:
            continue
        order = [each.asc() if edge.upwards else each.desc() for each in _order(walk, half)]
        here = desk.connection.execute(asked.order_by(*order).limit(way.limit - len(found)).offset(skip)).all()
        found += [(row[0], int(row[1])) for row in here]
        skip = 0 if here or not skip else skip - _count(desk, asked)
    return found


def place_of(desk: Desk, walk: Walk, mark: Mark, *, descending: bool) -> int:
    """Return how many rows stand before a mark."""
    edge = _Edge(mark, upwards=descending, inclusive=False)
    halves = (half(desk, walk, edge) for half in _halves(edge))
    return sum(_count(desk, asked) for asked in halves if asked is not None)


def _halves(edge: _Edge) -> tuple[_Half, _Half]:
    return (_unlinked, _linked) if edge.upwards else (_linked, _unlinked)


def _order(walk: Walk, half: _Half) -> tuple[ColumnElement[Any], ...]:
    """Return the order of a half; the link, always NULL in one, is named so that PostgreSQL knows its index again."""
    return (walk.through.link if half is _unlinked else walk.through.value, walk.key)


def _count(desk: Desk, asked: Select[str, int]) -> int:
    return int(desk.connection.execute(asked.with_only_columns(func.count())).scalar_one())


def _unlinked(_desk: Desk, walk: Walk, edge: _Edge) -> Select[str, int] | None:
    """Return the rows without a link, from the edge on; None where the edge lies behind them."""
    found = select(literal(""), walk.key).where(walk.through.link.is_(None), *walk.where)
    if edge.mark is None or (edge.mark.value and not edge.upwards):
        return found
    return None if edge.mark.value else found.where(_beyond(walk.key, edge.mark.key, edge))


def _linked(desk: Desk, walk: Walk, edge: _Edge) -> Select[str, int] | None:
    """Return the rows with a link, from the edge on; None where the edge lies before them.

    SQLite is made to begin with the other table: it plans without knowing how many rows either has, and a condition on
    the list's own rows would let it sort them all.
    """
    value, link, to = walk.through
    found = select(value, walk.key).where(*walk.where)
    if desk.connection.dialect.name == "sqlite":
        both = to.table.outerjoin(walk.key.table, link == to)
        found = found.select_from(both).where(func.coalesce(walk.key, 0) > 0)
    else:
        found = found.select_from(to.table.join(walk.key.table, link == to))
    if edge.mark is None or (edge.upwards and not edge.mark.value):
        return found
    if not edge.mark.value:
        return None
    near = value >= edge.mark.value if edge.upwards else value <= edge.mark.value
    past = value > edge.mark.value if edge.upwards else value < edge.mark.value
    return found.where(and_(near, or_(past, _beyond(walk.key, edge.mark.key, edge))))


def _beyond(key: ColumnElement[int], mark: int, edge: _Edge) -> ColumnElement[bool]:
    if edge.upwards:
        return key >= mark if edge.inclusive else key > mark
    return key <= mark if edge.inclusive else key < mark
