"""The command cards of the pick bench: SHORT, SKIP, UNDO, PAUSE, FOUND, DONE, FULL TOTE, ISSUE, GET WORK."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.pickdamaged import damaged
from warehouse_app.application.pickdeeds import confirm
from warehouse_app.application.pickopen import open_batch
from warehouse_app.application.pickproblems import (
    ask_problem,
    found_goods,
    nothing_wrong,
    place_is_empty,
    shorted,
    skip,
)
from warehouse_app.application.pickshort import task_at_hand
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.picktotes import bind_totes, full_tote
from warehouse_app.application.pickundo import undo
from warehouse_app.application.pickwork import next_batch
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import NothingToContinue, NothingToUndo, Verdict, Work, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import AnswerFirst, FinishFirst, NoBatchOpen
from warehouse_app.domain.picking.ways import SHARED
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, pickparts
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def card_played(desk: Desk, command_id: str, session: Session, card: Card) -> Deed:
    """Do what a card says. Raises Refused when it is no answer here."""
    row = bench.read(desk, session.station, Work.PICK)
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    if card is Card.GET_WORK:
        return _get_work(desk, command_id, session, row)
    if card not in _CARDS:
        raise Refused(card_not_here(word_of(card)))
    if row.ref is None:
        raise Refused(card_not_here(word_of(card)) if card is Card.ISSUE else NoBatchOpen())
    pickstate.check_claim(desk, row)
    if row.recall("problem") and card is Card.UNDO:
        return nothing_wrong(desk, session, row)
    if row.recall("zero") and not row.recall("slot_due") and card not in _WHILE_ASKED:
        raise Refused(AnswerFirst("zero"))
    return _CARDS[card](desk, command_id, session, row)


def _get_work(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Open the next best batch for this person. Raises Refused(FinishFirst, NothingInPool, EnoughInHand)."""
    if row.ref is not None:
        found = batches.GET.one(desk.connection, id_is=row.ref)
        raise Refused(FinishFirst(found[1] if found else ""))
    return open_batch(desk, command_id, session, next_batch(desk, session))


def _undo(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    deed = undo(desk, command_id, session, row)
    if deed is None:
        raise Refused(NothingToUndo())
    return deed


def _pause(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    found = batches.GET.one(desk.connection, id_is=row.ref)
    others = False
    if pickstate.way_here(row) in SHARED:
        pickparts.suspend(desk, int(row.ref or 0), int(row.recall("trip") or 1))
        others = any(each.state == BatchState.PICKING for each in pickparts.parts(desk, int(row.ref or 0)))
    if not others:
        batches.SET_STATE.run(desk.connection, id_is=row.ref, state=BatchState.SUSPENDED.value)
    bench.write(desk, session.station, Work.PICK, BenchRow(None, "", {}))
    desk.touch(Touched.BATCH)
    return Deed("paused", facts={"batch": found[1] if found else ""})


def _done(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Say yes: the place is empty; the goods are taken; or the cart stands at the bench, and its next trip begins."""
    if row.recall("zero") and not row.recall("slot_due"):
        return place_is_empty(desk, session, row)
    task = pickstate.current(desk, row)
    if task is not None:
        return confirm(desk, command_id, session, row, task_at_hand(desk, row))
    trip = int(row.recall("trip") or 1) + 1
    kept = ("claim", "way", "scan", "zero_check", "cart")
    memory = {**{name: row.memory[name] for name in kept if name in row.memory}, "trip": trip}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    bind_totes(desk, command_id, int(row.ref or 0), trip)
    after = pickstate.after_task(desk, session, "trip_started")
    return replace(after, verdict=Verdict.ACCEPTED if after.code == "trip_started" else after.verdict)


_CARDS: dict[Card, Callable[[Desk, str, Session, BenchRow], Deed]] = {
    Card.UNDO: _undo,
    Card.PAUSE: _pause,
    Card.SKIP: skip,
    Card.SHORT: shorted,
    Card.FINISH_SHORT: shorted,
    Card.FOUND: found_goods,
    Card.DONE: _done,
    Card.DAMAGED: damaged,
    Card.FULL_TOTE: full_tote,
    Card.ISSUE: ask_problem,
}
_WHILE_ASKED = frozenset({Card.DONE, Card.UNDO, Card.PAUSE})
"""Cards that answer the question whether a place is empty, or leave it open."""
