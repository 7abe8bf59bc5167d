"""Pick tasks follow their goods: what is moved with its promise is picked where it stands now.

A task is found by its promise, never by its place, so that a move asks only for what is held where it takes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select, update

from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.states import TaskState
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import cells, items, picking, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor
from warehouse_app.store.statement import Statement

_t, _b = floor.task, floor.batch
_LIVE = or_(_t.c.state == "open", _t.c.state == "started")
_OF = Statement(
    select(_t.c.id, _t.c.batch_id, _b.c.code, _t.c.line_id, _t.c.order_id, _t.c.qty, _t.c.picked, _t.c.slot, _t.c.trip)
    .join(_b, _b.c.id == _t.c.batch_id)
    .where(_t.c.line_id == bindparam("line_is"), _t.c.promise_id == bindparam("promise_is"), _LIVE)
)
_NAMED = Statement(select(_t.c.promise_id).where(_t.c.line_id == bindparam("line_is"), _LIVE))
_POINT = Statement(
    update(_t)
    .where(_t.c.id == bindparam("id_is"))
    .values(
        place_id=bindparam("place"), item_id=bindparam("item"), promise_id=bindparam("promise"), qty=bindparam("qty")
    )
)
_LESS = Statement(update(_t).where(_t.c.id == bindparam("id_is")).values(qty=bindparam("qty")))


class Waiting(NamedTuple):
    """A pick task that waits for goods of one cell, as it was before the goods moved."""

    id: int
    batch_id: int
    batch: str
    line: int
    order: int
    qty: int
    picked: int
    slot: str
    trip: int
    promise: PromiseId
    place: int
    item_id: int

    @property
    def left(self) -> int:
        """Return what is still to be taken."""
        return self.qty - self.picked


def waiting(desk: Desk, place_id: PlaceId, item_id: int) -> tuple[Waiting, ...]:
    """Return the pick tasks that take from a cell, by the promises held there."""
    held = [each for each in promises.in_cell(desk, place_id, item_id) if each.purpose is Purpose.LINE]
    return tuple(
        Waiting(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], each.id, place_id, item_id)
        for each in held
        for row in _OF.all(desk.connection, line_is=each.ref, promise_is=each.id)
    )


def follow(desk: Desk, before: Iterable[Waiting]) -> tuple[int, int]:
    """Let tasks take from where their promises are now; return how many were changed, and units nobody can take.

    What lost its cell is taken from another one, where the pool has it; else its task is closed short.
    """
    changed = lost = 0
    for each in before:
        now = promises.get(desk, each.promise)
        kept = now.qty if now is not None and now.place == each.place else 0
        if kept >= each.left:
            continue
        changed += 1
        lost += _repair(desk, each, min(kept, each.left), now)
    return changed, lost


def _repair(desk: Desk, task: Waiting, kept: int, now: Promise | None) -> int:
    """Give the task the cells that its line holds elsewhere; return the units for which there is none.

    A task of which some was taken stays where that was, and ends there: UNDO brings it back to that place.
    """
    gone = task.left - kept
    spare = _spare(desk, task, gone) if now is None or now.place == task.place else [now]
    stays = bool(kept or task.picked)
    if kept or not spare:
        _keep(desk, task, kept)
    elif stays:
        _LESS.do(desk.connection, id_is=task.id, qty=task.picked)
        picking.add_picked(desk, task.id, 0, TaskState.DONE.value)
    for n, each in enumerate(spare):
        qty = min(gone, each.qty)
        if qty <= 0:
            break
        if n == 0 and not stays:
            item = task.item_id if each.item is None else items.number(desk, each.item)
            values = {"place": each.place, "item": item, "promise": each.id}
            _POINT.do(desk.connection, id_is=task.id, qty=qty, **values)
        else:
            _add(desk, task, each, qty)
        gone -= qty
    return gone


def _keep(desk: Desk, task: Waiting, kept: int) -> None:
    if kept or task.picked:
        _LESS.do(desk.connection, id_is=task.id, qty=task.picked + kept)
    if not kept:
        picking.close_short(desk, task.id, "moved away")


def _add(desk: Desk, task: Waiting, held: Promise, qty: int) -> None:
    item_id = task.item_id if held.item is None else items.number(desk, held.item)
    values = {"line_id": task.line, "order_id": task.order, "slot": task.slot, "trip": task.trip, "qty": qty}
    seq = picking.last_seq(desk, task.batch_id, task.trip) + 1
    where = {"place_id": held.place, "item_id": item_id, "promise_id": held.id, "seq": seq}
    picking.add_task(desk, task.batch, batch_id=task.batch_id, **values, **where)


def bring(desk: Desk, source: PlaceId, item_id: int, target: PlaceId) -> int:
    """Let tasks that wait at a source take from the target, which was just filled for them; return how many do.

    A task that somebody has begun, or that needs more than is free at the target, stays where it is.
    """
    brought = 0
    for each in waiting(desk, source, item_id):
        now = promises.get(desk, each.promise)
        if each.picked or now is None or now.qty < each.left or cells.read(desk, target, item_id).free < each.left:
            continue
        wide = promises.widen(desk, now, each.left, "replenished")
        made = promises.narrow(desk, wide.id, each.left, target, items.get(desk, item_id))
        _POINT.do(desk.connection, id_is=each.id, place=target, item=item_id, promise=made.id, qty=each.qty)
        brought += 1
    return brought


def _spare(desk: Desk, task: Waiting, wanted: int) -> list[Promise]:
    """Return cell promises of the task's line that no task names, narrowed now where the line holds its pool only."""
    named = {row[0] for row in _NAMED.all(desk.connection, line_is=task.line)}
    held = [each for each in promises.made_for(desk, Purpose.LINE, task.line) if int(each.id) not in named]
    found = [each for each in held if each.scope is Scope.CELL]
    short = wanted - sum(each.qty for each in found)
    for wide in (each for each in held if each.scope is not Scope.CELL):
        for cell in picking.free_cells(desk, wide.pool) if short > 0 else ():
            live = promises.get(desk, wide.id)
            qty = min(short, cell.free, 0 if live is None else live.qty)
            if qty > 0:
                item = items.get(desk, cell.item_id)
                found.append(promises.narrow(desk, wide.id, qty, PlaceId(cell.place_id), item))
                short -= qty
    return found
