"""The list of counts, one count whole, and how right books and people were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.counting.states import OPEN, WAITING, CountState
from warehouse_app.domain.counting.values import AccuracyRow, CountDetail, CountedThing, CountListRow, code_of
from warehouse_app.domain.quantities import line_total_minor, minor_digits
from warehouse_app.store.desk import Desk
from warehouse_app.store.health.costs import currency_of
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins
from warehouse_app.store.schema import counting, ledger, office
from warehouse_app.store.statement import Statement

_c, _l, _n = counting.count_request, counting.count_line, counting.count_plan
_p, _i, _g, _u = ledger.place, ledger.item, ledger.product, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
MOST_THINGS = 2_000
MOST_ROWS = 500


def _in(states: Iterable[CountState]) -> ColumnElement[bool]:
    return or_(*(_c.c.state == each.value for each in sorted(states)))


VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "waiting": _in(WAITING),
    "counting": _c.c.state == CountState.COUNTING.value,
    "review": _c.c.state == CountState.REVIEW.value,
    "open": _in(OPEN),
    "differing": _c.c.differences > 0,
    "matched": _c.c.state == CountState.MATCHED.value,
    "posted": _c.c.state == CountState.POSTED.value,
    "rejected": _c.c.state == CountState.REJECTED.value,
}
"""The views a list of counts can be asked for, by name."""

_FILTERS: Mapping[str, Any] = {
    "warehouse": lambda value: _c.c.warehouse == value,
    "state": lambda value: _c.c.state == value,
    "plan": lambda value: _c.c.plan_id.in_(select(_n.c.id).where(_n.c.code == value.upper())),
    "place": lambda value: _c.c.place_id.in_(select(_p.c.id).where(_p.c.code == value)),
    "product": lambda value: _c.c.id.in_(
        select(_l.c.count_id).join(_i, _i.c.id == _l.c.item_id).where(_i.c.sku == value)
    ),
    "reason": lambda value: _c.c.reason == value,
}


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [] if query.view == "all" else [VIEWS.get(query.view, literal(1) == 0)]
    found += [_FILTERS[name](value) for name, value in query.filters if name in _FILTERS]
    text = query.text.strip().upper()
    if not text:
        return found
    number = int(text[1:]) if text[:1] == "K" and text[1:].isdecimal() and len(text) < 16 else -1  # noqa: PLR2004 - digits of a row
    places = select(_p.c.id).where(begins(_p.c.code, text))
    items = select(_i.c.id).where(_i.c.sku == text)
    return [*found, or_(_c.c.id == number, _c.c.place_id.in_(places), _c.c.item_id.in_(items))]


_SELECT: Select[Any] = (
    select(_c.c.id, _p.c.code, _c.c.warehouse, func.coalesce(_i.c.sku, ""), func.coalesce(_g.c.name, ""), _c.c.state)
    .add_columns(_c.c.reason, func.coalesce(_n.c.code, ""), _c.c.round, _c.c.counted_by, _c.c.differences)
    .add_columns(_c.c.value_minor, _c.c.at, func.coalesce(_c.c.counted_at, ""), _c.c.note, _c.c.person)
    .join(_p, _p.c.id == _c.c.place_id)
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_n, _n.c.id == _c.c.plan_id)
)
_ROWS = _SELECT.where(_c.c.id.in_(_IDS))
_NAMES = Statement(select(_u.c.id, _u.c.name))


def names(desk: Desk) -> Mapping[str, str]:
    """Return the names of all people by id."""
    return {str(row[0]): str(row[1]) for row in _NAMES.all(desk.connection)}


def rows(desk: Desk, keys: list[int]) -> Mapping[int, CountListRow]:
    """Return the counts of these keys."""
    known, currency = names(desk), currency_of(desk)
    return {row[0]: _row(row, known, currency) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def _row(row: Any, known: Mapping[str, str], currency: str) -> CountListRow:  # noqa: ANN401 - a database row
    people = [*row[9].split(), *([row[15]] if row[15] else [])]
    told = ", ".join(dict.fromkeys(known.get(each, each) for each in people))
    head = (row[0], code_of(row[0]), row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8])
    return CountListRow(*head, told, row[10], row[11], row[12], row[13], row[14], currency)


COUNTS = Listing(
    key=_c.c.id,
    sorts={
        "count": _c.c.id,
        "state": _c.c.state,
        "way": _c.c.seq,
        "value": _c.c.value_minor,
        "differences": _c.c.differences,
        "counted": func.coalesce(_c.c.counted_at, ""),
    },
    sort="count",
    where=_where,
    read=rows,
    filters=frozenset(_FILTERS),
    views=frozenset(VIEWS),
    sums={"differences": _c.c.differences, "value_minor": _c.c.value_minor},
)
"""All counts."""

_THINGS = (
    select(_l.c.round, _l.c.who, _l.c.at, _i.c.sku, func.coalesce(_g.c.name, ""), _i.c.lot, _i.c.serial, _i.c.grade)
    .add_columns(_l.c.counted, _l.c.book, _l.c.unit_e4, _l.c.reason, func.coalesce(_l.c.entry_id, ""))
    .join(_i, _i.c.id == _l.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_l.c.count_id == bindparam("count_is"))
    .order_by(_l.c.round.desc(), func.abs(_l.c.counted - func.coalesce(_l.c.book, _l.c.counted)).desc(), _l.c.id)
    .limit(MOST_THINGS)
)


def views(desk: Desk) -> dict[str, int]:
    """Return for every view how many counts it shows."""
    return count_views(desk, _c, VIEWS)


def detail(desk: Desk, count_id: int) -> CountDetail | None:
    """Return one count whole."""
    found = rows(desk, [count_id]).get(count_id)
    if found is None:
        return None
    known = names(desk)
    things = [
        CountedThing(row[0], known.get(row[1], row[1]), *row[2:])
        for row in desk.connection.execute(_THINGS, {"count_is": count_id})
    ]
    return CountDetail(found, tuple(things))


# ------------------------------------------------------------------------------------------------------- accuracy

_first = and_(_l.c.round == 1, _l.c.book.is_not(None))
_off = _l.c.counted - _l.c.book
_last = counting.count_line.alias()
_truth = case((_c.c.state == CountState.REJECTED.value, 0), else_=func.coalesce(_last.c.counted - _last.c.book, 0))
_DONE = or_(*(_c.c.state == each.value for each in (CountState.MATCHED, CountState.POSTED, CountState.REJECTED)))


def _accuracy(key: Any, name: Any, *group: Any) -> Select[Any]:  # noqa: ANN401 - expressions of Core
    return (
        select(key, name, func.count(), func.sum(case((_off == 0, 1), else_=0)), func.sum(func.abs(_off)))
        .add_columns(func.sum(func.abs(_off) * _l.c.unit_e4))
        .select_from(_l)
        .join(_c, _c.c.id == _l.c.count_id)
        .join(_i, _i.c.id == _l.c.item_id)
        .join(_p, _p.c.id == _c.c.place_id)
        .outerjoin(_g, _g.c.id == _i.c.product_id)
        .where(_first, _c.c.counted_at >= bindparam("since"), _DONE)
        .group_by(key, *group)
    )


_BY: dict[str, Select[Any]] = {
    "place": _accuracy(_p.c.code, func.max(_p.c.warehouse)),
    "product": _accuracy(_i.c.sku, func.max(func.coalesce(_g.c.name, ""))),
    "day": _accuracy(func.substr(_c.c.counted_at, 1, 10), literal("")),
    "person": (
        select(_l.c.who, literal(""), func.count(), func.sum(case((_off == _truth, 1), else_=0)))
        .add_columns(func.sum(func.abs(_off - _truth)), func.sum(func.abs(_off - _truth) * _l.c.unit_e4))
        .select_from(_l)
        .join(_c, _c.c.id == _l.c.count_id)
        .outerjoin(
            _last,
            and_(_last.c.count_id == _l.c.count_id, _last.c.item_id == _l.c.item_id, _last.c.round == _c.c.round),
        )
        .where(_l.c.book.is_not(None), _c.c.counted_at >= bindparam("since"), _DONE)
        .group_by(_l.c.who)
    ),
}


def accuracy(desk: Desk, by: str, since: str) -> tuple[AccuracyRow, ...]:
    """Return how right the books were by place, product or day, or how right people were; the worst first."""
    known = names(desk) if by == "person" else {}
    digits = minor_digits(currency_of(desk))
    found = [
        AccuracyRow(
            known.get(row[0], row[0]), row[1], int(row[2]), int(row[3] or 0), int(row[4] or 0), _minor(row[5], digits)
        )
        for row in desk.connection.execute(_BY[by], {"since": since})
    ]
    found.sort(key=lambda each: (-(each.counted - each.right), -each.value_minor, each.key))
    return tuple(found[:MOST_ROWS])


def _minor(e4: int | None, digits: int) -> int:
    return line_total_minor(1, int(e4 or 0), digits)


def by_week(days: Iterable[AccuracyRow]) -> tuple[AccuracyRow, ...]:
    """Return days joined to their weeks (by the Monday), the oldest first."""
    weeks: dict[str, list[AccuracyRow]] = defaultdict(list)
    for each in days:
        day = date.fromisoformat(each.key)
        weeks[date.fromordinal(day.toordinal() - day.weekday()).isoformat()].append(each)
    return tuple(joined(week, weeks[week]) for week in sorted(weeks))


def joined(key: str, parts: Iterable[AccuracyRow]) -> AccuracyRow:
    """Return rows as one."""
    parts = tuple(parts)
    return AccuracyRow(
        key,
        "",
        sum(each.counted for each in parts),
        sum(each.right for each in parts),
        sum(each.units for each in parts),
        sum(each.value_minor for each in parts),
    )
