"""How a batch is picked, chosen by the supervisor before anybody began; a batch by zone is split into its zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import BatchNotIn, NoSuchBatch
from warehouse_app.domain.picking.ways import TOTALS, NoSuchWay, Way, WayNotFor, fits
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
    """Give one zone of a batch to a person, or (person empty) back to all."""

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
    if row[11] == Way.ZONE and row[2] == BatchState.RELEASED and way is not Way.ZONE:
        raise Refused(BatchNotIn(row[1], "split by zone", "picked another way"))
    orders = batches.ORDERS.all(desk.connection, id_is=row[0])
    if way is not None and row[11] != way:
        refusal = fits(
            way,
            batch=row[1],
            orders=len({each[0] for each in orders}),
            most_lines=_most_lines(desk, int(row[0])),
            trips=row[6],
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
    if way is None or (way is not Way.ZONE and way not in TOTALS):
        return
    if row[6] > 1 or (way is Way.ZONE and not _split_by_zone(desk, batch_id)):
        pickparts.set_way(desk, batch_id, "")


def _split_by_zone(desk: Desk, batch_id: int) -> bool:
    """Make the parts of a released batch; False where all its places are in one zone: one person picks it."""
    zones = pickparts.zones(desk, batch_id)
    if len(zones) < 2:  # noqa: PLR2004 - nothing to split
        return False
    slots = {each[0]: each[2] for each in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    pickparts.split(desk, batch_id, zones)
    theirs = pickparts.orders_by_trip(desk, batch_id)
    named = {order for _trip, order in theirs}
    pickparts.drop_orders(desk, batch_id)
    kept = [*theirs, *((1, order) for order in slots if order not in named)]
    rows = [{"batch_id": batch_id, "order_id": order, "trip": trip, "slot": slots[order]} for trip, order in kept]
    batches.INSERT_ORDER.run_many(desk.connection, rows)
    return True


def unsettle(desk: Desk, batch_id: int) -> None:
    """Forget the zones of a batch that is planned again: it is split anew when it is released."""
    if not pickparts.parts(desk, batch_id):
        return
    slots = {each[0]: each[2] for each in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    pickparts.drop_parts(desk, batch_id)
    pickparts.drop_orders(desk, batch_id)
    rows = [{"batch_id": batch_id, "order_id": order, "trip": 1, "slot": slot} for order, slot in slots.items()]
    batches.INSERT_ORDER.run_many(desk.connection, rows)


@handles(AssignZone, right=Right.ASSIGN, answer=str)
def assign_zone(desk: Desk, command: AssignZone, _session: Session) -> str:
    """Give a zone that nobody picks just now to a person; return the batch's code. Raises Refused(BatchNotIn)."""
    row = _batch(desk, command.batch_id)
    part = pickparts.get(desk, command.batch_id, command.trip)
    if part is None or part.state not in (BatchState.RELEASED, BatchState.SUSPENDED):
        raise Refused(BatchNotIn(str(row[1]), "" if part is None else part.state, "assigned"))
    pickparts.assign(desk, command.batch_id, command.trip, command.person)
    desk.touch(Touched.BATCH)
    return str(row[1])


def zones_of(desk: Desk, batch_id: int) -> tuple[pickparts.Part, ...]:
    """Return the zones of a batch with who picks them."""
    return pickparts.parts(desk, batch_id)


def _batch(desk: Desk, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    row = batches.GET.one(desk.connection, id_is=batch_id)
    if row is None:
        raise Refused(NoSuchBatch(str(batch_id)))
    return row
