"""Orders: listed, shown whole, held, let go, cancelled. Every deed is a command; every question reads one page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.listing import ListOf
from warehouse_app.application.returning import giveback
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.listing import PAGE, ListQuery
from warehouse_app.domain.orders.refusals import AlreadyHeld, BadHoldKind, HandedOver, NotHeld, OrderNotOpen
from warehouse_app.domain.orders.states import OPEN, HoldKind, OrderState
from warehouse_app.domain.orders.values import Hold, OrderDetail, OrderRow, PutBack
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cancelling, customers, orderdetail, orderlist, orders, photos, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.instructions import orders as of_instructions
from warehouse_app.store.purchasing import pegs

ORDERS: ListOf[OrderRow] = ListOf("orders", orderlist.ORDERS, home="open")
"""The list of all orders."""

PEGGED_AT_ONCE = 10
"""Products that a cancelled order waited for, and that others wait for at once; the worker does the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOrder(Command):
    """Let an order wait: it keeps its promises and is not released."""

    order_id: int
    reason: str
    kind: str = HoldKind.MANUAL.value


@dataclass(frozen=True, slots=True, kw_only=True)
class UnholdOrder(Command):
    """Take a hold away; an empty kind takes all of them."""

    order_id: int
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder(Command):
    """Cancel an order at any time before it is handed over."""

    order_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipPart(Command):
    """Let an order leave incomplete (`part`), or wait for all."""

    order_id: int
    part: bool = True


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What a cancelled order leaves behind: promised units given back, and goods that must go back to their bins.

    Of an order of a return also the refunds that are `given` for it by their codes, and what they come to (`gives`).
    """

    order: str
    released: int
    to_put_back: tuple[PutBack, ...]
    given: tuple[str, ...] = ()
    gives: str = ""


@handles(HoldOrder, right=Right.HOLD_ORDER, answer=str)
def hold_order(desk: Desk, command: HoldOrder, _session: Session) -> str:
    """Hold an open order. Raises Refused(NoSuchOrder, OrderNotOpen, AlreadyHeld, BadHoldKind)."""
    head = orders.head(desk, command.order_id)
    kinds = tuple(kind.value for kind in HoldKind)
    if command.kind not in kinds:
        raise Refused(BadHoldKind(command.kind, kinds))
    if head.state not in OPEN:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    for kind, reason, _at, _who in orders.holds_of(desk, command.order_id):
        if kind == command.kind:
            raise Refused(AlreadyHeld(head.code, kind, reason))
    orders.put_hold(desk, command.order_id, command.kind, command.reason)
    orders.log_event(desk, command.order_id, "held", command.reason)
    desk.touch(Touched.ORDER)
    return head.code


@handles(UnholdOrder, right=Right.HOLD_ORDER, answer=str)
def unhold_order(desk: Desk, command: UnholdOrder, _session: Session) -> str:
    """Let an order go on. Raises Refused(NoSuchOrder, NotHeld)."""
    head = orders.head(desk, command.order_id)
    kinds = [kind for kind, *_rest in orders.holds_of(desk, command.order_id) if command.kind in ("", kind)]
    if not kinds:
        raise Refused(NotHeld(head.code, command.kind))
    for kind in kinds:
        orders.take_hold(desk, command.order_id, kind)
    orders.log_event(desk, command.order_id, "unheld", command.reason or ", ".join(kinds))
    desk.touch(Touched.ORDER)
    return head.code


@handles(CancelOrder, right=Right.CANCEL_ORDER, answer=Cancelled)
def cancel_order(desk: Desk, command: CancelOrder, session: Session) -> Cancelled:
    """Cancel: promises go back to their pools, tasks end, parcels not handed over are void; goods stay where they are.

    Of an order that a return had made what the customer is owed instead goes back (`giveback`).

    Raises Refused(NoSuchOrder, OrderNotOpen, HandedOver).
    """
    done = cancel_in(desk, command.order_id, command.reason)
    given = giveback.order_cancelled(desk, session, command.order_id, done.order)
    return replace(done, given=tuple(each.code for each in given), gives=giveback.written(given))


def cancel_in(desk: Desk, order_id: int, reason: str) -> Cancelled:
    """Cancel within a deed; money is another's to give. Raises Refused(NoSuchOrder, OrderNotOpen, HandedOver)."""
    head = orders.head(desk, order_id)
    if head.state not in OPEN:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    gone = cancelling.parcel_gone(desk, order_id)
    if gone:
        raise Refused(HandedOver(head.code, gone))
    released = 0
    for line_id in cancelling.lines_of(desk, order_id):
        for promise in promises.made_for(desk, Purpose.LINE, line_id):
            promises.release(desk, promise, promise.qty, "order cancelled")
            released += promise.qty
    pegs.mark_order(desk, order_id)
    cancelling.end_work(desk, order_id)
    orders.set_state(desk, order_id, OrderState.CANCELLED)
    orders.log_event(desk, order_id, "cancelled", reason)
    pegs.settle_some(desk, PEGGED_AT_ONCE)
    desk.touch(Touched.ORDER, Touched.STOCK, Touched.BATCH, Touched.PACK, Touched.PARCEL)
    return Cancelled(head.code, released, orderdetail.goods_outside_bins(desk, order_id))


@handles(ShipPart, right=Right.ALLOCATE, answer=str)
def ship_part(desk: Desk, command: ShipPart, _session: Session) -> str:
    """Say whether an order may leave incomplete. Raises Refused(NoSuchOrder, OrderNotOpen)."""
    head = orders.head(desk, command.order_id)
    if head.state not in OPEN:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    orders.set_ship_part(desk, command.order_id, part=command.part)
    orders.log_event(desk, command.order_id, "ship_part" if command.part else "wait_for_all")
    desk.touch(Touched.ORDER)
    return head.code


def find_orders(desk: Desk, wanted: ListQuery, limit: int = PAGE, at: int = 0) -> tuple[OrderRow, ...]:
    """Return one slice of a list of orders."""
    return ORDERS.page(desk, wanted, at, limit).rows


def count_views(desk: Desk, wanted: ListQuery) -> dict[str, int]:
    """Return for every view how many orders it shows at `wanted.now`."""
    return orderlist.counts(desk, wanted)


def order_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the channels and countries a list can be narrowed to."""
    return orderlist.choices(desk)


def order_id_of(desk: Desk, code: str, channel: str | None = None) -> int:
    """Return the row of an order's code. Raises Refused(NoSuchOrder, OrderInChannels)."""
    return orders.id_of(desk, code, channel)


def order_detail(desk: Desk, order_id: int) -> OrderDetail:
    """Return one order whole. Raises Refused(NoSuchOrder)."""
    row = orderlist.row_of(desk, order_id)
    warehouse, service, note, reason, priority, placed_at = orderdetail.facts(desk, order_id)
    return OrderDetail(
        row=row,
        lines=orderdetail.lines(desk, order_id, warehouse),
        holds=tuple(Hold(*each) for each in orders.holds_of(desk, order_id)),
        address=customers.ship_to(desk, order_id, orders.head(desk, order_id).customer_id),
        parcels=orderdetail.parcels(desk, order_id),
        timeline=orderdetail.story(desk, order_id, placed_at),
        warehouse=warehouse,
        service=service,
        note=note,
        payment_reason=reason,
        priority=priority,
        photos=photos.of_order(desk, order_id),
        gift=of_instructions.gift_of(desk, order_id),
        gives_back=giveback.would_give(desk, order_id) if orders.head(desk, order_id).state in OPEN else "",
    )
