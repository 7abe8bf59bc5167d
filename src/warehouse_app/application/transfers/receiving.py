"""A transfer arrives: what comes goes from its packages onto the dock, what is damaged into quarantine.

Less, more and damaged are facts with a deed each; what did not come stays in transit until somebody writes it off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.transfers import expecting
from warehouse_app.application.transfers.common import go, head_in, is_on_way, line_of, place_of
from warehouse_app.application.transfers.orders import discard_empty
from warehouse_app.domain.bench import NothingToUndo
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import DAMAGED, Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import (
    BadTransferQty,
    MoreThanSent,
    NotTransferPlace,
    ReceivedBefore,
    TransferNotIn,
)
from warehouse_app.domain.transfers.states import ARRIVING, TransferState, What
from warehouse_app.domain.transfers.values import MOST_UNITS, TransferHead, TransferLine
from warehouse_app.store import inventory, items, ledger, picking, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import rows
from warehouse_app.store.transfers.rows import Lying

MOST_CELLS = 20
"""Kinds of goods that are received of a package at once: the next command takes the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTransfer(Command):
    """Take in `qty` of a product that a transfer brought. `over`: it is known that more came than was sent."""

    transfer_id: int
    sku: str
    qty: int
    damaged: bool = False
    over: bool = False
    lot: str = ""
    serial: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivePackage(Command):
    """Take in a package of a transfer as it was sent ("": all packages). The answer tells what is left to take in."""

    transfer_id: int
    package: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTransfer(Command):
    """Say that nothing more of a transfer is expected to come."""

    transfer_id: int


@dataclass(frozen=True, slots=True)
class ReceivedNow:
    """What came in: where it stands, what is still on its way, whom it serves, and where the transfer is now."""

    transfer: str
    sku: str
    place: str
    qty: int
    over: int
    left: int
    state: str
    served: str = ""
    entries: tuple[str, ...] = ()


@handles(ReceiveTransfer, right=Right.RECEIVE, answer=ReceivedNow)
def receive_transfer(desk: Desk, command: ReceiveTransfer, _session: Session) -> ReceivedNow:
    """Book what came of one product.

    Raises Refused: TransferNotIn, NotOnTransfer, BadTransferQty, MoreThanSent, NotTransferPlace, ReceivedBefore.
    """
    head = arriving(desk, command.transfer_id)
    line = line_of(desk, head, command.sku)
    fit = Fit(command.qty, command.damaged, command.over, command.lot, command.serial)
    return receive(desk, command.id, head, line, fit, target_place(desk, head, command.place, damaged=command.damaged))


@dataclass(frozen=True, slots=True)
class Fit:
    """How many came of a product, in which state, and what is known of their lot or serial number."""

    qty: int
    damaged: bool = False
    over: bool = False
    lot: str = ""
    serial: str = ""


def arriving(desk: Desk, transfer_id: int) -> TransferHead:
    """Return a transfer that can be received. Raises Refused(ReceivedBefore, TransferNotIn)."""
    head = rows.head(desk, transfer_id)
    if head.state is TransferState.CLOSED:
        raise Refused(ReceivedBefore(head.code, head.code))
    if head.state not in ARRIVING:
        raise Refused(TransferNotIn(head.code, head.state.value, "received"))
    return head


def target_place(desk: Desk, head: TransferHead, code: str, *, damaged: bool) -> Place:
    """Return where goods are put: the dock, quarantine for the damaged, or a place of the target that is named."""
    if code:
        found = places.by_code(desk, head.target, code) or places.by_code(desk, head.target, code.strip().upper())
        if found is None or found.is_outside or found.kind is PlaceKind.TRANSIT:
            others = [each.warehouse for each in places.with_code(desk, code) if each.warehouse != head.target]
            raise Refused(NotTransferPlace(code, others[0] if others else "", head.target))
        places.refuse_unused(desk, found)
        return found
    return place_of(desk, head.target, PlaceKind.QUARANTINE if damaged else PlaceKind.DOCK)


def receive(desk: Desk, command_id: str, head: TransferHead, line: TransferLine, fit: Fit, place: Place) -> ReceivedNow:
    """Move what came of a line from its packages to a place; what is beyond that comes from ADJUST."""
    if not 1 <= fit.qty <= MOST_UNITS:
        raise Refused(BadTransferQty(line.sku, fit.qty))
    there = lying(desk, head, line.sku, fit.lot, fit.serial)
    left = min(line.on_way, sum(each.qty for each in there))
    more = max(0, fit.qty - left)
    if more and not fit.over:
        raise Refused(MoreThanSent(line.sku, fit.qty, left))
    what = What.DAMAGED if fit.damaged else What.RECEIVED
    entries = _take_in(desk, command_id, head, [(line, _of(there, fit.qty - more))], place, what)
    if more:
        entries += (_beyond(desk, command_id, head, line, there, fit, more, place),)
    served = "" if fit.damaged else expecting.arrived(desk, head, [line.sku])
    if fit.damaged:
        expecting.changed(desk, head, [line])
    state = _after(desk, command_id, head)
    rest = sum(each.on_way for each in rows.lines(desk, head.id))
    return ReceivedNow(head.code, line.sku, place.code, fit.qty, more, rest, state.value, served, entries)


def lying(desk: Desk, head: TransferHead, sku: str, lot: str = "", serial: str = "") -> tuple[Lying, ...]:
    """Return where goods of a product lie on their way."""
    away = {each.place_id for each in rows.packages(desk, head.id) if is_on_way(each)}
    found = []
    for each in rows.contents(desk, head.id):
        item = items.get(desk, each.item_id)
        fits = item.sku == sku and lot in ("", item.lot) and serial in ("", item.serial)
        if each.place_id in away and fits:
            found.append(each)
    return tuple(found)


def _of(there: tuple[Lying, ...], qty: int) -> list[Lying]:
    found = []
    for each in there:
        part = min(qty, each.qty)
        if part:
            found.append(each._replace(qty=part))
            qty -= part
    return found


def _take_in(
    desk: Desk,
    command_id: str,
    head: TransferHead,
    parts: list[tuple[TransferLine, list[Lying]]],
    place: Place,
    what: What,
) -> tuple[str, ...]:
    """Post goods out of their packages onto a place, damaged ones as such, and count them."""
    legs = [
        (line, Leg(items.get(desk, each.item_id), PlaceId(each.place_id), place.id, each.qty))
        for line, some in parts
        for each in some
    ]
    if not legs:
        return ()
    why = f"transfer {head.code} {what.value}"
    entry = Entry(EntryId(f"{command_id}.in"), EntryKind.MOVE, tuple(leg for _line, leg in legs), why)
    ledger.post(desk, entry)
    for n, (line, leg) in enumerate(legs):
        rows.count(desk, line, what, leg.qty, items.number(desk, leg.item), entry.id)
        if what is What.DAMAGED and leg.item.grade != DAMAGED:
            inventory.damage(desk, EntryId(f"{command_id}.bad{n}"), leg.item, leg.qty, place.id, why)
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return (entry.id,)


def _beyond(
    desk: Desk,
    command_id: str,
    head: TransferHead,
    line: TransferLine,
    there: tuple[Lying, ...],
    fit: Fit,
    more: int,
    place: Place,
) -> str:
    """Book what came beyond what was sent, and ask for a count where it was taken from: there it should be missing."""
    known = {items.get(desk, each.item_id) for each in there}
    item = Item(line.sku, fit.lot, fit.serial) if fit.lot or fit.serial or len(known) != 1 else known.pop()
    item = replace(item, grade=DAMAGED) if fit.damaged else item
    leg = Leg(item, places.outside(desk, PlaceKind.ADJUST).id, place.id, more)
    entry = Entry(EntryId(f"{command_id}.over"), EntryKind.RECOUNT, (leg,), f"transfer {head.code}: more than sent")
    ledger.post(desk, entry)
    number = items.number(desk, item)
    rows.count(desk, line, What.OVER, more, number, entry.id)
    source = rows.came_from(desk, line.id)
    if source is not None:
        picking.ask_count(desk, source, number, f"transfer {head.code}: more than sent")
        desk.touch(Touched.COUNT)
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return entry.id


def take_back(desk: Desk, entry_id: EntryId, head: TransferHead, entry: EntryId) -> int:
    """Undo what an entry took in, while its package is still on its way; return the units.

    Raises Refused: NothingToUndo, StandsOnIt, or a rule of posting where the goods are promised or gone.
    """
    away = {each.place_id for each in rows.packages(desk, head.id) if is_on_way(each)}
    told = rows.received_by(desk, entry)
    if not told or any(leg.source not in away for leg in inventory.entry(desk, entry).legs):
        raise Refused(NothingToUndo())
    inventory.reverse(desk, entry, entry_id, "not received after all")
    lines = {each.id: each for each in rows.lines(desk, head.id)}
    for line_id, item_id, qty in told:
        rows.count(desk, lines[line_id], What.TAKEN_BACK, qty, item_id, entry_id)
    expecting.changed(desk, head, [lines[line_id] for line_id, _item, _qty in told])
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return sum(qty for _line, _item, qty in told)


@handles(ReceivePackage, right=Right.RECEIVE, answer=ReceivedNow)
def receive_package(desk: Desk, command: ReceivePackage, _session: Session) -> ReceivedNow:
    """Take in packages as they were sent. Raises Refused(TransferNotIn, ReceivedBefore, NotTransferPlace)."""
    head = arriving(desk, command.transfer_id)
    place = target_place(desk, head, command.place, damaged=False)
    return receive_whole(desk, command.id, head, command.package, place)


def receive_whole(desk: Desk, command_id: str, head: TransferHead, package: str, place: Place) -> ReceivedNow:
    """Move all that lies in a package (or in all of them) onto a place, at most so many kinds at once."""
    wanted = package.strip().upper()
    away = {each.place_id for each in rows.packages(desk, head.id) if is_on_way(each) and wanted in ("", each.code)}
    there = [each for each in rows.contents(desk, head.id) if each.place_id in away][:MOST_CELLS]
    lines = {each.sku: each for each in rows.lines(desk, head.id)}
    parts = [(lines[sku], [each]) for each in there if (sku := items.get(desk, each.item_id).sku) in lines]
    if not parts:
        raise Refused(ReceivedBefore(wanted or head.code, head.code))
    entries = _take_in(desk, command_id, head, parts, place, What.RECEIVED)
    served = expecting.arrived(desk, head, dict.fromkeys(line.sku for line, _some in parts))
    state = _after(desk, command_id, head)
    rest = sum(each.on_way for each in rows.lines(desk, head.id))
    units = sum(each.qty for _line, some in parts for each in some)
    return ReceivedNow(head.code, "", place.code, units, 0, rest, state.value, served, entries)


@handles(FinishTransfer, right=Right.RECEIVE, answer=str)
def finish_transfer(desk: Desk, command: FinishTransfer, _session: Session) -> str:
    """End the receiving, and return the state the transfer is in then. Raises Refused(TransferNotIn)."""
    head = head_in(desk, command.transfer_id, {TransferState.SENT}, "received")
    return finish(desk, command.id, head).value


def finish(desk: Desk, command_id: str, head: TransferHead) -> TransferState:
    """Let receiving be over; a transfer without any difference is closed by it."""
    go(desk, head, TransferState.RECEIVED, What.FINISHED)
    discard_empty(desk, command_id, head)
    lines = rows.lines(desk, head.id)
    expecting.changed(desk, head, lines)
    if any(each.on_way or each.damaged or each.over for each in lines):
        return TransferState.RECEIVED
    go(desk, replace(head, state=TransferState.RECEIVED), TransferState.CLOSED, What.CLOSED)
    return TransferState.CLOSED


def _after(desk: Desk, command_id: str, head: TransferHead) -> TransferState:
    """Return where the transfer is after something came: it is received when nothing is on its way any more."""
    if head.state is TransferState.SENT and not any(each.on_way for each in rows.lines(desk, head.id)):
        return finish(desk, command_id, head)
    return head.state
