"""What may be given to a picker: what is his own, and what waits in the pool."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select

from warehouse_app.domain.picking.ways import SHARED
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, picking, trade
from warehouse_app.store.statement import Statement

_b, _q, _bo, _o = floor.batch, picking.batch_part, floor.batch_order, trade.orders
_MINE: BindParameter[str] = bindparam("person_is")
_free_part = (
    select(_q.c.trip)
    .where(_q.c.batch_id == _b.c.id, or_(_q.c.person.is_(None), _q.c.person == _MINE))
    .where(or_(_q.c.state == "released", _q.c.state == "suspended"))
    .exists()
)
_shared = or_(*(_b.c.way == way.value for way in sorted(SHARED)))
_part = and_(_shared, or_(_b.c.state == "released", _b.c.state == "picking", _b.c.state == "suspended"))
_whole = and_(
    ~_shared,
    or_(_b.c.person.is_(None), _b.c.person == _MINE),
    or_(_b.c.state == "released", _b.c.state == "suspended"),
)
_urgent = (
    select(func.coalesce(func.max(_o.c.priority), 0))
    .join(_bo, _bo.c.order_id == _o.c.id)
    .where(_bo.c.batch_id == _b.c.id)
    .scalar_subquery()
)
_WAITING = Statement(
    select(_b.c.id, _b.c.code, case((_b.c.person == _MINE, 1), else_=0))
    .where(or_(_whole, and_(_part, _free_part)))
    .order_by(
        case((and_(_b.c.person == _MINE, _b.c.state == "suspended"), 0), (_b.c.person == _MINE, 1), else_=2),
        _b.c.ship_day,
        _urgent.desc(),
        _b.c.id,
    )
    .limit(bindparam("most")),
)


class Waiting(NamedTuple):
    """A batch in the pool, or one that waits for this person (`mine`)."""

    id: int
    code: str
    mine: bool


def waiting(desk: Desk, person: str, most: int) -> tuple[Waiting, ...]:
    """Return what waits for a person or for anyone: one's own first, then by the day it leaves, then most urgent."""
    found = _WAITING.all(desk.connection, person_is=person, most=most)
    return tuple(Waiting(row[0], row[1], row[2] == 1) for row in found)
