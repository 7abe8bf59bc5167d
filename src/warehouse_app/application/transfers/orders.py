"""Transfers at the desk: made, changed, confirmed (stock is promised), cancelled, closed with what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from warehouse_app.application.run import Command, Session, check, handles
from warehouse_app.application.transfers import expecting
from warehouse_app.application.transfers.common import go, head_in, is_on_way
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.orders.readiness import rank_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind, UnknownWarehouse
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import (
    BadTransferQty,
    EmptyTransfer,
    SameWarehouse,
    StillMissing,
    StillPicked,
    TooManyTransferLines,
    TransferShort,
)
from warehouse_app.domain.transfers.states import TransferState, What
from warehouse_app.domain.transfers.values import (
    LONGEST_NOTE,
    LONGEST_REASON,
    MOST_LINES,
    MOST_UNITS,
    Asked,
    TransferHead,
    TransferLine,
    summed,
)
from warehouse_app.store import cells, items, ledger, places, products, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import lists, rows

WRITTEN_OFF = "missing in transfer {transfer}: {reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTransfer(Command):
    """Draft a transfer of goods from one warehouse to another. `due_day` is when they should be there, or ""."""

    source: str
    target: str
    lines: tuple[Asked, ...] = ()
    due_day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTransferLine(Command):
    """Let a draft ask for `qty` of a product; 0 takes it off."""

    transfer_id: int
    sku: str
    qty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTransfer(Command):
    """Promise the goods of a draft in the source warehouse."""

    transfer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTransfer(Command):
    """Give up a transfer of which nothing is picked (any more)."""

    transfer_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTransfer(Command):
    """End a transfer that was received. What is missing is written off, with the reason."""

    transfer_id: int
    reason: str = ""


@handles(NewTransfer, right=Right.TRANSFER, answer=str)
def new_transfer(desk: Desk, command: NewTransfer, _session: Session) -> str:
    """Write a draft and return its code.

    Raises Refused: UnknownWarehouse, SameWarehouse, NoSuchProduct, BadTransferQty, TooManyTransferLines, BadField.
    """
    ends = _ends(desk, command.source, command.target)
    asked = summed(Asked(_product(desk, each.sku).sku, _qty(each.sku, each.qty)) for each in command.lines)
    if len(asked) > MOST_LINES:
        raise Refused(TooManyTransferLines(len(asked), MOST_LINES))
    note = words("note", command.note, LONGEST_NOTE, empty=True)
    transfer_id, code = rows.add(desk, ends, _day(command.due_day), note)
    for n, each in enumerate(asked, 1):
        rows.add_line(desk, transfer_id, n, int(_product(desk, each.sku).id), each.sku, each.qty)
    rows.note(desk, transfer_id, What.MADE)
    desk.touch(Touched.TRANSFER)
    return code


@handles(SetTransferLine, right=Right.TRANSFER, answer=str)
def set_line(desk: Desk, command: SetTransferLine, _session: Session) -> str:
    """Change what a draft asks for, and return the SKU. Raises Refused(TransferNotIn, NoSuchProduct, ...)."""
    head = head_in(desk, command.transfer_id, {TransferState.DRAFT}, "changed")
    product = _product(desk, command.sku)
    lines = rows.lines(desk, head.id)
    old = next((each for each in lines if each.sku == product.sku), None)
    if command.qty != 0:
        _qty(product.sku, command.qty)
    if old is not None:
        rows.set_qty(desk, old.id, command.qty)
    elif command.qty:
        if len(lines) >= MOST_LINES:
            raise Refused(TooManyTransferLines(len(lines) + 1, MOST_LINES))
        n = max((each.n for each in lines), default=0) + 1
        rows.add_line(desk, head.id, n, int(product.id), product.sku, command.qty)
    desk.touch(Touched.TRANSFER)
    return product.sku


@handles(ConfirmTransfer, right=Right.TRANSFER, answer=str)
def confirm(desk: Desk, command: ConfirmTransfer, _session: Session) -> str:
    """Promise all lines, and return the code. Raises Refused(TransferNotIn, EmptyTransfer, TransferShort)."""
    head = head_in(desk, command.transfer_id, {TransferState.DRAFT}, "confirmed")
    lines = rows.lines(desk, head.id)
    if not lines:
        raise Refused(EmptyTransfer(head.code))
    short = [(each, free) for each in lines if (free := _free(desk, head, each)) < each.qty]
    if short:
        line, free = short[0]
        raise Refused(TransferShort(line.sku, head.source, line.qty, free, len(short) - 1))
    rank = rank_of(0, head.due_day)
    for line in lines:
        pool = PoolKey(head.source, line.sku)
        promises.promise(desk, Promise(PromiseId(0), Purpose.TRANSFER, line.id, Scope.POOL, pool, line.qty, rank))
    go(desk, head, TransferState.CONFIRMED, What.CONFIRMED)
    expecting.changed(desk, head, lines)
    desk.touch(Touched.STOCK)
    return head.code


@handles(CancelTransfer, right=Right.TRANSFER, answer=str)
def cancel(desk: Desk, command: CancelTransfer, _session: Session) -> str:
    """Give all promises back, and return the code. Raises Refused(TransferNotIn, StillPicked)."""
    early = {TransferState.DRAFT, TransferState.CONFIRMED, TransferState.PICKING}
    head = head_in(desk, command.transfer_id, early, "cancelled")
    reason = words("reason", command.reason, LONGEST_REASON, empty=True)
    lying = sum(each.qty for each in rows.contents(desk, head.id))
    if lying:
        raise Refused(StillPicked(head.code, lying))
    lines = rows.lines(desk, head.id)
    give_back(desk, lines, "transfer cancelled")
    discard_empty(desk, command.id, head)
    go(desk, head, TransferState.CANCELLED, What.CANCELLED, reason)
    expecting.changed(desk, head, lines)
    return head.code


@handles(CloseTransfer, right=Right.TRANSFER, answer=str, also=(Right.SCRAP,))
def close(desk: Desk, command: CloseTransfer, session: Session) -> str:
    """Write off what did not come, end the transfer, and return its code.

    Raises Refused(TransferNotIn, StillMissing, NoRight): writing off asks for a reason and the right to scrap.
    """
    head = head_in(desk, command.transfer_id, {TransferState.RECEIVED}, "closed")
    reason = words("reason", command.reason, LONGEST_REASON, empty=True)
    missing = [each for each in rows.lines(desk, head.id) if each.on_way > 0]
    if missing:
        if not reason:
            raise Refused(StillMissing(head.code, sum(each.on_way for each in missing)))
        check(session, Right.SCRAP)
        _write_off(desk, command.id, head, missing, reason)
    discard_empty(desk, command.id, head)
    go(desk, head, TransferState.CLOSED, What.CLOSED, reason)
    desk.touch(Touched.STOCK)
    return head.code


def give_back(desk: Desk, lines: tuple[TransferLine, ...], why: str) -> None:
    """Release what is still promised to lines."""
    for line in lines:
        for each in promises.made_for(desk, Purpose.TRANSFER, line.id):
            promises.release(desk, each, each.qty, why)


def discard_empty(desk: Desk, command_id: str, head: TransferHead) -> None:
    """Use up the packages in which nothing lies (any more)."""
    used = places.outside(desk, PlaceKind.ISSUED).id
    for each in rows.packages(desk, head.id):
        at = places.stands_at(desk, places.get(desk, PlaceId(each.place_id)))
        if each.units == 0 and at is not None and not at.is_outside:
            leg = Leg(container_item(PlaceKind.LPN.value, each.code), at.id, used, 1)
            entry = Entry(EntryId(f"{command_id}.used{each.n}"), EntryKind.MOVE, (leg,), "package used up")
            ledger.post(desk, entry)


def _write_off(desk: Desk, command_id: str, head: TransferHead, missing: list[TransferLine], reason: str) -> None:
    """Take what did not come out of the packages on their way; what others took from there is told without an entry."""
    why = WRITTEN_OFF.format(transfer=head.code, reason=reason)
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    away = {each.place_id for each in rows.packages(desk, head.id) if is_on_way(each)}
    lying = [each for each in rows.contents(desk, head.id) if each.place_id in away]
    for line in missing:
        left = line.on_way
        for n, each in enumerate(lying):
            item = items.get(desk, each.item_id)
            qty = min(left, each.qty) if item.sku == line.sku else 0
            if qty > 0:
                entry = Entry(
                    EntryId(f"{command_id}.{line.n}.{n}"),
                    EntryKind.RECOUNT,
                    (Leg(item, PlaceId(each.place_id), adjust, qty),),
                    why,
                )
                ledger.post(desk, entry)
                rows.count(desk, line, What.LOST, qty, each.item_id, entry.id, reason)
                left -= qty
        if left:
            rows.count(desk, line, What.LOST, left, None, "", reason)


def _ends(desk: Desk, source: str, target: str) -> tuple[str, str]:
    known = lists.warehouses(desk)
    ends = []
    for wanted in (source, target):
        found = next((each for each in known if each.upper() == wanted.strip().upper()), None)
        if found is None:
            raise Refused(UnknownWarehouse(wanted, known))
        ends.append(found)
    if ends[0] == ends[1]:
        raise Refused(SameWarehouse(ends[0]))
    return ends[0], ends[1]


def _product(desk: Desk, sku: str) -> Product:
    found = products.find(desk, sku.strip())
    if found is None:
        raise Refused(NoSuchProduct(sku))
    return found


def _qty(sku: str, qty: int) -> int:
    if not 0 < qty <= MOST_UNITS:
        raise Refused(BadTransferQty(sku, qty))
    return qty


def _day(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Refused(BadField("due_day", text[:40], "no_day")) from None


def _free(desk: Desk, head: TransferHead, line: TransferLine) -> int:
    return cells.read_pool(desk, PoolKey(head.source, line.sku)).free
