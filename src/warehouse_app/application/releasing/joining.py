"""An urgent order joins a batch at work whose picker still comes by its places, if the cart has room; and back again.

A released batch that nobody has begun can be taken back: it is planned as before, and its bins stay held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse_app.application import labelfirst, picktotes, pickways
from warehouse_app.application.batches import slot_name
from warehouse_app.application.batchfloor import batch_row
from warehouse_app.application.carts import capacity_of
from warehouse_app.application.run import Command, Outcome, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Promise
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NotPlannable
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.joining import Seat, Want, seats
from warehouse_app.domain.releasing.values import BatchBegun, CannotJoin, NoBatchPasses
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store import batches, items, joining, orders, places, plannable, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.joining import JOINABLE, Open
from warehouse_app.store.packing import ahead
from warehouse_app.store.plannable import Choice

MOST_LOOKED_AT = 200
"""Batches at work that are looked at for one that passes, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinBatch(Command):
    """Let an order join a batch that is released or picked already.

    The cart holds `slots` orders and `units` units, 0: as the settings have it.
    """

    order_id: int
    batch_id: int
    slots: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackBatch(Command):
    """Take a released batch that nobody has begun back to planned."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Which batch an order joined, in which slot, with how many stops and how much more walking."""

    order: str
    batch: str
    slot: str
    stops: int
    detour_mm: int


@dataclass(frozen=True, slots=True)
class Way:
    """A batch that an order can join, and how much more walking that is."""

    batch_id: int
    batch: str
    detour_mm: int


@handles(JoinBatch, right=Right.PLAN, answer=Joined)
def join_batch(desk: Desk, command: JoinBatch, _session: Session) -> Joined:
    """Hold its stock, and put its stops where the picker still passes. Raises Refused(NotPlannable, CannotJoin)."""
    row = batch_row(desk, command.batch_id)
    head, wanted = _wanted(desk, command.order_id)
    if row[2] not in JOINABLE:
        raise Refused(CannotJoin(head, row[1], "state"))
    if row[6] != 1:
        raise Refused(CannotJoin(head, row[1], "trips"))
    (there,) = joining.facts(desk, (command.batch_id,))
    choices = tuple(plannable.choose(desk, wanted))
    found = _seats(desk, there, choices, _cart(desk, command))
    if isinstance(found, str):
        raise Refused(CannotJoin(head, row[1], found))
    slot = _free_slot(desk, command.batch_id)
    batches.INSERT_ORDER.run(desk.connection, batch_id=command.batch_id, order_id=command.order_id, trip=1, slot=slot)
    _write_stops(desk, row[1], command, found, _held(desk, choices), slot)
    if row[2] == BatchState.PICKING:
        picktotes.bind_totes(desk, command.id, command.batch_id, 1)
    orders.log_event(desk, command.order_id, "joined", row[1])
    labelfirst.ask(desk, command.batch_id)
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.STOCK)
    return Joined(head, row[1], slot, len(found), sum(seat.detour_mm for seat in found))


def _cart(desk: Desk, command: JoinBatch) -> CartCapacity:
    here = capacity_of(desk)
    return CartCapacity(command.slots or here.slots, command.units or here.units)


def _wanted(desk: Desk, order_id: int) -> tuple[str, list[Promise]]:
    """Return an order's code and what is promised to it. Raises Refused(NotPlannable)."""
    facts = plannable.facts_of(desk, (order_id,))
    why = facts.why(order_id)
    if why:
        raise Refused(NotPlannable(facts.code(order_id), why))
    lines = [need.line_id for need in facts.needs.get(order_id, ())]
    return facts.code(order_id), promises.made_for_lines(desk, lines)


def _seats(desk: Desk, there: Open, choices: Sequence[Choice], capacity: CartCapacity) -> tuple[Seat, ...] | str:
    """Return where each stop goes, or why the order cannot join."""
    if there.orders >= capacity.slots:
        return "full"
    if there.units + sum(choice.qty for choice in choices) > capacity.units:
        return "units"
    places.learn(desk, {PlaceId(choice.place_id) for choice in choices})
    wants = []
    for choice in choices:
        place = places.get(desk, PlaceId(choice.place_id))
        wants.append(Want(place.code, "" if place.aisle is None else str(place.aisle), place.y_mm or 0))
    return seats(there.ahead, wants) or "past"


def _free_slot(desk: Desk, batch_id: int) -> str:
    used = joining.slots_in(desk, batch_id)
    return next(name for name in map(slot_name, range(len(used) + 1)) if name not in used)


def _held(desk: Desk, choices: Sequence[Choice]) -> list[Promise]:
    """Narrow what is not at a cell yet; return the promise of each stop."""
    held = []
    for choice in choices:
        if choice.item_id == 0:
            held.append(choice.promise)
            continue
        item = items.get(desk, choice.item_id)
        held.append(promises.narrow(desk, choice.promise.id, choice.qty, PlaceId(choice.place_id), item))
    return held


def _write_stops(
    desk: Desk, batch: str, command: JoinBatch, found: Sequence[Seat], held: Sequence[Promise], slot: str
) -> None:
    """Write the stops, those farthest ahead first, so that the numbers before them stay as they are."""
    number = joining.last_number(desk, command.batch_id)
    for seat, promise in sorted(zip(found, held, strict=True), key=lambda each: (-each[0].after, each[1].id)):
        number += 1
        joining.make_room(desk, command.batch_id, seat.after, 1)
        assert promise.place is not None, "it was narrowed to a cell"
        assert promise.item is not None, "it was narrowed to a cell"
        joining.add_stop(
            desk, code=f"{batch}-{number:03d}", batch_id=command.batch_id, seq=seat.after + 1, trip=1,
            line_id=promise.ref, order_id=command.order_id, place_id=promise.place,
            item_id=items.number(desk, promise.item), promise_id=promise.id, qty=promise.qty, slot=slot,
        )  # fmt: skip


def ways(desk: Desk, order_id: int, capacity: CartCapacity | None = None) -> tuple[Way, ...]:
    """Return the batches that an order can join, the least detour first. Raises Refused(NotPlannable)."""
    _code, wanted = _wanted(desk, order_id)
    warehouse = plannable.facts_of(desk, (order_id,)).heads[order_id].warehouse
    choices = tuple(plannable.choose(desk, wanted))
    cart = capacity or capacity_of(desk)
    found = []
    for there in joining.open_batches(desk, warehouse, MOST_LOOKED_AT):
        seated = _seats(desk, there, choices, cart)
        if not isinstance(seated, str):
            row = batch_row(desk, there.id)
            found.append(Way(there.id, row[1], sum(seat.detour_mm for seat in seated)))
    return tuple(sorted(found, key=lambda way: (way.detour_mm, way.batch_id)))


def join(runner: Runner, session: Session, order_id: int, *, capacity: CartCapacity | None = None) -> Joined:
    """Let an order join the batch that passes with the least detour. Raises Refused(NoBatchPasses, NotPlannable)."""
    found = runner.ask(lambda desk: ways(desk, order_id, capacity), session, Right.PLAN)
    last: Refused | None = None
    for way in found:
        command = JoinBatch(
            id=runner.ids.new(), order_id=order_id, batch_id=way.batch_id,
            slots=capacity.slots if capacity else 0, units=capacity.units if capacity else 0,
        )  # fmt: skip
        outcome: Outcome[Joined] = runner.perform(command, session)
        if outcome.refusal is None:
            return outcome.done()
        if not isinstance(outcome.refusal, CannotJoin):  # its picker was faster: the next may do
            raise Refused(outcome.refusal)
        last = Refused(outcome.refusal)
    if last is not None:
        raise last
    code = runner.ask(lambda desk: plannable.order_code(desk, order_id), session, Right.PLAN)
    raise Refused(NoBatchPasses(code))


@handles(TakeBackBatch, right=Right.PLAN, answer=str)
def take_back_batch(desk: Desk, command: TakeBackBatch, _session: Session) -> str:
    """Take it back; its orders stay together and its bins held. Raises Refused(BatchNotIn, BatchBegun)."""
    row = batch_row(desk, command.batch_id)
    if row[2] not in (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED):
        raise Refused(BatchNotIn(row[1], row[2], "taken back"))
    if row[2] != BatchState.RELEASED or joining.is_begun(desk, command.batch_id):
        raise Refused(BatchBegun(row[1], str(batches.PERSON_NAME.scalar(desk.connection, id_is=row[3] or "") or "")))
    joining.take_back(desk, command.batch_id)
    ahead.void_of_batch(desk, command.batch_id)
    pickways.unsettle(desk, command.batch_id)
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.PARCEL)
    return str(row[1])
