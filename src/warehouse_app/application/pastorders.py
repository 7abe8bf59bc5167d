"""Orders that left before the books began: a company that changes over keeps them, so that they can come back.

What left comes from where opening stock comes from, and stands in one parcel an order at the customer: no stock
changes, and no more than was sent can come back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.purchasing.fields import day_of
from warehouse_app.store import cancelling, ledger, orders, pastorders, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.pastorders import Past, PastLine

WHY = "before the books"
MOST_LINES = 200
"""Lines that are written in one small transaction; of a larger order its first lines, the others with the next."""

MOST_ORDERS = 40
PAUSE_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedBefore(Command):
    """Say of some orders placed before a day (ISO) that they left before the books began; of those behind `after`."""

    day: str
    channel: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class LeftBefore:
    """How many orders and units are gone now; orders that cannot be and why; where to go on (0: it is done)."""

    orders: int
    units: int
    left_out: tuple[tuple[str, str], ...]
    after: int
    more: bool


@handles(ShippedBefore, right=Right.IMPORT, answer=LeftBefore)
def shipped_before(desk: Desk, command: ShippedBefore, _session: Session) -> LeftBefore:
    """Write some of them down as gone. Raises Refused(BadField)."""
    day = day_of("day", command.day)
    found = pastorders.after(desk, f"{day}T", command.channel, command.after, MOST_ORDERS)
    room, gone, units, at = MOST_LINES, 0, 0, command.after
    left_out: list[tuple[str, str]] = []
    for order in found:
        hindrance = pastorders.hindrance(desk, order.id)
        if hindrance:
            left_out.append((order.code, hindrance))
            at = order.id
            continue
        lines = pastorders.lines(desk, order.id, room + 1)
        if len(lines) > room and room < MOST_LINES:
            break
        whole = len(lines) <= room
        lines = lines[:room]
        _leave(desk, command.id, order, lines)
        room -= len(lines)
        units += sum(line.qty for line in lines)
        if whole:
            orders.set_state(desk, order.id, OrderState.CLOSED)
            orders.log_event(desk, order.id, "left_before")
            gone, at = gone + 1, order.id
        if room <= 0:
            break
    desk.touch(Touched.ORDER, Touched.PARCEL)
    more = bool(pastorders.after(desk, f"{day}T", command.channel, at, 1))
    return LeftBefore(gone, units, tuple(left_out), at, more)


def _leave(desk: Desk, command_id: str, order: Past, lines: tuple[PastLine, ...]) -> None:
    """Let lines of an order be in its parcel, which stands at the customer."""
    for line_id in cancelling.lines_of(desk, order.id):
        for promise in promises.made_for(desk, Purpose.LINE, line_id):
            promises.release(desk, promise, promise.qty, WHY)
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    box, legs = pastorders.box(desk, order.id), []
    if box is None and lines:
        made = places.add(desk, order.warehouse, PlaceKind.PARCEL, f"PB{order.id:08d}")
        pastorders.put_box(desk, order, made)
        box = int(made.id)
        customer = places.outside(desk, PlaceKind.CUSTOMER).id
        legs.append(Leg(container_item(PlaceKind.PARCEL.value, made.code), supplier, customer, 1))
    if box is not None:
        legs += [Leg(Item(line.sku), supplier, PlaceId(box), line.qty, LineId(line.id)) for line in lines]
    if legs:
        ledger.post(desk, Entry(EntryId(f"{command_id}.{order.id}"), EntryKind.RECEIVE, tuple(legs), WHY))
    for line in lines:
        pastorders.count(desk, line)


def leave_all(
    runner: Runner,
    session: Session,
    day: str,
    channel: str = "",
    pause: Callable[[float], None] = lambda _seconds: None,
    told: Callable[[int], None] = lambda _orders: None,
) -> LeftBefore:
    """Say it of all orders placed before a day, in small transactions; it can be broken off and begun again."""
    gone, units, after, more = 0, 0, 0, True
    left_out: list[tuple[str, str]] = []
    while more:
        command = ShippedBefore(id=runner.ids.new(), day=day, channel=channel, after=after)
        done: LeftBefore = runner.perform(command, session).done()
        gone, units, after, more = gone + done.orders, units + done.units, done.after, done.more
        left_out += done.left_out
        told(gone)
        pause(PAUSE_S)
    return LeftBefore(gone, units, tuple(left_out), after, more=False)
