"""A pick list on paper, confirmed by exception: all of it was taken as it says, but for what is named.

The batch is taken up for whoever walked it, its tasks are booked in small transactions, and what is named as fewer is
short as at a shelf: the rest is asked for at another place, a count is asked for. What could not be booked is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse_app.application import pickstate
from warehouse_app.application.batches import batch_detail
from warehouse_app.application.pickdeeds import post_picks
from warehouse_app.application.pickopen import open_batch
from warehouse_app.application.pickshort import close_short
from warehouse_app.application.picktotes import bind_totes
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.lists import taken
from warehouse_app.domain.picking.problems import ShortWhy
from warehouse_app.domain.picking.states import OPEN_TASKS, BatchState, TaskState
from warehouse_app.domain.picking.values import FinishFirst, ListWrong
from warehouse_app.domain.picking.ways import SHARED
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, picking
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

AT_ONCE = 50
"""Tasks booked in one transaction."""

PAUSE_S = 0.002
DEVICE = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginList(Command):
    """Take a batch up whose list was walked on paper."""

    batch_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTasks(Command):
    """Book tasks of a list as taken: each its number, and how many units of it."""

    batch_id: int
    tasks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndList(Command):
    """Put the list down: the batch is picked, or what is open of it waits to be gone on with."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class ListReport:
    """What became of a list: units booked, units that were not there, tasks still open, and the batch's state."""

    batch: str
    units: int
    short: int
    open: int
    state: str


@handles(BeginList, right=Right.PICK, also=(Right.TAKE_OVER,), answer=str)
def begin_list(desk: Desk, command: BeginList, session: Session) -> str:
    """Take it up. Raises Refused(NotReleased, NotYourBatch, OpenElsewhere, FinishFirst, ListWrong)."""
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref is not None and row.ref != command.batch_id:
        raise Refused(FinishFirst(_code(desk, row.ref)))
    open_batch(desk, command.id, session, command.batch_id)
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref is not None and pickstate.way_here(row) in SHARED:
        raise Refused(ListWrong(_code(desk, command.batch_id), pickstate.way_here(row)))
    return _code(desk, command.batch_id)


@handles(ConfirmTasks, right=Right.PICK, answer=int)
def confirm_tasks(desk: Desk, command: ConfirmTasks, session: Session) -> int:
    """Book them in one entry; return the units that were not there. Raises Refused(ClaimLost, ListWrong)."""
    row = _at_list(desk, session, command.batch_id)
    wanted = dict(command.tasks)
    found: list[Any] = [picking.task(desk, task_id) for task_id in wanted]
    for trip in sorted({task[11] for task in found}):
        bind_totes(desk, f"{command.id}.trip{trip}", command.batch_id, trip)
    shown = {each[0]: batches.task_of(each) for each in batches.TASKS.all(desk.connection, id_is=command.batch_id)}
    totes = {(each[0], each[1]): each[3] for each in batches.ORDERS.all(desk.connection, id_is=command.batch_id)}
    takes, short = [], []
    for task in found:
        qty = wanted[task[0]]
        if task[1] != command.batch_id or task[7] not in OPEN_TASKS or not 0 <= qty <= task[8] - task[9]:
            raise Refused(ListWrong(_code(desk, command.batch_id), "task"))
        if qty:
            takes.append((task, qty, totes[task[3], task[11]]))
        if qty < task[8] - task[9]:
            short.append(task)
    _book(desk, command, takes, shown)
    missing = 0
    for task in short:
        missing += close_short(desk, row, (task[0],), ShortWhy.LISTED).missing
    desk.touch(Touched.BATCH, Touched.ORDER, *((Touched.COUNT,) if short else ()))
    return missing


def _book(desk: Desk, command: ConfirmTasks, takes: list[tuple[Any, int, int]], shown: Mapping[int, Any]) -> None:
    if not takes:
        return
    entry_id = EntryId(f"{command.id}.1")
    post_picks(desk, entry_id, takes, shown[takes[0][0][0]])
    for task, qty, _tote in takes:
        done = task[9] + qty == task[8]
        picking.add_picked(desk, task[0], qty, (TaskState.DONE if done else TaskState.STARTED).value)
    bench.log_scan(
        desk,
        work=Work.PICK,
        device=DEVICE,
        raw=f"list {_code(desk, command.batch_id)}",
        verdict="accepted",
        code="list_confirmed",
        entry_id=entry_id,
        order_id=takes[0][0][3],
        line_id=takes[0][0][2],
        qty=sum(qty for _task, qty, _tote in takes),
    )


@handles(EndList, right=Right.PICK, answer=ListReport)
def end_list(desk: Desk, command: EndList, session: Session) -> ListReport:
    """Put it down and tell what became of it. Raises Refused(ClaimLost, ListWrong)."""
    row = _at_list(desk, session, command.batch_id)
    progress: Any = batches.PROGRESS.one(desk.connection, id_is=command.batch_id)
    left = int(progress[0]) - int(progress[1] or 0)
    state = BatchState.SUSPENDED if left else BatchState.PICKED
    if left:
        batches.SET_STATE.run(desk.connection, id_is=command.batch_id, state=state.value)
    else:
        batches.PICKED.run(desk.connection, id_is=command.batch_id, at=desk.at)
    bench.write(desk, session.station, Work.PICK, BenchRow(None, row.stop, {}))
    desk.touch(Touched.BATCH, Touched.ORDER)
    return ListReport(_code(desk, command.batch_id), int(progress[3] or 0), 0, left, state.value)


def _at_list(desk: Desk, session: Session, batch_id: int) -> BenchRow:
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref != batch_id:
        raise Refused(ListWrong(_code(desk, batch_id), "begun"))
    pickstate.check_claim(desk, row)
    return row


def _code(desk: Desk, batch_id: int) -> str:
    found = batches.GET.one(desk.connection, id_is=batch_id)
    return "" if found is None else str(found[1])


def confirm_list(
    runner: Runner,
    session: Session,
    batch_id: int,
    fewer: Mapping[str, int],
    *,
    pause: Callable[[float], None],
) -> ListReport:
    """Confirm a whole list, but for the lines of which fewer were taken (see `domain.picking.lists`): how many were.

    Taken up again after an interruption, it goes on with what is still open; a cart of several trips is confirmed in
    one go. Raises Refused (see the commands), Trouble.
    """
    detail = runner.ask(lambda desk: batch_detail(desk, batch_id), session, Right.PICK)
    still = [each for each in detail.tasks if detail.states[each.code] in OPEN_TASKS]
    found = taken(still, fewer)
    if isinstance(found, str):
        raise Refused(ListWrong(detail.row.code, "code", found))
    runner.perform(BeginList(id=runner.ids.new(), batch_id=batch_id), session).done()
    short, tasks = 0, tuple(found.items())
    for start in range(0, len(tasks), AT_ONCE):
        part = tasks[start : start + AT_ONCE]
        command = ConfirmTasks(id=runner.ids.new(), batch_id=batch_id, tasks=part)
        short += int(runner.perform(command, session).done())
        pause(PAUSE_S)
    done: ListReport = runner.perform(EndList(id=runner.ids.new(), batch_id=batch_id), session).done()
    return ListReport(done.batch, done.units, short, done.open, done.state)
