"""How a batch is picked, chosen by the supervisor before anybody began; a batch by zone is split into its zones.

An order larger than a cart is split into its cartfuls, where the company allows it: parts of the batch, as zones are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NoSuchBatch
from warehouse_app.domain.picking.ways import SHARED, TOTALS, NoSuchWay, Way, WayNotFor, fits
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, pickparts
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseWay(Command):
    """Say how a batch is picked, while it is planned or waits on the floor; "" is as it comes."""

    batch_id: int
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignZone(Command):
    """Give one part of a batch to a person, or (person empty) back to all."""

    batch_id: int
    trip: int
    person: str


@handles(ChooseWay, right=Right.PLAN, answer=str)
def choose_way(desk: Desk, command: ChooseWay, _session: Session) -> str:
    """Keep the way and return the batch's code. Raises Refused(NoSuchBatch, NoSuchWay, BatchNotIn, WayNotFor)."""
    row = _batch(desk, command.batch_id)
    if command.way not in ("", *Way):
        raise Refused(NoSuchWay(command.way, ", ".join(Way)))
    if row[2] not in (BatchState.PLANNED, BatchState.RELEASED):
        raise Refused(BatchNotIn(row[1], row[2], "picked another way"))
    way = Way(command.way) if command.way else None
    if row[11] in SHARED and row[2] == BatchState.RELEASED and way != row[11]:
        done = "split by zone" if row[11] == Way.ZONE else "split"
        raise Refused(BatchNotIn(row[1], done, "picked another way"))
    orders = batches.ORDERS.all(desk.connection, id_is=row[0])
    if way is not None and row[11] != way:
        refusal = fits(
            way,
            batch=row[1],
            orders=len({each[0] for each in orders}),
            most_lines=_most_lines(desk, int(row[0])),
            trips=row[6],
            split=may_split(desk),
        )
        if refusal is not None:
            raise Refused(refusal)
    pickparts.set_way(desk, int(row[0]), command.way)
    if row[2] == BatchState.RELEASED and row[11] != command.way:
        settle(desk, int(row[0]))
        if way is Way.ZONE and _batch(desk, command.batch_id)[11] != Way.ZONE:
            raise Refused(WayNotFor(str(row[1]), way, "one_zone"))
    desk.touch(Touched.BATCH)
    return str(row[1])


def _most_lines(desk: Desk, batch_id: int) -> int:
    """Return how many goods lines the largest order of a batch has, as far as they are still to be picked."""
    return max((int(row[1]) for row in batches.LINES_OF.all(desk.connection, id_is=batch_id)), default=0)


def settle(desk: Desk, batch_id: int) -> None:
    """Make what a released batch needs for its way; one that cannot go that way after all goes as it comes."""
    row = _batch(desk, batch_id)
    way = Way(row[11]) if row[11] else None
    if way is Way.PARTS:
        _split_by_cart(desk, batch_id, row[6])
        return
    if way is None or (way is not Way.ZONE and way not in TOTALS):
        return
    if row[6] > 1 or (way is Way.ZONE and not _split_by_zone(desk, batch_id)):
        pickparts.set_way(desk, batch_id, "")


def _split_by_zone(desk: Desk, batch_id: int) -> bool:
    """Make the parts of a released batch; False where all its places are in one zone: one person picks it."""
    zones = pickparts.zones(desk, batch_id)
    if len(zones) < 2:  # noqa: PLR2004 - nothing to split
        return False
    pickparts.split(desk, batch_id, zones)
    _slots_anew(desk, batch_id)
    return True


def _split_by_cart(desk: Desk, batch_id: int, trips: int) -> None:
    """Make each cartful of a released batch a part of its own; one that fits on a cart after all is picked as it comes.

    The slots are written anew: taken back and released with other carts, it may have more trips or fewer.
    """
    _slots_anew(desk, batch_id)
    if trips == 1 or not may_split(desk):
        pickparts.set_way(desk, batch_id, "")
        return
    pickparts.add(desk, batch_id, tuple(f"{n}/{trips}" for n in range(1, trips + 1)))


def may_split(desk: Desk) -> bool:
    """Return whether an order larger than a cart may be split over several."""
    return value_of(desk, "plan.split") == "large"


def way_planned(desk: Desk, trips: int, way: str) -> str:
    """Return the way a batch of so many trips is planned for."""
    if trips == 1:
        return way
    return Way.PARTS if may_split(desk) else ""


def _slots_anew(desk: Desk, batch_id: int) -> None:
    """Give each order a slot on the trips on which it has something to pick, one that has nothing on the first."""
    slots = {each[0]: each[2] for each in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    theirs = pickparts.orders_by_trip(desk, batch_id)
    named = {order for _trip, order in theirs}
    pickparts.drop_orders(desk, batch_id)
    kept = [*theirs, *((1, order) for order in slots if order not in named)]
    rows = [{"batch_id": batch_id, "order_id": order, "trip": trip, "slot": slots[order]} for trip, order in kept]
    batches.INSERT_ORDER.run_many(desk.connection, rows)


def unsettle(desk: Desk, batch_id: int) -> None:
    """Forget the parts of a batch that is planned again: it is split anew when it is released."""
    if not pickparts.parts(desk, batch_id):
        return
    slots = {each[0]: each[2] for each in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    trips = _batch(desk, batch_id)[6]
    pickparts.drop_parts(desk, batch_id)
    if _batch(desk, batch_id)[11] == Way.PARTS:
        pickparts.set_trips(desk, batch_id, trips)
    pickparts.drop_orders(desk, batch_id)
    rows = [{"batch_id": batch_id, "order_id": order, "trip": 1, "slot": slot} for order, slot in slots.items()]
    batches.INSERT_ORDER.run_many(desk.connection, rows)


@handles(AssignZone, right=Right.ASSIGN, answer=str)
def assign_zone(desk: Desk, command: AssignZone, _session: Session) -> str:
    """Give a part that nobody picks just now to a person; return the batch's code. Raises Refused(BatchNotIn)."""
    row = _batch(desk, command.batch_id)
    part = pickparts.get(desk, command.batch_id, command.trip)
    if part is None or part.state not in (BatchState.RELEASED, BatchState.SUSPENDED):
        raise Refused(BatchNotIn(str(row[1]), "" if part is None else part.state, "assigned"))
    pickparts.assign(desk, command.batch_id, command.trip, command.person)
    desk.touch(Touched.BATCH)
    return str(row[1])


def zones_of(desk: Desk, batch_id: int) -> tuple[pickparts.Part, ...]:
    """Return the parts of a batch with who picks them."""
    return pickparts.parts(desk, batch_id)


def _batch(desk: Desk, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    row = batches.GET.one(desk.connection, id_is=batch_id)
    if row is None:
        raise Refused(NoSuchBatch(str(batch_id)))
    return row
