"""Where an open order goes, changed: checked, told to whoever was slower, and its printed labels made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse_app.application.packing import relabelling
from warehouse_app.application.packing.unpacking import TAKEN_APART
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, Change
from warehouse_app.domain.importing.values import FOR_NOBODY
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.orders.addressing import (
    FIELDS,
    AddressIncomplete,
    AddressMoved,
    ParcelLoaded,
    missing,
    part,
)
from warehouse_app.domain.orders.refusals import HandedOver, OrderNotOpen, ReasonMissing
from warehouse_app.domain.orders.states import OPEN, HoldKind
from warehouse_app.domain.orders.values import Address
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store import cancelling, customers, orders, printing, readdressing
from warehouse_app.store.desk import Desk
from warehouse_app.store.orders import OrderHead
from warehouse_app.store.packing import packs


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAddress(Command):
    """Change parts of an order's address, each with what the person saw before. What they are stands in no chain."""

    order_id: int
    reason: str
    changes: tuple[Change, ...] = field(default=(), metadata=ASIDE, repr=False)


@dataclass(frozen=True, slots=True)
class Readdressed:
    """What a new address did: the hold it took away, and the parcels whose label is printed anew."""

    order: str
    changed: tuple[str, ...] = ()
    let_go: bool = False
    labels: tuple[str, ...] = ()


@handles(SetAddress, right=Right.CHANGE_ORDER, answer=Readdressed)
def set_address(desk: Desk, command: SetAddress, _session: Session) -> Readdressed:
    """Let an order that is still here go elsewhere. An address hold ends with an address a carrier can find.

    Labels that were printed are void: the next copy carries the new address, and the parcel is not loaded before it is
    printed. Raises Refused(NoSuchOrder, OrderNotOpen, HandedOver, ParcelLoaded, ReasonMissing, BadField, AddressMoved,
    AddressIncomplete).
    """
    head = orders.head(desk, command.order_id)
    _refuse_gone(desk, head)
    if not command.reason.strip():
        raise Refused(ReasonMissing())
    now = address_fields(desk, command.order_id)
    found = _news(head.code, command.changes, now)
    if not found:
        return Readdressed(head.code)
    address = Address(**{**now, **found})
    if lacks := missing(address):
        raise Refused(AddressIncomplete(head.code, lacks))
    readdressing.write(desk, head.id, address)
    orders.log_event(desk, head.id, "readdressed", command.reason.strip())
    desk.touch(Touched.ORDER)
    return Readdressed(head.code, tuple(sorted(found)), _let_go(desk, head.id, address), _labels_anew(desk, head.id))


def address_fields(desk: Desk, order_id: int) -> Mapping[str, str]:
    """Return the parts of an order's address as text: its own, else its customer's. Raises Refused(NoSuchOrder)."""
    head = orders.head(desk, order_id)
    address = customers.ship_to(desk, order_id, head.customer_id) or Address()
    return {name: getattr(address, name) for name in FIELDS}


def _refuse_gone(desk: Desk, head: OrderHead) -> None:
    if head.state not in OPEN:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    gone = cancelling.parcel_gone(desk, head.id)
    if gone:
        raise Refused(HandedOver(head.code, gone))
    loaded = readdressing.loaded(desk, head.id)
    if loaded is not None:
        raise Refused(ParcelLoaded(head.code, *loaded))


def _news(order: str, changes: tuple[Change, ...], now: Mapping[str, str]) -> dict[str, str]:
    """Return what really changes, by part; refusals carry nothing personal into what is kept of them."""
    found = dict[str, str]()
    for change in changes:
        if change.field not in now:
            raise Refused(BadField(change.field[:40], "", "unknown"))
        here, after = now[change.field], part(change.field, change.after)
        if here == after:
            continue
        if here != change.before:
            raise Refused(AddressMoved(order, change.field, change.before, here))
        found[change.field] = after
    return found


def _let_go(desk: Desk, order_id: int, address: Address) -> bool:
    """End the hold for the address; one because it names nobody ends when it names somebody."""
    kind, named = HoldKind.ADDRESS.value, bool(address.name or address.company)
    why = [reason for each, reason, *_rest in orders.holds_of(desk, order_id) if each == kind]
    held = bool(why) and (named or FOR_NOBODY not in why)
    if held:
        orders.take_hold(desk, order_id, kind)
        orders.log_event(desk, order_id, "unheld", kind)
    return held


def _labels_anew(desk: Desk, order_id: int) -> tuple[str, ...]:
    """Void what was printed with the address before and ask for the next copies, at the bench of each parcel.

    A label that travels with goods that are not packed is void and no more: the bench prints another one. One of a
    carrier is taken back and bought anew.
    """
    told = []
    for label in readdressing.labels_ahead(desk, order_id):
        if label.state is ParcelState.AWAITED:
            packs.void_parcel(desk, label.id)
        else:
            readdressing.no_label(desk, label.id)
        orders.log_event(desk, order_id, "label_void", label.code)
        desk.touch(Touched.PARCEL, Touched.PACK)
    for pack in packs.of_order(desk, order_id):
        if pack.carrier != HOUSE_CARRIER and pack.parcel_state in TAKEN_APART:
            service, weighed_by = readdressing.sent_as(desk, pack.parcel_id)
            relabelling.ask(desk, pack, (pack.carrier, service), (pack.weight_g, weighed_by))
            told.append(pack.parcel)
    for parcel in readdressing.printed_labels(desk, order_id):
        copy = packs.copies(desk, Document.LABEL.value, parcel.id) + 1
        intent = f"{Document.LABEL.value}:{parcel.id}:{copy}"
        payload = {"parcel_id": parcel.id, "station": "", "who": desk.who}
        desk.put_outbox(intent, "print_label", json.dumps(payload))
        job = printing.ensure(desk, intent, Document.LABEL.value, str(parcel.id), desk.who)
        readdressing.void_label(desk, parcel.id, job.copy, intent)
        orders.log_event(desk, order_id, "relabelled", parcel.code)
        desk.touch(Touched.PARCEL, Touched.PRINT)
        told.append(parcel.code)
    return tuple(told)
