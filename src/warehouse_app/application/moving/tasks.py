"""Move tasks at the bench: offered, taken, fulfilled by whoever moves the goods, skipped, short, given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from warehouse_app.application.moving.hands import Hands
from warehouse_app.application.run import Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry
from warehouse_app.domain.moving.refusals import NoMoveTask, TaskTaken
from warehouse_app.domain.moving.states import MoveKind, MoveState
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, picking
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import picks, tasks
from warehouse_app.store.moving.goods import Lying


class Fulfilled(NamedTuple):
    """The task that a move was for; row 0 for none."""

    id: int = 0
    code: str = ""


NONE = Fulfilled()


def at_hand(desk: Desk, now: Hands) -> MoveTask | None:
    """Return the task a bench has taken; None where it was cancelled meanwhile."""
    found = tasks.get(desk, now.task)
    return found if found is not None and found.state is MoveState.TAKEN else None


def offered(desk: Desk, _session: Session | None, now: Hands) -> MoveTask | None:
    """Return the next task for a bench that has none."""
    found = tasks.offered(desk, now.here, now.walk)
    return found[0] if found else None


def take(desk: Desk, session: Session, now: Hands) -> MoveTask:
    """Take the offered task. Raises Refused(NoMoveTask, TaskTaken)."""
    offer = offered(desk, session, now)
    if offer is None:
        raise Refused(NoMoveTask(""))
    if not tasks.take(desk, offer.id):
        raise Refused(TaskTaken(offer.code, offer.state.value))
    desk.touch(Touched.MOVE)
    return offer


def wanted(desk: Desk, task_id: int, source: int, item_id: int) -> int:
    """Return how many units a task asks for of an item in a place."""
    task = tasks.get(desk, task_id)
    if task is None or (task.source_id, task.item_id) != (source, item_id):
        return 0
    return max(0, task.left)


def fulfil(desk: Desk, _session: Session, now: Hands, target: Place, what: Sequence[tuple[Lying, int]]) -> Fulfilled:
    """Count a move for the task at hand, where it moved what the task asks for; else the task waits again."""
    task = at_hand(desk, now)
    if task is None:
        return NONE
    moved = sum(qty for each, qty in what if each.item_id == task.item_id) if task.source_id == now.source else 0
    if not moved:
        tasks.give_back(desk, task.id, later=False)
        return NONE
    if task.kind is MoveKind.REPLENISH and target.kind is PlaceKind.BIN:
        brought = picks.bring(desk, PlaceId(now.source), task.item_id, target.id)
        desk.touch(*((Touched.BATCH,) if brought else ()))
    return _count(desk, task, moved)


def _count(desk: Desk, task: MoveTask, moved: int) -> Fulfilled:
    """Done when all of it was moved; what no longer stands at the source is short; else the rest waits again."""
    if moved >= task.left:
        state = MoveState.DONE
    else:
        there = cells.read(desk, task.source_id, task.item_id).on_hand
        state = MoveState.OPEN if there else MoveState.SHORT
    tasks.did(desk, task.id, min(moved, task.left), state)
    desk.touch(Touched.MOVE)
    return Fulfilled(task.id, task.code)


def fulfil_container(desk: Desk, _session: Session, now: Hands, container: Place, _target: Place) -> Fulfilled:
    """Count a carried container for the task at hand, where the task asks for that one."""
    task = at_hand(desk, now)
    if task is None:
        return NONE
    if task.item.serial != container.code or not task.item.is_container:
        tasks.give_back(desk, task.id, later=False)
        return NONE
    return _count(desk, task, 1)


def give_back(desk: Desk, _session: Session, task_id: int) -> None:
    """Let a task that was taken wait again."""
    if task_id:
        tasks.give_back(desk, task_id, later=False)
        desk.touch(Touched.MOVE)


def skip(desk: Desk, session: Session, now: Hands) -> str:
    """Put the task at hand, or the one that is offered, behind the others. Raises Refused(NoMoveTask)."""
    task = at_hand(desk, now) or (None if now.source else offered(desk, session, now))
    if task is None:
        raise Refused(NoMoveTask(""))
    tasks.give_back(desk, task.id, later=True)
    desk.touch(Touched.MOVE)
    return task.code


def short(desk: Desk, _session: Session, now: Hands) -> dict[str, str | int | bool | None]:
    """End the task at hand because the goods are not there: a count is asked for. Raises Refused(NoMoveTask)."""
    task = at_hand(desk, now)
    if task is None:
        raise Refused(NoMoveTask(""))
    tasks.end(desk, task.id, MoveState.SHORT)
    if not task.item.is_container:
        picking.ask_count(desk, task.source_id, task.item_id, "short move")
    desk.touch(Touched.MOVE, Touched.COUNT)
    return {"task": task.code, "what": task.what, "place": task.source, "qty": task.left}


def reopen(desk: Desk, task_id: int, undone: Entry) -> None:
    """Let a task ask again for what an undone move had brought."""
    task = tasks.get(desk, task_id)
    if task is None:
        return
    back = sum(leg.qty for leg in undone.legs if leg.item == task.item)
    tasks.reopen(desk, task.id, max(0, task.done - back))
    desk.touch(Touched.MOVE)
