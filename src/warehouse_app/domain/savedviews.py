"""Views of a list that people keep under a name: what it asks, and which columns stand where.

Promise: a kept text carries its version; one that cannot be read is the list as it comes, never an error; what a list
no longer has is named and left out, and the rest of the view opens.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal

VERSION = 1
LONGEST_NAME = 60
MOST_VIEWS = 50
"""Views of one list a person has, and as many that everybody has."""

LONGEST_TEXT = 8_000
MOST_FILTERS = 20


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of the list `list`. `columns` is the window's own text; `at` tells one saving from another."""

    list: str
    name: str
    shared: bool
    query: ListQuery
    columns: str = ""
    at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class NoSuchView(Refusal):
    """There is no view of that name (any more)."""

    code: ClassVar[str] = "no_such_view"
    view: str
    list: str


@dataclass(frozen=True, slots=True)
class ViewTaken(Refusal):
    """There is a view of that name already, or somebody saved it anew since it was opened."""

    code: ClassVar[str] = "view_taken"
    view: str


@dataclass(frozen=True, slots=True)
class TooManyViews(Refusal):
    """No further view is kept."""

    code: ClassVar[str] = "too_many_views"
    list: str
    most: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a list has: views, columns it can be sorted by, filters. `home` is the view it opens with."""

    views: frozenset[str]
    sorts: frozenset[str]
    filters: frozenset[str]
    home: str = "all"


def gone(query: ListQuery, known: Known) -> tuple[str, ...]:
    """Return what a query names and the list does not have (any more): its view, its sort, its filters."""
    view = (query.view,) if query.view not in known.views else ()
    sort = (query.sort,) if query.sort and query.sort not in known.sorts else ()
    filters = tuple(name for name, _value in query.filters if name not in known.filters)
    return tuple(dict.fromkeys(view + sort + filters))


def healed(query: ListQuery, known: Known) -> ListQuery:
    """Return a query without what the list does not have: sorted its own way, in the view it opens with."""
    filters = tuple((name, value) for name, value in query.filters if name in known.filters)
    here = replace(query, filters=filters, view=query.view if query.view in known.views else known.home)
    return here if not query.sort or query.sort in known.sorts else replace(here, sort="", descending=False)


def lost(columns: Collection[str], there: Collection[str]) -> tuple[str, ...]:
    """Return the columns a view speaks of that its table no longer has."""
    return tuple(sorted(set(columns) - set(there)))


def to_text(query: ListQuery) -> str:
    """Write what a view asks as one line."""
    facts = {"view": query.view, "text": query.text, "filters": dict(query.filters)}
    more = {"sort": query.sort, "descending": query.descending}
    return json.dumps({"version": VERSION, **facts, **more}, separators=(",", ":"), ensure_ascii=False)


def from_text(text: str) -> ListQuery | None:
    """Read what a view asks; None for a text that is damaged or of a later version."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or found.get("version") != VERSION:
            return None
        filters = tuple(sorted((_word(name), _word(value)) for name, value in dict(found["filters"]).items()))
        told = (_word(found["view"]), _word(found["text"]), filters[:MOST_FILTERS], _word(found["sort"]))
        return ListQuery(*told, descending=found["descending"] is True)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _word(value: Any) -> str:  # noqa: ANN401 - from the database
    if not isinstance(value, str):
        raise TypeError
    return value
