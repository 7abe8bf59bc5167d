"""The list of move tasks: by what is to be done now, how urgent it is, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, literal, or_, select

from warehouse_app.domain.moving.states import MoveState
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.moving.tasks import SHOWN, task_of
from warehouse_app.store.patterns import begins
from warehouse_app.store.schema import ledger, moving

URGENT = 1
"""Tasks up to this urgency are for work that is on the floor already."""

_m, _p, _i = moving.move_task, ledger.place, ledger.item
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ALIVE = or_(_m.c.state == MoveState.OPEN.value, _m.c.state == MoveState.TAKEN.value)
_ROWS = SHOWN.where(_m.c.id.in_(_IDS))

VIEWS: Mapping[str, ColumnElement[bool]] = {
    "live": _ALIVE,
    "urgent": and_(_ALIVE, _m.c.urgency <= URGENT),
    "taken": _m.c.state == MoveState.TAKEN.value,
    "done": _m.c.state == MoveState.DONE.value,
    "over": or_(_m.c.state == MoveState.SHORT.value, _m.c.state == MoveState.CANCELLED.value),
    "all": literal(1) == 1,
}
"""The views a list of move tasks can be asked for, by name."""

FILTERS = frozenset({"warehouse", "kind"})


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [VIEWS.get(query.view, literal(1) == 0)]
    found += [_m.c[name] == value for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    places = select(_p.c.id).where(_p.c.code == text)
    goods = select(_i.c.id).where(or_(_i.c.sku == text.upper(), _i.c.serial == text))
    code = begins(_m.c.code, text.upper())
    return [*found, or_(code, _m.c.source.in_(places), _m.c.target.in_(places), _m.c.item_id.in_(goods))]


def _read(desk: Desk, keys: list[int]) -> Mapping[int, MoveTask]:
    return {row[0]: task_of(desk, row) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many tasks it shows."""
    return count_views(desk, _m, VIEWS)


TASKS = Listing(
    key=_m.c.id,
    sorts={
        "urgency": _m.c.urgency, "code": _m.c.code, "state": _m.c.state, "kind": _m.c.kind, "qty": _m.c.qty,
        "due": _m.c.due, "at": _m.c.at,
    },
    sort="urgency",
    where=_where,
    read=_read,
    filters=FILTERS,
    views=frozenset(map(str, VIEWS)),
    sums={"units": _m.c.qty},
)  # fmt: skip
"""All move tasks."""
