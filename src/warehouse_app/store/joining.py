"""Batches that an urgent order may join: what room they have, and what still lies before their pickers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.releasing.joining import Ahead
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, releasing
from warehouse_app.store.statement import Statement

_b, _bo, _t, _p, _wb = floor.batch, floor.batch_order, floor.task, ledger.place, releasing.wave_batch
JOINABLE = (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED)
"""States of a batch that an order may join."""

_WAITS = or_(_t.c.state == "open", _t.c.state == "started")
_OPEN = Statement(
    select(_b.c.id)
    .where(
        or_(*(_b.c.state == state.value for state in JOINABLE)),
        _b.c.trips == 1,
        _b.c.warehouse == bindparam("here"),
    )
    .order_by(_b.c.id)
    .limit(bindparam("many"))
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ROOM = (
    select(_bo.c.batch_id, func.count(func.distinct(_bo.c.order_id)))
    .where(_bo.c.batch_id.in_(_IDS))
    .group_by(_bo.c.batch_id)
)
_UNITS = select(_t.c.batch_id, func.sum(_t.c.qty)).where(_t.c.batch_id.in_(_IDS)).group_by(_t.c.batch_id)
_AHEAD = (
    select(_t.c.batch_id, _t.c.seq, _p.c.code, _p.c.aisle, _p.c.y_mm)
    .join(_p, _p.c.id == _t.c.place_id)
    .where(_t.c.batch_id.in_(_IDS), _WAITS)
    .order_by(_t.c.batch_id, _t.c.trip, _t.c.seq)
)
_MAKE_ROOM = Statement(
    update(_t)
    .where(_t.c.batch_id == bindparam("batch_is"), _t.c.seq > bindparam("after"))
    .values(seq=_t.c.seq + bindparam("by"))
)
_LAST = Statement(select(func.coalesce(func.max(_t.c.seq), 0)).where(_t.c.batch_id == bindparam("batch_is")))
_COLUMNS = [column.name for column in _t.c if column.name not in ("id", "picked", "reason", "state")]
_ADD = Statement(insert(_t).values({name: bindparam(name) for name in _COLUMNS}))
_SLOTS = Statement(select(_bo.c.slot).where(_bo.c.batch_id == bindparam("batch_is")))
_BEGUN = Statement(
    select(func.count())
    .select_from(_t)
    .where(_t.c.batch_id == bindparam("batch_is"), or_(_t.c.picked > 0, _t.c.state != "open"))
)
_DROP_TASKS = Statement(delete(_t).where(_t.c.batch_id == bindparam("batch_is")))
_BACK = Statement(update(_b).where(_b.c.id == bindparam("id_is")).values(state="planned", released_at=None))
_OUT_OF_WAVE = Statement(delete(_wb).where(_wb.c.batch_id == bindparam("batch_is")))


class Open(NamedTuple):
    """A batch at work: orders and units on its cart, and the stops that still lie before its picker, in order."""

    id: int
    orders: int
    units: int
    ahead: tuple[Ahead, ...]


def open_batches(desk: Desk, warehouse: str, many: int) -> tuple[Open, ...]:
    """Return batches of a warehouse that are at work or wait for a picker, oldest first."""
    return facts(desk, [row[0] for row in _OPEN.all(desk.connection, here=warehouse, many=many)])


def facts(desk: Desk, batches: Sequence[int]) -> tuple[Open, ...]:
    """Return what these batches carry, and what lies before them."""
    if not batches:
        return ()
    ask, asked = desk.connection, {"ids": list(batches)}
    orders = {row[0]: int(row[1]) for row in ask.execute(_ROOM, asked)}
    units = {row[0]: int(row[1] or 0) for row in ask.execute(_UNITS, asked)}
    ahead: dict[int, list[Ahead]] = defaultdict(list)
    for batch, seq, place, aisle, y_mm in ask.execute(_AHEAD, asked):
        ahead[batch].append(Ahead(seq, place, "" if aisle is None else str(aisle), y_mm or 0))
    return tuple(Open(each, orders.get(each, 0), units.get(each, 0), tuple(ahead[each])) for each in batches)


def slots_in(desk: Desk, batch_id: int) -> frozenset[str]:
    """Return the names of the slots that a batch uses."""
    return frozenset(row[0] for row in _SLOTS.all(desk.connection, batch_is=batch_id))


def last_number(desk: Desk, batch_id: int) -> int:
    """Return the highest number of a stop of a batch."""
    return int(_LAST.scalar(desk.connection, batch_is=batch_id) or 0)


def make_room(desk: Desk, batch_id: int, after: int, by: int) -> None:
    """Let all stops behind a number stand so many numbers later."""
    _MAKE_ROOM.run(desk.connection, batch_is=batch_id, after=after, by=by)


def add_stop(desk: Desk, **values: object) -> None:
    """Write a task with a code of its own."""
    _ADD.run(desk.connection, **values)


def is_begun(desk: Desk, batch_id: int) -> bool:
    """Tell whether anything of a batch was picked, or otherwise ended."""
    return bool(_BEGUN.scalar(desk.connection, batch_is=batch_id))


def take_back(desk: Desk, batch_id: int) -> None:
    """Let a released batch be planned again: it has no tasks, and belongs to no wave."""
    _DROP_TASKS.run(desk.connection, batch_is=batch_id)
    _OUT_OF_WAVE.run(desk.connection, batch_is=batch_id)
    _BACK.run(desk.connection, id_is=batch_id)
