"""Long lists answered by the database: counted, and read in slices at any position, by marks instead of from the start.

A slice is found from the nearest known mark: the beginning, the end, or a row seen before (`(value, key) >= mark`, a
range of the sort's index), and only the rows between are skipped, inside the index. The keys are found first and their
rows read after, so that skipping never touches a row. Where a long list is sorted by what another table says of its
rows, that table is walked (`through`).

Promise: all of it is portable Core; every order ends with the key, so that no two rows ever change places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, FromClause, func, literal, select, tuple_

from warehouse_app.domain.listing import Extent, ListQuery, Mark, Settled, Slice
from warehouse_app.store.desk import Desk
from warehouse_app.store.through import Through, Walk, Way, keys_of, place_of

Row = TypeVar("Row")

AT_ONCE = 500
"""Rows read together where a whole list is walked."""

WIDE = 50_000
"""A list longer than this is walked in the order of its sort, however its rows were chosen."""


_NO_SIGN = "\N{REPLACEMENT CHARACTER}"


class Asked(NamedTuple):
    """A query as the conditions of a list see it. `wide`: it finds so many rows that no index narrows it usefully.

    `words` are those of its text, the rarest first, where the list knows.
    """

    query: ListQuery
    wide: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One list as data: its key, what it can be sorted by, its conditions, and how the rows of some keys are read.

    A sort's expression is never NULL. `filters` and `views` are the names that `where` understands; `sums` go under the
    list. `through` names the sorts for which another table is walked where the list is long. `leading` tells the words
    of a text, the rarest first, `crowded` whether more rows speak of it than are shown.
    """

    key: ColumnElement[int]
    sorts: Mapping[str, ColumnElement[Any]]
    sort: str
    where: Callable[[Asked], list[ColumnElement[bool]]]
    read: Callable[[Desk, list[int]], Mapping[int, Row]]
    filters: frozenset[str] = frozenset()
    views: frozenset[str] = frozenset({"all"})
    leading: Callable[[Desk, str], tuple[str, ...]] | None = None
    crowded: Callable[[Desk, str, tuple[str, ...]], bool] | None = None
    sums: Mapping[str, ColumnElement[int]] = field(default_factory=dict)
    through: Mapping[str, Through] = field(default_factory=dict)


def gone(listing: Listing[Row], query: ListQuery) -> tuple[str, ...]:
    """Return what a query names and the list does not have (any more): its sort, its filters."""
    sort = (query.sort,) if query.sort and query.sort not in listing.sorts else ()
    return sort + tuple(name for name, _value in query.filters if name not in listing.filters)


def count_views(desk: Desk, table: FromClause, views: Mapping[str, ColumnElement[bool]]) -> dict[str, int]:
    """Return for every view, by name, how many rows of a table it shows; each is counted on the index that suits it."""
    each = [select(func.count()).select_from(table).where(view).scalar_subquery() for view in views.values()]
    row = desk.connection.execute(select(*each)).one()
    return {name: int(value) for name, value in zip(views, row, strict=True)}


def extent(desk: Desk, listing: Listing[Row], query: ListQuery) -> Extent:
    """Return how many rows a query finds, and their sums."""
    sums = [func.coalesce(func.sum(column), 0) for column in listing.sums.values()]
    asked = _asked(desk, listing, query, wide=False)
    where = listing.where(asked)
    row = desk.connection.execute(select(func.count(), *sums).select_from(_table(listing)).where(*where)).one()
    told = tuple((name, int(value)) for name, value in zip(listing.sums, row[1:], strict=True))
    more = bool(query.text.strip()) and listing.crowded is not None and listing.crowded(desk, query.text, asked.words)
    return Extent(int(row[0]), told, more)


def page(
    desk: Desk,
    listing: Listing[Row],
    query: ListQuery,
    at: int,
    size: int,
    near: Mark | None = None,
    total: int | None = None,
) -> Slice[Row]:
    """Return the rows at positions `at` and after. `near` is a mark known before, `total` the length if it is known."""
    way = _way(max(0, at), size, near, total)
    if way.limit <= 0:
        return Slice(at, (), gone=gone(listing, query))
    found = _keys(desk, listing, query, way, wide=_is_wide(desk, listing, query, total))
    return _slice(desk, listing, query, max(0, at), found if way.onwards else found[::-1])


def settle(desk: Desk, listing: Listing[Row], query: ListQuery, mark: Mark | None, size: int) -> Settled[Row]:
    """Read a list again where it was looked at: its length, and the rows from `mark` on with their position now."""
    found = extent(desk, listing, query)
    if mark is None:
        return Settled(found, 0, page(desk, listing, query, 0, size, total=found.total))
    wide = found.total > WIDE
    at = _position(desk, listing, query, mark, wide=wide)
    here = Mark(at, mark.value, mark.key)
    first = min(at, max(0, found.total - size))
    return Settled(found, at, page(desk, listing, query, first, size, here, found.total))


def seek(desk: Desk, listing: Listing[Row], query: ListQuery, key: int, size: int) -> Settled[Row] | None:
    """Read a list about the row of this key; None where the query does not find it."""
    here = (*listing.where(_asked(desk, listing, query, wide=False)), listing.key == key)
    value = desk.connection.execute(select(_sort(listing, query)).where(*here)).scalar()
    return None if value is None else settle(desk, listing, query, Mark(0, value, key), size)


def walk(desk: Desk, listing: Listing[Row], query: ListQuery) -> Iterator[Row]:
    """Yield every row of a query in its order; a million rows need no more memory than a thousand."""
    wide = extent(desk, listing, query).total > WIDE
    way = Way(onwards=True, mark=None, skip=0, limit=AT_ONCE)
    at = 0
    while keys := _keys(desk, listing, query, way, wide=wide):
        found = _slice(desk, listing, query, at, keys)
        yield from found.rows
        at += len(keys)
        way = Way(onwards=True, mark=found.last, skip=1, limit=AT_ONCE)
        if len(keys) < AT_ONCE:
            return


def _way(at: int, size: int, near: Mark | None, total: int | None) -> Way:
    """Return the way that skips the fewest rows."""
    ways = [Way(onwards=True, mark=None, skip=at, limit=size)]
    if total is not None:
        size = min(size, total - at)
        ways.append(Way(onwards=False, mark=None, skip=total - at - size, limit=size))
    if near is not None and near.at <= at:
        ways.append(Way(onwards=True, mark=near, skip=at - near.at, limit=size))
    elif near is not None and at + size <= near.at:
        ways.append(Way(onwards=False, mark=near, skip=near.at - at - size, limit=size))
    return min(ways, key=lambda way: way.skip)


def _table(listing: Listing[Row]) -> Any:  # noqa: ANN401 - the table of a column
    return listing.key.table


def _sort(listing: Listing[Row], query: ListQuery) -> ColumnElement[Any]:
    return listing.sorts.get(query.sort, listing.sorts[listing.sort])


def _asked(desk: Desk, listing: Listing[Row], query: ListQuery, *, wide: bool) -> Asked:
    """SQLite plans without knowing how common a value is; other databases know better than we do.

    Words lead to few rows. Beside them no index of another condition is of use there either: of a million orders the
    closed ones would be walked for those that the words found at once.
    """
    query = _writable(query)
    words = listing.leading(desk, query.text) if listing.leading is not None and query.text.strip() else ()
    return Asked(query, (wide or bool(words)) and desk.connection.dialect.name == "sqlite", words)


def _writable(query: ListQuery) -> ListQuery:
    """Return a query as any database takes it: zeros, which no server reads, are none of a text and find no value."""
    if "\0" not in query.text and not any("\0" in value for _name, value in query.filters):
        return query
    filters = tuple((name, value.replace("\0", _NO_SIGN)) for name, value in query.filters)
    return replace(query, text=query.text.replace("\0", ""), filters=filters)


def _is_wide(desk: Desk, listing: Listing[Row], query: ListQuery, total: int | None) -> bool:
    """Say whether a query finds very many rows; they are counted, so far, only where it matters and nobody knows."""
    weighed = query.text.strip() or desk.connection.dialect.name != "sqlite"
    if total is not None or weighed or _through(listing, query) is None:
        return total is not None and total > WIDE
    some = select(listing.key).where(*listing.where(_asked(desk, listing, query, wide=False))).limit(WIDE + 1)
    return int(desk.connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()) > WIDE


def _through(listing: Listing[Row], query: ListQuery) -> Through | None:
    return listing.through.get(query.sort or listing.sort)


def _walk(desk: Desk, listing: Listing[Row], query: ListQuery, *, wide: bool) -> Walk | None:
    """Return how another table leads to the rows, where it does; PostgreSQL weighs itself where to begin."""
    through = _through(listing, query) if wide or desk.connection.dialect.name != "sqlite" else None
    if through is None:
        return None
    return Walk(through, listing.key, listing.where(_asked(desk, listing, query, wide=wide)))


def _keys(desk: Desk, listing: Listing[Row], query: ListQuery, way: Way, *, wide: bool) -> list[tuple[Any, int]]:
    """Return sort value and key of each row on the way, in the direction of the way."""
    through = _walk(desk, listing, query, wide=wide)
    if through is not None:
        return keys_of(desk, through, way, descending=query.descending)
    sort, key = _sort(listing, query), listing.key
    upwards = way.onwards != query.descending
    found = select(sort.label("value"), key.label("row_key")).where(
        *listing.where(_asked(desk, listing, query, wide=wide))
    )
    if way.mark is not None:
        here = tuple_(sort, key)
        mark = tuple_(literal(way.mark.value, sort.type), literal(way.mark.key))
        if way.onwards:
            found = found.where(here <= mark if query.descending else here >= mark)
        else:
            found = found.where(here > mark if query.descending else here < mark)
    ordered = (sort.asc(), key.asc()) if upwards else (sort.desc(), key.desc())
    rows = desk.connection.execute(found.order_by(*ordered).limit(way.limit).offset(way.skip))
    return [(row[0], int(row[1])) for row in rows]


def _position(desk: Desk, listing: Listing[Row], query: ListQuery, mark: Mark, *, wide: bool) -> int:
    """Return how many rows stand before a mark."""
    through = _walk(desk, listing, query, wide=wide)
    if through is not None:
        return place_of(desk, through, mark, descending=query.descending)
    sort, key = _sort(listing, query), listing.key
    here, there = tuple_(sort, key), tuple_(literal(mark.value, sort.type), literal(mark.key))
    before = here > there if query.descending else here < there
    asked = select(func.count()).select_from(_table(listing))
    asked = asked.where(*listing.where(_asked(desk, listing, query, wide=wide)), before)
    return int(desk.connection.execute(asked).scalar_one())


def _slice(desk: Desk, listing: Listing[Row], query: ListQuery, at: int, keys: list[tuple[Any, int]]) -> Slice[Row]:
    rows = listing.read(desk, [key for _value, key in keys]) if keys else {}
    ends = [Mark(at + n, keys[n][0], keys[n][1]) for n in (0, len(keys) - 1)] if keys else [None, None]
    return Slice(at, tuple(rows[key] for _value, key in keys), ends[0], ends[1], gone(listing, query))
