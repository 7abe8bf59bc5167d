"""The list of lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal, or_, select

from warehouse_app.domain.training.results import Result
from warehouse_app.store import training as kept
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import office, training

_r, _person = training.training_result, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _of_person(column: Any) -> Any:  # noqa: ANN401 - a column, and an expression of Core
    return func.coalesce(select(column).where(_person.c.id == _r.c.person).correlate(_r).scalar_subquery(), "")


_CODE, _NAME = _of_person(_person.c.code), _of_person(_person.c.name)


def _views() -> dict[str, ColumnElement[bool]]:
    return {
        "all": literal(1) == 1,
        "passed": _r.c.packed_right == _r.c.orders,
        "again": _r.c.packed_right < _r.c.orders,
    }


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_views().get(query.view, literal(1) == 0)]
    found += [value == _CODE for name, value in query.filters if name == "person"]
    text = query.text.strip()
    if text:
        found.append(or_(holds(_CODE, text), holds(_NAME, text)))
    return found


_ROWS = kept.RESULTS.where(_r.c.id.in_(_IDS))


def rows(desk: Desk, keys: list[int]) -> Mapping[int, Result]:
    """Return the lessons of these keys."""
    return {row[0]: kept.result(row) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many lessons it shows."""
    return count_views(desk, _r, _views())


LESSONS: Listing[Result] = Listing(
    key=_r.c.id,
    sorts={
        "at": _r.c.begun_at,
        "person": _CODE,
        "right": _r.c.packed_right,
        "seconds": _r.c.seconds,
        "mistakes": _r.c.mistakes,
    },
    sort="at",
    where=_where,
    read=rows,
    filters=frozenset({"person"}),
    views=frozenset(_views()),
)
