"""Where a picker is: all of it read from the database, so that another process resumes at the same line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from warehouse_app.application.run import Session
from warehouse_app.domain.bench import MAX_EXPECTS, ClaimLost, Expect, Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import NoSuchBatch, PickState, PickTask
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, cells, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

COMING = 3
"""Tasks shown after the one at hand."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an accepted shot did: the code of its words, and what the scan log keeps of it."""

    code: str
    verdict: Verdict = Verdict.ACCEPTED
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    entry_id: str | None = None
    order_id: int | None = None
    line_id: int | None = None
    qty: int = 1


def phase(desk: Desk, session: Session) -> str:
    """Return what the picker is asked for: idle, place, item, slot, trip_done."""
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref is None:
        return "idle"
    return _phase(row, current(desk, row))


def _phase(row: BenchRow, task: PickTask | None) -> str:
    if task is None:
        return "trip_done"
    if row.recall("slot_due"):
        return "slot"
    return "item" if row.recall("place") == task.place_id else "place"


def current(desk: Desk, row: BenchRow) -> PickTask | None:
    """Return the task at hand: the one whose slot is due, else the first open one of the trip.

    None when the trip is done.
    """
    if row.ref is None:
        return None
    found = _ahead(desk, row, 1)
    return batches.task_of(found[0]) if found else None


def _ahead(desk: Desk, row: BenchRow, many: int) -> list[Any]:
    """Return the rows of the task at hand and those after it."""
    due = row.recall("slot_due")
    ahead = batches.AHEAD.all(desk.connection, id_is=row.ref, trip_is=row.recall("trip") or 1, many=many)
    return ahead if due is None else [batches.TASK.one(desk.connection, task_is=due), *ahead]


def _at_hand(desk: Desk, row: Any) -> PickTask:  # noqa: ANN401 - a row
    """Return the task at hand with what one scans for it, and what its shelf holds."""
    shelf = cells.read(desk, row[3], row[15]).on_hand
    return batches.task_of(row, products.scan_code(desk, row[4]), shelf)


def check_claim(desk: Desk, row: BenchRow) -> None:
    """Refuse when somebody else took the batch over meanwhile (the fencing token rose)."""
    found = batches.GET.one(desk.connection, id_is=row.ref)
    if found is None or found[7] != row.recall("claim") or found[2] != BatchState.PICKING:
        who = "" if found is None else batches.PERSON_NAME.scalar(desk.connection, id_is=found[3] or "") or ""
        raise Refused(ClaimLost(str(who), "" if found is None else found[4]))


def batch_of_cart(desk: Desk, cart_id: int) -> int:
    """Return the batch whose goods a cart carries. Raises Refused(NoSuchBatch)."""
    code = places.get(desk, PlaceId(cart_id)).code
    for each in batches.rows(desk, states=("picking", "suspended")):
        if each.cart == code:
            return each.id
    raise Refused(NoSuchBatch(code))


def after_task(desk: Desk, session: Session, code: str) -> Deed:
    """Return what follows a finished task: the next one, the end of the trip, or the end of the batch."""
    row = bench.read(desk, session.station, Work.PICK)
    if current(desk, row) is not None:
        return Deed(code)
    found = batches.GET.one(desk.connection, id_is=row.ref)
    if found is not None and (row.recall("trip") or 1) < found[6]:
        return Deed("trip_picked", Verdict.DONE)
    batches.PICKED.run(desk.connection, id_is=row.ref, at=desk.at)
    bench.write(desk, session.station, Work.PICK, BenchRow(None, row.stop, {}))
    desk.touch(Touched.BATCH, Touched.ORDER)
    return Deed("batch_picked", Verdict.DONE, {"batch": found[1] if found is not None else ""})


def state(desk: Desk, session: Session) -> PickState:
    """Return what the pick screen shows at this station."""
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref is None:
        return PickState(session.station, "idle", stop=row.stop, expects=_waiting(desk, session))
    found: Any = batches.GET.one(desk.connection, id_is=row.ref)
    tasks = _ahead(desk, row, COMING + 1)
    task = _at_hand(desk, tasks[0]) if tasks else None
    progress: Any = batches.PROGRESS.one(desk.connection, id_is=row.ref)
    return PickState(
        station=session.station,
        phase=_phase(row, task),
        batch=found[1],
        cart=found[5],
        trip=row.recall("trip") or 1,
        trips=found[6],
        task=task,
        coming=tuple(batches.task_of(each) for each in tasks[1 : COMING + 1]),
        slots=tuple(each for each in batches.slots(desk, row.ref) if each.tote),
        done_tasks=progress[1] or 0,
        total_tasks=progress[0],
        done_units=progress[3] or 0,
        total_units=progress[2] or 0,
        distance_mm=found[9],
        stop=row.stop,
        expects=_expects(_phase(row, task), task, row),
    )


def _expects(now: str, task: PickTask | None, row: BenchRow) -> tuple[Expect, ...]:
    if row.stop:
        return (Expect("command", "CONTINUE"),)
    if task is None:
        return (Expect("command", "DONE"),)
    wanted = {"place": ("place", task.place), "item": ("item", task.scan_code), "slot": ("tote", task.tote)}
    kind, code = wanted[now]
    return (Expect(kind, code),)


def _waiting(desk: Desk, session: Session) -> tuple[Expect, ...]:
    """Return the batches one may start: one's own first, then those in the pool, oldest first."""
    found = batches.rows(desk, states=("released", "suspended"), limit=1_000)
    me = session.actor.code
    mine = [each for each in reversed(found) if each.who == me]
    pool = [each for each in reversed(found) if not each.who]
    return tuple(Expect("batch", each.code) for each in (*mine, *pool)[:MAX_EXPECTS])
