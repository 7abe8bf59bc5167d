"""The command cards of the pick bench: SHORT, SKIP, UNDO, PAUSE, FOUND, DONE."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.pickdamaged import damaged, elsewhere, give_up, task_at_hand
from warehouse_app.application.pickdeeds import bind_totes, undo
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session, check
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import NothingToContinue, NothingToUndo, Verdict, Work, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.values import DOUBT_RANK
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import NoBatchOpen, PlaceFirst
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, cells, items, picking, places, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def card_played(desk: Desk, command_id: str, session: Session, card: Card) -> Deed:
    """Do what a card says. Raises Refused when it is no answer here."""
    row = bench.read(desk, session.station, Work.PICK)
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    if card not in _CARDS:
        raise Refused(card_not_here(word_of(card)))
    if row.ref is None:
        raise Refused(NoBatchOpen())
    pickstate.check_claim(desk, row)
    return _CARDS[card](desk, command_id, session, row)


def _undo(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    deed = undo(desk, command_id, session, row)
    if deed is None:
        raise Refused(NothingToUndo())
    return deed


def _pause(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    found = batches.GET.one(desk.connection, id_is=row.ref)
    batches.SET_STATE.run(desk.connection, id_is=row.ref, state=BatchState.SUSPENDED.value)
    bench.write(desk, session.station, Work.PICK, BenchRow(None, "", {}))
    desk.touch(Touched.BATCH)
    return Deed("paused", facts={"batch": found[1] if found else ""})


def _skip(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    task = task_at_hand(desk, row)
    picking.requeue(desk, task.id, picking.last_seq(desk, int(row.ref or 0), task.trip) + 1)
    memory = {name: value for name, value in row.memory.items() if name not in ("place", "last")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return Deed("skipped")


def _short(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    """Fewer are there than the ledger says: what is left of the cell is held until it is counted.

    Another bin is tried. Raises Refused where the picker does not stand at the place: nobody has looked there.
    """
    task = task_at_hand(desk, row)
    if row.recall("place") != task.place_id:
        raise Refused(PlaceFirst(task.place))
    raw = picking.task(desk, task.id)
    missing = task.left
    picking.close_short(desk, task.id, "fewer there" if task.on_shelf else "nothing there")
    request = picking.ask_count(desk, task.place_id, raw[5], "short pick")
    freed = give_up(desk, raw, missing)
    _hold_doubt(desk, task.place_id, raw[5], request)
    elsewhere(desk, row, raw, freed)
    memory = {name: value for name, value in row.memory.items() if name != "last"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.COUNT)
    after = pickstate.after_task(desk, session, "short")
    facts = {**after.facts, "place": task.place, "qty": missing, "sku": task.sku}
    return replace(after, facts=facts, line_id=raw[2], order_id=raw[3])


def _hold_doubt(desk: Desk, place_id: int, item_id: int, request: int) -> None:
    """Hold what the ledger says is left in the cell, so that nobody is promised stock that nobody can find.

    The goods just given up are promised to their line at pool scope; where the pool has nothing else they are a
    shortage.
    """
    doubt = cells.read(desk, place_id, item_id).free
    if doubt <= 0:
        return
    place, item = places.get(desk, PlaceId(place_id)), items.get(desk, item_id)
    pool = PoolKey(place.warehouse, item.sku, item.owner, item.grade, item.lot or "*")
    whole = replace(pool, lot="*")
    free = cells.read_pool(desk, whole).free
    for each in sorted(promises.in_pool(desk, whole), key=lambda one: one.id, reverse=True):
        if free >= doubt:
            break
        if each.scope is Scope.POOL and each.purpose is Purpose.LINE:
            lost = min(each.qty, doubt - free)
            promises.lose(desk, each, lost, "short pick")
            free += lost
    held = min(doubt, cells.read_pool(desk, whole).free)
    if held > 0:
        wanted = Promise(PromiseId(0), Purpose.HOLD, request, Scope.CELL, pool, held, DOUBT_RANK, place.id, item)
        promises.promise(desk, wanted)


def _found(desk: Desk, _command_id: str, session: Session, row: BenchRow) -> Deed:
    """Let the next item be booked as found, for whoever played the card and for nobody else at this bench."""
    check(session, Right.FOUND_GOODS)
    memory = {**row.memory, "found": session.actor.person}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    return Deed("found_ready")


def _done(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Bring the cart to the bench and start the next trip of an order larger than the cart."""
    if pickstate.current(desk, row) is not None:
        raise Refused(card_not_here(word_of(Card.DONE)))
    trip = int(row.recall("trip") or 1) + 1
    memory = {"claim": row.recall("claim"), "trip": trip}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    bind_totes(desk, command_id, int(row.ref or 0), trip)
    after = pickstate.after_task(desk, session, "trip_started")
    return replace(after, verdict=Verdict.ACCEPTED if after.code == "trip_started" else after.verdict)


_CARDS: dict[Card, Callable[[Desk, str, Session, BenchRow], Deed]] = {
    Card.UNDO: _undo,
    Card.PAUSE: _pause,
    Card.SKIP: _skip,
    Card.SHORT: _short,
    Card.FINISH_SHORT: _short,
    Card.FOUND: _found,
    Card.DONE: _done,
    Card.DAMAGED: damaged,
}
