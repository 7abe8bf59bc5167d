"""Returned goods that go back to their supplier: gathered, sent with a paper of their own, credited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.purchasing.fields import amount_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import SupplierReturnLine, SupplierReturnRow
from warehouse_app.domain.returning.refusals import NothingForSupplier, SupplierReturnNotIn
from warehouse_app.domain.returning.states import Disposition, SupplierReturnState, UnitState
from warehouse_app.store import items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor
from warehouse_app.store.purchasing import suppliers
from warehouse_app.store.returning import afterlists, cases, units, work
from warehouse_app.store.returning import places as ours

LONGEST_NOTE, LONGEST_REFERENCE = 300, 100

MOST_AT_ONCE = 200
"""Units that are added together at most; what is left is added by doing it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSupplierReturn(Command):
    """Begin a return to a supplier; `gather`: with all that waits there and that it sells."""

    supplier: str
    warehouse: str = ""
    note: str = ""
    gather: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToSupplierReturn(Command):
    """Add what of a customer's return waits for the supplier, or (no return named) all that waits and that it sells."""

    supplier_return: str
    return_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSupplierReturn(Command):
    """Say that the goods have left; `reference` is the supplier's number for it."""

    supplier_return: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSupplierReturn(Command):
    """Say what the supplier credited; nothing means that it refused."""

    supplier_return: str
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSupplierReturn(Command):
    """Give up a return to a supplier that has not left."""

    supplier_return: str


class Back(NamedTuple):
    """Units of one thing that go back to a supplier: where they stand, and why."""

    unit_id: int
    item_id: int
    place_id: int
    qty: int
    why: str


@dataclass(frozen=True, slots=True)
class SupplierReturnDetail:
    """One return to a supplier with its goods."""

    row: SupplierReturnRow
    lines: tuple[SupplierReturnLine, ...]


def supplier_return_detail(desk: Desk, code: str) -> SupplierReturnDetail:
    """Return one return to a supplier. Raises Refused(NoSuchSupplierReturn)."""
    row = work.supplier_return(desk, code)
    return SupplierReturnDetail(row, work.lines_of(desk, row.id))


def supplier_return_list(desk: Desk, most: int) -> tuple[SupplierReturnRow, ...]:
    """Return the newest returns to suppliers."""
    return work.supplier_returns(desk, most)


@handles(NewSupplierReturn, right=Right.RETURN, answer=str)
def new_supplier_return(desk: Desk, command: NewSupplierReturn, _session: Session) -> str:
    """Begin a return to a supplier; return its code. Raises Refused(NoSuchSupplier, BadField, NothingForSupplier)."""
    known = suppliers.get(desk, suppliers.id_of(desk, command.supplier))
    warehouse = command.warehouse.strip().upper() or floor.warehouses(desk)[0]
    note = words("note", command.note, LONGEST_NOTE, empty=True)
    made = work.new_supplier_return(desk, known.id, warehouse, known.currency, note)
    if command.gather:
        _gather(desk, made)
    desk.touch(Touched.RETURN)
    return made.code


@handles(AddToSupplierReturn, right=Right.RETURN, answer=int)
def add_to_supplier_return(desk: Desk, command: AddToSupplierReturn, _session: Session) -> int:
    """Add goods and return how many. Raises Refused(NoSuchSupplierReturn, NoSuchReturn, NothingForSupplier)."""
    found = _at(desk, command.supplier_return, SupplierReturnState.OPEN, "add")
    desk.touch(Touched.RETURN)
    if not command.return_code.strip():
        return _gather(desk, found)
    head = cases.known(desk, command.return_code)
    waiting = ours.of(desk, found.warehouse, Disposition.VENDOR).id
    mine = tuple(
        Back(each.id, each.item_id or 0, waiting, each.qty, each.note or head.code)
        for each in units.of_return(desk, head.id)
        if each.state is UnitState.SETTLED and each.place_id == waiting and not work.named_in(desk, each.id)
    )
    return _put(desk, found, mine, head.code)


def _gather(desk: Desk, found: SupplierReturnRow) -> int:
    """Add what waits in the warehouse and its supplier sells; return how many."""
    waiting = afterlists.waiting(desk, found.supplier_id, found.warehouse, MOST_AT_ONCE, sold=True)
    mine = tuple(
        Back(each.unit_id, each.item_id, each.place_id, each.qty, each.note or each.return_code) for each in waiting
    )
    return _put(desk, found, mine, found.supplier)


def _put(desk: Desk, found: SupplierReturnRow, goods: tuple[Back, ...], where: str) -> int:
    """Add goods below those that it holds; return how many. Raises Refused(NothingForSupplier) where there are none."""
    if not goods:
        raise Refused(NothingForSupplier(where))
    start = len(work.lines_of(desk, found.id))
    for n, each in enumerate(goods, start + 1):
        work.add_line(desk, found.id, n, each.unit_id, each.item_id, each.place_id, each.qty, each.why)
    return sum(each.qty for each in goods)


@handles(SendSupplierReturn, right=Right.RETURN, answer=str)
def send_supplier_return(desk: Desk, command: SendSupplierReturn, _session: Session) -> str:
    """Post that the goods left for the supplier. Raises Refused(NoSuchSupplierReturn, SupplierReturnNotIn, ...)."""
    found = _at(desk, command.supplier_return, SupplierReturnState.OPEN, "send")
    lines = work.lines_of(desk, found.id)
    if not lines:
        raise Refused(NothingForSupplier(found.code))
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    entry_id = EntryId(f"{desk.command_id}.vendor")
    legs = tuple(Leg(items.get(desk, each.item_id), PlaceId(each.place_id), supplier, each.qty) for each in lines)
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, f"supplier return {found.code}"))
    for each in lines:
        work.line_sent(desk, found.id, each.n, entry_id)
        if each.unit_id is not None:
            units.note(desk, each.unit_id, place_id=supplier)
    reference = words("reference", command.reference, LONGEST_REFERENCE, empty=True)
    work.note_supplier_return(
        desk, found.id, state=SupplierReturnState.SENT.value, sent_at=desk.at, reference=reference
    )
    desk.touch(Touched.RETURN, Touched.STOCK)
    return found.code


@handles(CreditSupplierReturn, right=Right.REFUND, answer=str)
def credit_supplier_return(desk: Desk, command: CreditSupplierReturn, _session: Session) -> str:
    """Keep what the supplier credited. Raises Refused(NoSuchSupplierReturn, SupplierReturnNotIn, BadField)."""
    found = _at(desk, command.supplier_return, SupplierReturnState.SENT, "credit")
    amount = amount_of("amount", command.amount, found.currency)
    state = SupplierReturnState.CREDITED if amount else SupplierReturnState.REFUSED
    work.note_supplier_return(desk, found.id, state=state.value, credit_minor=amount, closed_at=desk.at)
    desk.touch(Touched.RETURN)
    return found.code


@handles(CancelSupplierReturn, right=Right.RETURN, answer=str)
def cancel_supplier_return(desk: Desk, command: CancelSupplierReturn, _session: Session) -> str:
    """Give a return to a supplier up; its goods stay. Raises Refused(NoSuchSupplierReturn, SupplierReturnNotIn)."""
    found = _at(desk, command.supplier_return, SupplierReturnState.OPEN, "cancel")
    work.note_supplier_return(desk, found.id, state=SupplierReturnState.CANCELLED.value, closed_at=desk.at)
    desk.touch(Touched.RETURN)
    return found.code


def _at(desk: Desk, code: str, step: SupplierReturnState, deed: str) -> SupplierReturnRow:
    """Return one that is at a step. Raises Refused(NoSuchSupplierReturn, SupplierReturnNotIn)."""
    found = work.supplier_return(desk, code)
    if found.state is not step:
        raise Refused(SupplierReturnNotIn(found.code, found.state.value, deed))
    return found
