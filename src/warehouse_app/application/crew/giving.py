"""Work given to somebody, taken over from somebody, put to rest: by the desk, with the right to assign.

A cart that is being picked is fenced first (its claim rises), so that whoever scanned there is told at the next scan
that it was taken over, and nothing is picked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.application.people import UserUnknown
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.sign_on import UserLocked
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.counting.values import NoSuchCount
from warehouse_app.domain.crew.judge import unfit
from warehouse_app.domain.crew.values import GivenMeanwhile
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NoSuchBatch
from warehouse_app.domain.picking.ways import SHARED
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, people
from warehouse_app.store.counting import counts
from warehouse_app.store.crew import abilities, giving
from warehouse_app.store.desk import Desk

_GIVEN = (BatchState.PLANNED, BatchState.RELEASED, BatchState.SUSPENDED, BatchState.PICKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBatch(Command):
    """Give a batch to a person, or ("") back to the pool; one that is being picked by another is taken over.

    `was` is whom it must be with by now ("": the pool) for the deed to hold: an undo takes no other deed back, and what
    was seen to wait is taken out of nobody's hands. None asks nothing.
    """

    batch_id: int
    person: str = ""
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendBatch(Command):
    """Put a cart to rest: who picks it keeps it, and goes on by scanning it again. `trip` names one zone of a batch."""

    batch_id: int
    trip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PutCountDown(Command):
    """Put a count down that was begun and left: what was counted in this round is forgotten."""

    count: int


@handles(GiveBatch, right=Right.ASSIGN, answer=str)
def give_batch(desk: Desk, command: GiveBatch, _session: Session) -> str:
    """Give it. Raises Refused (see BatchNotIn, GivenMeanwhile, `check_works`, `check_fit`)."""
    row = _batch(desk, command.batch_id)
    if row[2] not in _GIVEN:
        raise Refused(BatchNotIn(row[1], row[2], "assigned"))
    _check_with(desk, command, row)
    if command.person:
        check_works(desk, command.person)
    check_fit(desk, command.person, command.batch_id, str(row[1]))
    if row[11] in SHARED:
        giving.suspend_parts(desk, command.batch_id, but=command.person)
        giving.give_parts(desk, command.batch_id, command.person)
    else:
        if row[2] == BatchState.PICKING and (row[10] or row[3]) != command.person:
            giving.suspend(desk, command.batch_id)
        batches.ASSIGN.run(desk.connection, id_is=command.batch_id, person=command.person or None)
    desk.touch(Touched.BATCH, Touched.CREW)
    return str(row[1])


@handles(SuspendBatch, right=Right.ASSIGN, answer=str)
def suspend_batch(desk: Desk, command: SuspendBatch, _session: Session) -> str:
    """Put it to rest. Raises Refused(NoSuchBatch, BatchNotIn)."""
    row = _batch(desk, command.batch_id)
    in_parts = row[11] in SHARED
    if row[2] != BatchState.PICKING or (in_parts and not giving.suspend_parts(desk, command.batch_id, command.trip)):
        raise Refused(BatchNotIn(row[1], row[2], "suspended"))
    if not in_parts:
        giving.suspend(desk, command.batch_id)
    desk.touch(Touched.BATCH, Touched.CREW)
    return str(row[1])


@handles(PutCountDown, right=Right.ASSIGN, answer=str)
def put_count_down(desk: Desk, command: PutCountDown, _session: Session) -> str:
    """Put it down; return its place. Raises Refused(NoSuchCount)."""
    count = counts.get(desk, command.count)
    if count is None or count.state is not CountState.COUNTING:
        raise Refused(NoSuchCount(str(command.count)))
    counts.leave(desk, count)
    desk.touch(Touched.COUNT, Touched.CREW)
    return count.place


def check_fit(desk: Desk, person: str, batch_id: int, batch: str) -> None:
    """Refuse a batch that asks for a skill the person has not, or is more than they are given.

    Raises Refused(LacksSkill, OverCap).
    """
    if not person:
        return
    name = str(batches.PERSON_NAME.scalar(desk.connection, id_is=person) or "")
    why = unfit(abilities.of_person(desk, person), abilities.demand(desk, batch_id, person), batch, name)
    if why is not None:
        raise Refused(why)


def check_works(desk: Desk, person: str) -> None:
    """Refuse whom nothing can be given or told: nobody, or somebody locked. Raises Refused(UserUnknown, UserLocked)."""
    found = people.by_id(desk, person)
    if found is None:
        raise Refused(UserUnknown(person[:40]))
    if found.locked:
        raise Refused(UserLocked(found.code))


def _check_with(desk: Desk, command: GiveBatch, row: Any) -> None:  # noqa: ANN401 - a database row
    """Refuse to take a batch from where it was not seen. Raises Refused(GivenMeanwhile).

    Zones of one batch are with several people: there is nobody it is with.
    """
    has = str(row[3] or "")
    if command.was is None or row[11] in SHARED or has == command.was:
        return
    name = str(batches.PERSON_NAME.scalar(desk.connection, id_is=has) or "") if has else ""
    raise Refused(GivenMeanwhile(str(row[1]), name, "" if has else "pool"))


def _batch(desk: Desk, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    row = batches.GET.one(desk.connection, id_is=batch_id)
    if row is None:
        raise Refused(NoSuchBatch(str(batch_id)))
    return row
