"""Move tasks planned: forward bins filled from the reserve, half-empty bins put together; kept, changed, cancelled.

A plan reads on a read lane, is computed by pure functions, and is written in small transactions. A task that the new
plan no longer asks for is cancelled; one that somebody has taken stays.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.moving.hands import named
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.moving.refusals import NoMoveTask, TaskTaken
from warehouse_app.domain.moving.states import LIVE_MOVES, MoveKind, MoveState
from warehouse_app.domain.moving.values import MoveDraft, MoveTask
from warehouse_app.domain.outbox import Done, Ending, OutboxRow
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.consolidation import MOST_MOVES, Merge, Shelf, plan_merges
from warehouse_app.planning.replenishment import (
    BEING_PICKED,
    PLANNED,
    RELEASED,
    Home,
    Need,
    Refill,
    Reserve,
    plan_refills,
)
from warehouse_app.store import items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import needs, shelves, tasks

REPLENISH = "replenish"
"""Kind of the outbox row by which the worker is asked for a plan; its payload is the warehouse."""

AT_ONCE = 100
"""Tasks written in one transaction."""

PAUSE_S = 0.002
MERGE_URGENCY = 9
"""Putting together waits for everything else."""

_URGENCY = {"picking": BEING_PICKED, "suspended": RELEASED, "released": RELEASED, "planned": PLANNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMoves(Command):
    """Write move tasks, let open ones ask for something else (task, draft), and cancel open ones."""

    new: tuple[MoveDraft, ...] = ()
    changed: tuple[tuple[int, MoveDraft], ...] = ()
    cancelled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMove(Command):
    """Cancel a move task that is open or taken."""

    task: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan changes."""

    new: tuple[MoveDraft, ...] = ()
    changed: tuple[tuple[int, MoveDraft], ...] = ()
    cancelled: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Return how many tasks it writes."""
        return len(self.new) + len(self.changed) + len(self.cancelled)


@dataclass(frozen=True, slots=True)
class PlanTold:
    """What planning did in one warehouse, and how many tasks wait there now."""

    warehouse: str
    new: int
    changed: int
    cancelled: int
    open: int


@handles(KeepMoves, right=Right.PLAN, answer=int)
def keep_moves(desk: Desk, command: KeepMoves, _session: Session) -> int:
    """Write what a plan asks for; return how many tasks are new."""
    write(desk, Plan(command.new, command.changed, command.cancelled))
    return len(command.new)


@handles(CancelMove, right=Right.PLAN, answer=str)
def cancel_move(desk: Desk, command: CancelMove, _session: Session) -> str:
    """Cancel a task; a bench that is at it is told at its next scan. Raises Refused(NoMoveTask, TaskTaken)."""
    task = tasks.with_code(desk, command.task)
    if task is None:
        raise Refused(NoMoveTask(command.task))
    if task.state not in LIVE_MOVES:
        raise Refused(TaskTaken(task.code, task.state.value))
    tasks.end(desk, task.id, MoveState.CANCELLED)
    desk.touch(Touched.MOVE)
    return task.code


def write(desk: Desk, plan: Plan) -> None:
    """Write a part of a plan."""
    for task_id in plan.cancelled:
        found = tasks.get(desk, task_id)
        if found is not None and found.state is MoveState.OPEN:
            tasks.end(desk, task_id, MoveState.CANCELLED)
    for task_id, draft in plan.changed:
        tasks.change(desk, task_id, draft)
    for draft in plan.new:
        tasks.add(desk, draft)
    desk.touch(Touched.MOVE)


def refills(desk: Desk, warehouse: str) -> Plan:
    """Plan what goes to the forward bins of a warehouse now, against the tasks that are there."""
    alive = tasks.alive(desk, warehouse, MoveKind.REPLENISH)
    facts = needs.read(desk, warehouse, [each for each in alive if each.state is MoveState.TAKEN])
    found = plan_refills(
        (Home(*each) for each in facts.homes),
        (Reserve(*each) for each in facts.reserve),
        (Need(each.product, each.qty, _URGENCY[each.state], each.due, each.batch, each.place, each.item)
         for each in facts.asked),
        facts.packs,
    )  # fmt: skip
    return against([_refill(warehouse, each) for each in found[: tasks.MAX_OPEN]], alive)


def _refill(warehouse: str, each: Refill) -> MoveDraft:
    facts = {"batch": each.batch, "least": each.least, "have": each.have}
    return MoveDraft(
        warehouse, MoveKind.REPLENISH, each.reason, json.dumps(facts), each.urgency, each.due, each.source, each.target,
        each.item, each.qty,
    )  # fmt: skip


def against(wanted: Iterable[MoveDraft], alive: Iterable[MoveTask]) -> Plan:
    """Return how the tasks that are there become those that are wanted."""
    left = {(each.source_id, each.target_id, each.item_id): each for each in alive if each.state is MoveState.OPEN}
    new: list[MoveDraft] = []
    changed: list[tuple[int, MoveDraft]] = []
    for draft in wanted:
        old = left.pop((draft.source_id, draft.target_id, draft.item_id), None)
        if old is None:
            new.append(draft)
        elif (old.left, old.reason, old.urgency, old.due) != (draft.qty, draft.reason, draft.urgency, draft.due):
            changed.append((old.id, draft))
    return Plan(tuple(new), tuple(changed), tuple(each.id for each in left.values()))


def merges(desk: Desk, warehouse: str, most: int = MOST_MOVES) -> tuple[Merge, ...]:
    """Return which half-empty bins could be put together; where nothing says what a bin takes, what others hold."""
    cells = [each for each in shelves.read(desk, warehouse) if each.use != "bulk"]
    fullest: dict[int, int] = defaultdict(int)
    for each in cells:
        fullest[each.item] = max(fullest[each.item], each.qty)
    return plan_merges(
        (
            Shelf(
                each.place, each.item, each.qty, fullest[each.item] if each.most is None else each.most, each.walk,
                each.alone, each.held,
            )
            for each in cells
        ),
        most,
    )  # fmt: skip


def merge_plan(desk: Desk, warehouse: str, most: int = MOST_MOVES) -> Plan:
    """Return the tasks by which half-empty bins are put together; those that no longer help are cancelled."""
    alive = tasks.alive(desk, warehouse, MoveKind.CONSOLIDATE)
    busy = {each.source_id for each in alive if each.state is MoveState.TAKEN}
    wanted = [
        MoveDraft(
            warehouse, MoveKind.CONSOLIDATE, "consolidate_free", json.dumps({"bin": _code(desk, each.source)}),
            MERGE_URGENCY, "", each.source, each.target, each.item, each.qty,
        )
        for each in merges(desk, warehouse, most)
        if each.source not in busy
    ]  # fmt: skip
    return against(wanted, alive)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A move that would help to free a bin."""

    warehouse: str
    source: str
    target: str
    what: str
    qty: int


def proposed(desk: Desk, warehouse: str = "", most: int = MOST_MOVES) -> tuple[Proposed, ...]:
    """Return how half-empty bins could be put together, in one warehouse or all."""
    return tuple(
        Proposed(house, _code(desk, each.source), _code(desk, each.target), named(items.get(desk, each.item)), each.qty)
        for house in warehouses(desk, warehouse)
        for each in merges(desk, house, most)
    )


def find(desk: Desk, warehouse: str = "", states: tuple[str, ...] = ()) -> tuple[MoveTask, ...]:
    """Return move tasks in the order they would be walked; without `states` those that are open or taken."""
    return tasks.listed(desk, warehouse, states or tuple(sorted(LIVE_MOVES)))


def _code(desk: Desk, place: int) -> str:
    return places.get(desk, PlaceId(place)).code


def warehouses(desk: Desk, warehouse: str = "") -> tuple[str, ...]:
    """Return the warehouses that have bins, or the one that is named."""
    if warehouse:
        return (warehouse,)
    return tuple(sorted({each.warehouse for each in places.of_kind(desk, PlaceKind.BIN)}))


def plan(
    runner: Runner,
    session: Session,
    *,
    warehouse: str = "",
    pause: Callable[[float], None],
    what: Callable[[Desk, str], Plan] = refills,
) -> tuple[PlanTold, ...]:
    """Plan move tasks of one warehouse or all, and write them. Raises Refused(NoRight), Trouble."""
    told = []
    for house in runner.ask(lambda desk: warehouses(desk, warehouse), session, Right.PLAN):
        found = runner.ask(lambda desk, code=house: what(desk, code), session, Right.PLAN)  # type: ignore[misc]
        for part in parts(found):
            command = KeepMoves(id=runner.ids.new(), new=part.new, changed=part.changed, cancelled=part.cancelled)
            runner.perform(command, session).done()
            pause(PAUSE_S)
        waiting = runner.ask(lambda desk, code=house: tasks.count_open(desk, code), session)  # type: ignore[misc]
        told.append(PlanTold(house, len(found.new), len(found.changed), len(found.cancelled), waiting))
    return tuple(told)


def parts(whole: Plan) -> tuple[Plan, ...]:
    """Return a plan in parts that are small enough for one transaction each."""
    found = [Plan(cancelled=whole.cancelled[n : n + AT_ONCE]) for n in range(0, len(whole.cancelled), AT_ONCE)]
    found += [Plan(changed=whole.changed[n : n + AT_ONCE]) for n in range(0, len(whole.changed), AT_ONCE)]
    found += [Plan(new=whole.new[n : n + AT_ONCE]) for n in range(0, len(whole.new), AT_ONCE)]
    return tuple(found)


def ask_for_plan(desk: Desk, warehouse: str, cause: str) -> None:
    """Let the worker plan the refills of a warehouse after this commit, where it has forward bins at all."""
    if needs.has_homes(desk, warehouse):
        desk.put_outbox(f"{REPLENISH}:{cause}", REPLENISH, warehouse)


def replenish_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Plan the refills of a warehouse; where it is asked for again by a later row, that one does it."""
    with lane.read() as desk:
        if needs.is_asked_again(desk, row.kind, row.payload, row.id):
            return Done()
        found = refills(desk, row.payload)
    for part in parts(found):
        lane.write(lambda desk, each=part: write(desk, each))  # type: ignore[misc]
    return Done()
