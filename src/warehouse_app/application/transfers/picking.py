"""Goods of a transfer go from their places into its packages, each using up its promise, and back again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.application.transfers.common import go, head_in, line_of, open_package
from warehouse_app.application.transfers.orders import CancelTransfer
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import WHOLE_POOL, PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import BadTransferQty, NotTransferPlace, TransferOverPick
from warehouse_app.domain.transfers.states import TransferState, What
from warehouse_app.domain.transfers.values import TransferHead, TransferLine
from warehouse_app.store import inventory, items, ledger, picking, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import rows

NARROWED_AT_ONCE = 40
"""Promises narrowed to places by one command."""

PUT_BACK_AT_ONCE = 40
PAUSE_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTransfer(Command):
    """Say from which places the goods of a confirmed transfer are taken, so many at once; the answer tells the rest."""

    transfer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTransfer(Command):
    """Take goods from a place into the package of a transfer. A lot or serial number may be named."""

    transfer_id: int
    place: str
    sku: str
    qty: int
    lot: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPackage(Command):
    """Fill another package from now on."""

    transfer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBackTransfer(Command):
    """Take goods out of the packages again, newest first, to where they came from; the answer tells what is left."""

    transfer_id: int


@dataclass(frozen=True, slots=True)
class PickedNow:
    """What one deed of picking did: so many of a product from a place into a package."""

    transfer: str
    sku: str
    place: str
    package: str
    qty: int
    left: int
    entry: str


@handles(StartTransfer, right=Right.PICK, answer=int)
def start_transfer(desk: Desk, command: StartTransfer, _session: Session) -> int:
    """Narrow promises, and return how many more can be narrowed. Raises Refused(TransferNotIn)."""
    head = head_in(desk, command.transfer_id, {TransferState.CONFIRMED, TransferState.PICKING}, "picked")
    return begin(desk, head)


def begin(desk: Desk, head: TransferHead) -> int:
    """Let a transfer be picked: its first promises are narrowed to places."""
    done, left = 0, rows.wide(desk, head.id, NARROWED_AT_ONCE + 1)
    for promise_id in left[:NARROWED_AT_ONCE]:
        live = promises.get(desk, PromiseId(promise_id))
        done += int(live is not None and _narrow(desk, live))
    if head.state is TransferState.CONFIRMED:
        go(desk, head, TransferState.PICKING, What.STARTED)
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return max(0, len(left) - done) if done else 0


def _narrow(desk: Desk, live: Promise) -> bool:
    """Narrow a promise to as few places as hold it; tell whether anything of it was narrowed."""
    found = False
    for cell, qty in picking.chosen(picking.free_cells(desk, live.pool), live.qty):
        promises.narrow(desk, live.id, qty, PlaceId(cell.place_id), items.get(desk, cell.item_id))
        found = True
    return found


@handles(PickTransfer, right=Right.PICK, answer=PickedNow)
def pick_transfer(desk: Desk, command: PickTransfer, _session: Session) -> PickedNow:
    """Take goods of one line from a place.

    Raises Refused: TransferNotIn, NotOnTransfer, TransferOverPick, NotTransferPlace, NotAvailable, NotEnough.
    """
    head = head_in(desk, command.transfer_id, {TransferState.CONFIRMED, TransferState.PICKING}, "picked")
    if head.state is TransferState.CONFIRMED:
        begin(desk, head)
    line = line_of(desk, head, command.sku)
    place = source_place(desk, head, command.place)
    fits = [
        item
        for item in items_here(desk, line, place)
        if command.lot in ("", item.lot) and command.serial in ("", item.serial)
    ]
    return take(desk, command.id, head, line, place, command.qty, fits)[-1]


def source_place(desk: Desk, head: TransferHead, code: str) -> Place:
    """Return the place of that code from which the transfer may take. Raises Refused(NotTransferPlace)."""
    found = places.by_code(desk, head.source, code) or places.by_code(desk, head.source, code.strip().upper())
    if found is not None and places.pool_warehouse(desk, found) == head.source:
        return found
    others = [each.warehouse for each in places.with_code(desk, code)]
    raise Refused(NotTransferPlace(code, others[0] if others else "", head.source))


def items_here(desk: Desk, line: TransferLine, place: Place) -> tuple[Item, ...]:
    """Return the items of a line's product in a place: those that are promised to it first, then what is free."""
    mine = [
        each.item
        for each in promises.made_for(desk, Purpose.TRANSFER, line.id)
        if each.place == place.id and each.item is not None
    ]
    pool = PoolKey(_warehouse(place, desk), line.sku)
    free = [items.get(desk, each.item_id) for each in picking.free_cells(desk, pool) if each.place_id == place.id]
    return tuple(dict.fromkeys([*mine, *free]))


def _warehouse(place: Place, desk: Desk) -> str:
    return places.pool_warehouse(desk, place) or place.warehouse


def take(
    desk: Desk,
    command_id: str,
    head: TransferHead,
    line: TransferLine,
    place: Place,
    qty: int,
    fits: Sequence[Item],
) -> tuple[PickedNow, ...]:
    """Move goods of a line into its package: one entry an item, each using up its promise."""
    if qty < 1:
        raise Refused(BadTransferQty(line.sku, qty))
    if qty > line.to_pick:
        raise Refused(TransferOverPick(line.sku, qty, line.to_pick))
    package = open_package(desk, command_id, head)
    done: list[PickedNow] = []
    left = qty
    for n, item in enumerate(fits or (Item(line.sku),)):
        room = _room(desk, line, place, item) if n + 1 < len(fits) else left
        part = min(left, room)
        if part <= 0:
            continue
        entry_id = EntryId(f"{command_id}.{n}")
        consume = _held(desk, head, line, place, item, part)
        leg = Leg(item, place.id, package.id, part)
        ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (leg,), f"transfer {head.code}"), consume)
        rows.count(desk, line, What.PICKED, part, items.number(desk, item), entry_id)
        left -= part
        rest = line.to_pick - (qty - left)
        done.append(PickedNow(head.code, line.sku, place.code, package.code, part, rest, entry_id))
        if not left:
            break
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return tuple(done)


def _room(desk: Desk, line: TransferLine, place: Place, item: Item) -> int:
    """Return how many of an item a line may take from a place: what is promised to it there, and what is free."""
    mine = sum(each.qty for each in _mine(desk, line, place, item))
    pool = PoolKey(_warehouse(place, desk), item.sku, item.owner, item.grade)
    number = items.number(desk, item)
    cells = picking.free_cells(desk, pool)
    return mine + sum(each.free for each in cells if (each.place_id, each.item_id) == (place.id, number))


def _mine(desk: Desk, line: TransferLine, place: Place, item: Item) -> list[Promise]:
    made = promises.made_for(desk, Purpose.TRANSFER, line.id)
    return [each for each in made if each.place == place.id and each.item == item]


def _held(
    desk: Desk, head: TransferHead, line: TransferLine, place: Place, item: Item, qty: int
) -> dict[PromiseId, int]:
    """Return promises of the line right here, `qty` together; those elsewhere come here, what lacks is promised now."""
    consume: dict[PromiseId, int] = {}
    for each in _mine(desk, line, place, item):
        part = min(qty, each.qty)
        if part:
            consume[each.id] = part
            qty -= part
    rank = 0
    for each in promises.made_for(desk, Purpose.TRANSFER, line.id):
        rank = each.rank
        part = 0 if each.id in consume else min(qty, each.qty)
        if part:
            wide = promises.widen(desk, each, part, "taken elsewhere") if each.scope is not Scope.POOL else each
            consume[promises.narrow(desk, wide.id, part, place.id, item).id] = part
            qty -= part
    if qty:
        pool = PoolKey(head.source, item.sku, item.owner, item.grade, item.lot or WHOLE_POOL)
        wanted = Promise(PromiseId(0), Purpose.TRANSFER, line.id, Scope.CELL, pool, qty, rank, place.id, item)
        consume[promises.promise(desk, wanted).id] = qty
    return consume


@handles(NextPackage, right=Right.PICK, answer=str)
def next_package(desk: Desk, command: NextPackage, _session: Session) -> str:
    """Make another package, and return its code. Raises Refused(TransferNotIn)."""
    head = head_in(desk, command.transfer_id, {TransferState.PICKING}, "packed")
    desk.touch(Touched.TRANSFER)
    return open_package(desk, command.id, head, another=True).code


@handles(PutBackTransfer, right=Right.PICK, answer=int)
def put_back(desk: Desk, command: PutBackTransfer, _session: Session) -> int:
    """Undo picks, newest first, and return how many are left. Raises Refused(TransferNotIn, StandsOnIt)."""
    head = head_in(desk, command.transfer_id, {TransferState.PICKING}, "put back")
    found = rows.last_picks(desk, head.id, PUT_BACK_AT_ONCE + 1)
    for n, each in enumerate(found[:PUT_BACK_AT_ONCE]):
        unpick(desk, EntryId(f"{command.id}.{n}"), head, each)
    return max(0, len(found) - PUT_BACK_AT_ONCE)


def unpick(desk: Desk, entry_id: EntryId, head: TransferHead, last: rows.Picked, *, again: bool = False) -> Leg:
    """Undo one pick by its mirror; `again` promises the goods in their place anew. Returns what was picked."""
    line = next(each for each in rows.lines(desk, head.id) if each.id == last.line_id)
    leg = inventory.entry(desk, last.entry).legs[0]
    inventory.reverse(desk, last.entry, entry_id, "transfer pick undone")
    rows.count(desk, line, What.PUT_BACK, last.qty, last.item_id, entry_id)
    if again:
        item = leg.item
        pool = PoolKey(head.source, item.sku, item.owner, item.grade, item.lot or WHOLE_POOL)
        made = Promise(PromiseId(0), Purpose.TRANSFER, line.id, Scope.CELL, pool, last.qty, 0, leg.source, item)
        promises.promise(desk, made)
    desk.touch(Touched.TRANSFER, Touched.STOCK)
    return leg


def start(runner: Runner, session: Session, transfer_id: int, pause: Callable[[float], None]) -> None:
    """Let a whole transfer be picked, in small steps. Raises Refused, Trouble."""
    while runner.perform(StartTransfer(id=runner.ids.new(), transfer_id=transfer_id), session).done():
        pause(PAUSE_S)


def pick_all(runner: Runner, session: Session, transfer_id: int, pause: Callable[[float], None]) -> int:
    """Take everything as proposed, for a house without scanners; return how many units. Raises Refused, Trouble."""
    start(runner, session, transfer_id, pause)
    done = 0
    for each in runner.ask(lambda desk: rows.picks(desk, transfer_id), session):
        command = PickTransfer(
            id=runner.ids.new(),
            transfer_id=transfer_id,
            place=each.place,
            sku=each.sku,
            qty=each.qty,
            lot=each.lot,
            serial=each.serial,
        )
        runner.perform(command, session).done()
        done += each.qty
        pause(PAUSE_S)
    return done


def cancel_whole(
    runner: Runner, session: Session, transfer_id: int, reason: str, pause: Callable[[float], None]
) -> str:
    """Put everything back to where it came from, then cancel; return the code. Raises Refused, Trouble."""
    if runner.ask(lambda desk: rows.head(desk, transfer_id), session).state is TransferState.PICKING:
        while runner.perform(PutBackTransfer(id=runner.ids.new(), transfer_id=transfer_id), session).done():
            pause(PAUSE_S)
    command = CancelTransfer(id=runner.ids.new(), transfer_id=transfer_id, reason=reason)
    return str(runner.perform(command, session).done())
