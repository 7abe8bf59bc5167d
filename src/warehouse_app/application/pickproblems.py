"""The ISSUE card and what it offers; short with its reason; the question whether an emptied place is empty."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.pickdamaged import damaged
from warehouse_app.application.pickshort import close_short, task_at_hand
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.picktotes import full_tote
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.problems import PROBLEMS, Problem, ShortWhy
from warehouse_app.domain.picking.values import PlaceFirst
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import bench, picking
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

NOT_EMPTY = "zero check"


def ask_problem(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    """Offer what can be wrong at this shelf; a digit answers, any other scan goes on."""
    task_at_hand(desk, row)
    bench.write(desk, session.station, Work.PICK, replace(row, memory={**row.memory, "problem": True}))
    return Deed("what_is_wrong", Verdict.ASKED)


def answered(desk: Desk, command_id: str, session: Session, row: BenchRow, number: int) -> Deed | None:
    """Do what a typed number answers, None where nothing is asked. Raises Refused(NoSuchChoice)."""
    if row.recall("problem"):
        if not 1 <= number <= len(PROBLEMS):
            raise Refused(NoSuchChoice(str(number)))
        memory = {name: value for name, value in row.memory.items() if name != "problem"}
        row = replace(row, memory=memory)
        bench.write(desk, session.station, Work.PICK, row)
        return _solve(desk, command_id, session, row, PROBLEMS[number - 1])
    if row.recall("zero") and not row.recall("slot_due"):
        return place_is_empty(desk, session, row) if number == 0 else _not_empty(desk, session, row, number)
    return None


def _solve(desk: Desk, command_id: str, session: Session, row: BenchRow, problem: Problem) -> Deed:
    if problem is Problem.DAMAGED:
        return damaged(desk, command_id, session, row)
    if problem is Problem.FULL_TOTE:
        return full_tote(desk, command_id, session, row)
    if problem is Problem.FOUND:
        return found_goods(desk, command_id, session, row)
    if problem is Problem.SKIP:
        return skip(desk, command_id, session, row)
    why = {Problem.OTHER_GOODS: ShortWhy.OTHER_GOODS, Problem.BLOCKED: ShortWhy.BLOCKED}.get(problem)
    return shorted(desk, command_id, session, row, why)


def shorted(desk: Desk, _command_id: str, session: Session, row: BenchRow, why: ShortWhy | None = None) -> Deed:
    """Fewer are there than the ledger says, or none can be reached: the rest is looked for elsewhere.

    Raises Refused where the picker does not stand at the place: nobody has looked there.
    """
    task = task_at_hand(desk, row)
    if why is not ShortWhy.BLOCKED and not pickstate.at_place(row, task):
        raise Refused(PlaceFirst(task.place))
    raw = picking.task(desk, task.id)
    shares = pickstate.shares_of(desk, row, task, raw[5])
    reason = why or (ShortWhy.FEWER if task.picked else ShortWhy.NOTHING)
    rest = close_short(desk, row, [each.id for each in shares], reason)
    memory = {name: value for name, value in row.memory.items() if name not in ("last", "problem")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.COUNT)
    after = pickstate.after_task(desk, session, "short")
    if reason is ShortWhy.BLOCKED and after.code == "short":
        after = replace(after, code="short_blocked")
    gone: dict[str, str | int | bool | None] = {
        "place": task.place,
        "qty": rest.missing,
        "sku": task.sku,
        "elsewhere": rest.elsewhere,
    }
    facts = {**after.facts, **gone, "instead": rest.place, "why": reason.value}
    return replace(after, facts=facts, line_id=raw[2], order_id=raw[3])


def skip(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    """Let the task come again at the end of the trip."""
    task = task_at_hand(desk, row)
    last = picking.last_seq(desk, int(row.ref or 0), task.trip)
    for n, each in enumerate(pickstate.shares_of(desk, row, task, picking.task(desk, task.id)[5]), 1):
        picking.requeue(desk, each.id, last + n)
    memory = {name: value for name, value in row.memory.items() if name not in ("place", "last", "problem")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return Deed("skipped")


def found_goods(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    """Let the next item be booked as found, for whoever played the card and for nobody else at this bench."""
    check(session, Right.FOUND_GOODS)
    memory = {**row.memory, "found": session.actor.person}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return Deed("found_ready")


def nothing_wrong(desk: Desk, session: Session, row: BenchRow) -> Deed:
    """Go on: nothing is wrong after all."""
    memory = {name: value for name, value in row.memory.items() if name != "problem"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return Deed("nothing_wrong")


def place_is_empty(desk: Desk, session: Session, row: BenchRow) -> Deed:
    """Go on: the place that the books say is empty is empty."""
    return _checked(desk, session, row, "place_empty", 0)


def _not_empty(desk: Desk, session: Session, row: BenchRow, left: int) -> Deed:
    """Ask for a count of the place that should be empty and is not."""
    kept = row.recall("zero")
    picking.ask_count(desk, kept["place_id"], kept["item_id"], NOT_EMPTY)
    desk.touch(Touched.COUNT)
    return _checked(desk, session, row, "place_left", left)


def _checked(desk: Desk, session: Session, row: BenchRow, code: str, left: int) -> Deed:
    kept = row.recall("zero")
    memory = {name: value for name, value in row.memory.items() if name != "zero"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    after = pickstate.after_task(desk, session, code)
    return replace(after, facts={**after.facts, "emptied": kept["place"], "there": left, "gone": kept["sku"]})
