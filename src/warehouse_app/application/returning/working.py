"""Work on returned goods, and goods that go back to the customer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.receiving.serving import serve
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.purchasing.fields import amount_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.domain.returning.refusals import NothingToSendBack, WorkOver
from warehouse_app.domain.returning.states import Disposition, Grade, UnitState, WorkState
from warehouse_app.store import items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, units, work
from warehouse_app.store.returning import places as ours

LONGEST_NOTE = 300
MOST_SERVED = 20

RESULTS = {"restock": Disposition.RESTOCK, "scrap": Disposition.SCRAP, "send-back": Disposition.SEND_BACK}
"""What work on goods can end with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishWork(Command):
    """Say what became of goods that were worked on, at what cost, and as which grade they are sold."""

    work: str
    result: str
    cost: str = ""
    grade: str = Grade.SEALED.value
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(Command):
    """Say that what was to go back to the customer has left, and by which tracking number."""

    return_id: int
    tracking: str = ""


def work_list(desk: Desk, state: str, most: int) -> tuple[WorkRow, ...]:
    """Return work orders in a state, oldest first. Raises Refused(BadField)."""
    if state not in tuple(WorkState):
        raise Refused(BadField("state", state[:40], "no_choice"))
    return work.work_in(desk, WorkState(state), most)


@handles(FinishWork, right=Right.RETURN, answer=str)
def finish_work(desk: Desk, command: FinishWork, _session: Session) -> str:
    """Take goods on from where they were worked on. Raises Refused(NoSuchWork, WorkOver, BadField)."""
    job = work.work_known(desk, command.work)
    if job.state is not WorkState.OPEN:
        raise Refused(WorkOver(job.code, job.state.value))
    if command.result not in RESULTS:
        raise Refused(BadField("result", command.result[:40], "no_choice"))
    if command.grade not in {each.value for each in Grade}:
        raise Refused(BadField("grade", command.grade[:40], "no_choice"))
    goes, cost = RESULTS[command.result], amount_of("cost", command.cost, value_of(desk, "company.currency"))
    entry_id = _carry(desk, job, goes, command.grade)
    note = words("note", command.note, LONGEST_NOTE, empty=True)
    work.end_work(desk, job, WorkState.DONE, result=command.result, cost=cost, entry=entry_id, note=note)
    desk.touch(Touched.RETURN, Touched.STOCK)
    return job.code


def _carry(desk: Desk, job: WorkRow, goes: Disposition, grade: str) -> EntryId:
    """Post where the goods go, as another grade where they are sold again; return the entry."""
    place, item = places.get(desk, PlaceId(job.place_id)), items.get(desk, job.item_id)
    target = ours.of(desk, place.warehouse, goes)
    better = replace(item, grade=grade) if goes is Disposition.RESTOCK else item
    entry_id = EntryId(f"{desk.command_id}.work")
    if better == item:
        legs: tuple[Leg, ...] = (Leg(item, place.id, target.id, job.qty),)
        ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, f"work {job.code}"))
    else:
        adjust = places.outside(desk, PlaceKind.ADJUST).id
        legs = (Leg(item, place.id, adjust, job.qty), Leg(better, adjust, target.id, job.qty))
        ledger.post(desk, Entry(entry_id, EntryKind.TRANSFORM, legs, f"work {job.code}"))
    if goes is Disposition.RESTOCK:
        serve(desk, item.sku, place.warehouse, MOST_SERVED)
    if job.unit_id is not None:
        units.note(desk, job.unit_id, place_id=target.id, disposition=goes)
    return entry_id


@handles(SendBack, right=Right.RETURN, answer=int)
def send_back(desk: Desk, command: SendBack, _session: Session) -> int:
    """Let goods leave for the customer again, into the parcel they were sent in first; return how many.

    From then on they can come back once more. Raises Refused(NothingToSendBack, BadField).
    """
    head = cases.get(desk, command.return_id)
    tracking = words("tracking", command.tracking, LONGEST_NOTE, empty=True)
    waiting = ours.of(desk, head.warehouse, Disposition.SEND_BACK).id
    mine = [
        each
        for each in units.of_return(desk, head.id)
        if each.state is UnitState.SETTLED and each.place_id == waiting and each.item_id is not None
    ]
    if not mine:
        raise Refused(NothingToSendBack(head.code))
    untraced = places.outside(desk, PlaceKind.UNTRACED).id
    entry_id = EntryId(f"{desk.command_id}.back")
    legs = tuple(
        Leg(items.get(desk, each.item_id or 0), waiting, PlaceId(each.source_id or untraced), each.qty) for each in mine
    )
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, f"return {head.code}"))
    for each in mine:
        units.note(desk, each.id, back_id=entry_id, place_id=each.source_id or untraced)
    cases.tell(desk, head.id, "sent back", tracking)
    desk.touch(Touched.RETURN, Touched.STOCK)
    return sum(each.qty for each in mine)
