"""Picking by scan: place, item, slot.

Every accepted item scan moves the goods from the bin into the order's tote at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from warehouse_app.application import pickstate
from warehouse_app.application.bench import Acknowledged, Scan, after_refusal, hear, is_enter, kept_text
from warehouse_app.application.pickcards import card_played
from warehouse_app.application.pickdeeds import take, take_times
from warehouse_app.application.pickfound import find_goods
from warehouse_app.application.pickopen import open_batch
from warehouse_app.application.pickproblems import answered
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session, handles
from warehouse_app.application.verdicts.classes import class_of
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Multiplier
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import ClaimLost, DoubleRead, MeansNothingHere, Verdict, Work
from warehouse_app.domain.floorwork import number_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import (
    AnswerFirst,
    FinishFirst,
    NoBatchOpen,
    PickAnswer,
    PickTask,
    PlaceFirst,
    SlotFirst,
    WrongPlace,
    WrongSlot,
)
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import batches, bench, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

_IDLE = frozenset({Kind.BATCH, Kind.CART})
_PICKING = {
    "place": frozenset({Kind.PLACE}),
    "item": frozenset({Kind.PRODUCT}),
    "slot": frozenset({Kind.TOTE}),
    "problem": frozenset({Kind.PRODUCT}),
    "zero": frozenset({Kind.PLACE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PickScan(Scan):
    """One shot in the aisle."""

    double: bool = False


def _refused(desk: Desk, scan: PickScan, session: Session, refusal: Refusal) -> PickAnswer:
    if isinstance(refusal, ClaimLost):
        bench.write(desk, session.station, Work.PICK, BenchRow(None, "", {}))
    after_refusal(desk, scan, session.station, Work.PICK, refusal)
    return PickAnswer(
        scan=kept_text(scan.text, refusal)[:200],
        verdict=Verdict.ASKED if refusal.code == "which_one" else Verdict.REFUSED,
        klass=class_of(desk, refusal),
        code=refusal.code,
        facts=_flat(refusal.facts()),
        state=pickstate.state(desk, session),
    )


def _flat(facts: Mapping[str, object]) -> dict[str, str | int | bool | None]:
    return {name: each if isinstance(each, (str, int)) else str(each) for name, each in facts.items()}


@handles(
    PickScan,
    right=Right.PICK,
    also=(Right.FOUND_GOODS, Right.TAKE_OVER),
    answer=PickAnswer,
    on_refusal=_refused,
)
def pick_scan(desk: Desk, scan: PickScan, session: Session) -> PickAnswer:
    """Judge one shot and do what it asks for. Raises Refused with the verdict's name."""
    if scan.double:
        raise Refused(DoubleRead(kept_text(scan.text)))
    row = bench.read(desk, session.station, Work.PICK)
    deed = _typed(desk, scan, session, row)
    if deed is None:
        expected = (
            _IDLE if row.ref is None else _PICKING.get(pickstate.phase_of(row, pickstate.current(desk, row)), _IDLE)
        )
        deed = _answer(desk, scan, session, hear(desk, scan, session.station, Work.PICK, expected, row), row)
    bench.log_scan(
        desk,
        work=Work.PICK,
        device=scan.device,
        raw=kept_text(scan.text),
        verdict=deed.verdict.value,
        code=deed.code,
        entry_id=deed.entry_id,
        order_id=deed.order_id,
        line_id=deed.line_id,
        qty=deed.qty,
    )
    state = pickstate.state(desk, session)
    facts = {**_task_facts(state.task), "batch": state.batch, "trip": state.trip, "trips": state.trips, **deed.facts}
    return PickAnswer(scan=kept_text(scan.text)[:200], verdict=deed.verdict, code=deed.code, facts=facts, state=state)


def _typed(desk: Desk, scan: PickScan, session: Session, row: BenchRow) -> Deed | None:
    """Return what a typed number answers; None where no question is open, or where it is no number."""
    asked = row.recall("problem") or row.recall("zero")
    number = None if not asked or row.stop or is_enter(scan.text) else number_of(scan.text)
    if number is None:
        return None
    pickstate.check_claim(desk, row)
    return answered(desk, scan.id, session, row, number)


def _task_facts(task: PickTask | None) -> dict[str, str | int | bool | None]:
    if task is None:
        return {"place": "", "sku": "", "left": 0, "slot": "", "tote": ""}
    return {"place": task.place, "sku": task.sku, "left": task.left, "slot": task.slot, "tote": task.tote}


def _answer(desk: Desk, scan: PickScan, session: Session, meant: Meaning | Acknowledged, row: BenchRow) -> Deed:
    if isinstance(meant, Acknowledged):
        return Deed("acknowledged")
    if isinstance(meant, meaning.CommandMeant):
        return card_played(desk, scan.id, session, meant.command)
    if isinstance(meant, (meaning.Batch, meaning.Cart)):
        return _batch_scanned(desk, scan, session, meant, row)
    if row.ref is None:
        raise Refused(NoBatchOpen())
    pickstate.check_claim(desk, row)
    if row.recall("zero") and not row.recall("slot_due"):
        raise Refused(AnswerFirst("zero"))
    if row.recall("problem"):  # going on is an answer as well
        row = replace(row, memory={name: value for name, value in row.memory.items() if name != "problem"})
        bench.write(desk, session.station, Work.PICK, row)
    task = pickstate.current(desk, row)
    if isinstance(meant, Multiplier):
        return take_times(desk, scan.id, session, row, meant.n)
    if isinstance(meant, meaning.Product) and row.recall("found") == session.actor.person:
        return find_goods(desk, scan.id, session, row, meant)
    if task is None:
        raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))
    return _in_the_aisle(desk, scan, session, meant, row, task)


def _batch_scanned(
    desk: Desk, scan: PickScan, session: Session, meant: meaning.Batch | meaning.Cart, row: BenchRow
) -> Deed:
    batch_id = int(meant.batch) if isinstance(meant, meaning.Batch) else pickstate.batch_of_cart(desk, int(meant.cart))
    if row.ref is not None and row.ref != batch_id:
        open_row = batches.GET.one(desk.connection, id_is=row.ref)
        raise Refused(FinishFirst(open_row[1] if open_row else ""))
    return open_batch(desk, scan.id, session, batch_id)


def _in_the_aisle(desk: Desk, scan: PickScan, session: Session, meant: Meaning, row: BenchRow, task: PickTask) -> Deed:
    if isinstance(meant, meaning.Place):
        return _place_scanned(desk, session, PlaceId(int(meant.place)), row, task)
    if isinstance(meant, meaning.Product):
        if row.recall("slot_due"):
            raise Refused(SlotFirst(task.slot, task.tote))
        if not pickstate.at_place(row, task):
            raise Refused(PlaceFirst(task.place))
        return take(desk, scan.id, session, row, meant)
    if isinstance(meant, meaning.Tote):
        return _tote_scanned(desk, session, PlaceId(int(meant.tote)), row, task)
    raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))


def _place_scanned(desk: Desk, session: Session, place: PlaceId, row: BenchRow, task: PickTask) -> Deed:
    if row.recall("slot_due"):
        raise Refused(SlotFirst(task.slot, task.tote))
    if place != task.place_id:
        raise Refused(WrongPlace(places.get(desk, place).code, task.place))
    bench.write(desk, session.station, Work.PICK, replace(row, memory={**row.memory, "place": place}))
    return Deed("right_place")


def _tote_scanned(desk: Desk, session: Session, tote: PlaceId, row: BenchRow, task: PickTask) -> Deed:
    if not row.recall("slot_due"):
        raise Refused(MeansNothingHere("tote", places.get(desk, tote).code))
    if places.get(desk, tote).code != task.tote:
        raise Refused(WrongSlot(places.get(desk, tote).code, f"{task.slot} ({task.tote})"))
    memory = {name: value for name, value in row.memory.items() if name not in ("slot_due", "hand")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return pickstate.after_task(desk, session, "right_slot")
