"""A settlement taken back whole: its entries reversed, and what has not gone out yet cancelled. Else it is said why."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.returning.moneyback import take_back
from warehouse_app.application.returning.sending import end_orders
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import CannotUndo, ReturnNotIn
from warehouse_app.domain.returning.states import RefundState, ReturnState, UnitState, Way, WorkState
from warehouse_app.domain.returning.values import ReturnHead, Unit
from warehouse_app.store import inventory, items
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, neworders, refunds, units, work


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSettlement(Command):
    """Take a settlement back."""

    return_id: int


@handles(UndoSettlement, right=Right.RETURN, answer=str)
def undo_settlement(desk: Desk, command: UndoSettlement, session: Session) -> str:
    """Take a settlement back and return the return's code. Raises Refused(ReturnNotIn, CannotUndo)."""
    return undo_in(desk, session, command.return_id)


def undo_in(desk: Desk, session: Session, return_id: int) -> str:
    """Take a settlement back within a deed. Raises Refused as `undo_settlement` does."""
    head = cases.get(desk, return_id)
    if head.state is not ReturnState.SETTLED or not head.settle_id:
        return _undo_ahead(desk, session, head)
    took = units.of_return(desk, return_id)
    _end_work(desk, head, took)
    take_back(desk, head)
    end_orders(desk, session, head)
    _goods_back(desk, head, took)
    kept = [each for each in took if each.state is UnitState.SETTLED and not each.grade]
    back = ReturnState.AUTHORISED if kept and len(kept) == len(took) else ReturnState.INSPECTING
    cases.step(desk, head, back, "undone")
    cases.note(desk, return_id, settled_at=None, settle_id="", message="")
    desk.touch(Touched.RETURN, Touched.REFUND, Touched.STOCK, Touched.ORDER)
    return head.code


def _undo_ahead(desk: Desk, session: Session, head: ReturnHead) -> str:
    """Take back what was sent before the goods were here, whatever became of the return since."""
    sent = [
        code for _id, code, state, *_rest in neworders.of_return(desk, head.id) if state is not OrderState.CANCELLED
    ]
    held = [
        each
        for each in refunds.of_return(desk, head.id)
        if each.kind == Way.EXCHANGE and each.state is not RefundState.CANCELLED
    ]
    if head.state in (ReturnState.SETTLED, ReturnState.CLOSED) or not (sent or held):
        raise Refused(ReturnNotIn(head.code, head.state.value, "undo"))
    take_back(desk, head)
    end_orders(desk, session, head)
    cases.tell(desk, head.id, "undone")
    desk.touch(Touched.RETURN, Touched.REFUND, Touched.ORDER)
    return head.code


def _end_work(desk: Desk, head: ReturnHead, took: tuple[Unit, ...]) -> None:
    for job in work.work_of(desk, head.id):
        if job.state is WorkState.DONE and any(
            each.id == job.unit_id and each.state is UnitState.SETTLED for each in took
        ):
            raise Refused(CannotUndo(head.code, "work", job.code))
        if job.state is WorkState.OPEN:
            work.end_work(desk, job, WorkState.CANCELLED)
    for unit in took:
        if unit.back_id:  # what waits in its place now is another's
            raise Refused(CannotUndo(head.code, "stock", unit.sku))
        named = work.named_in(desk, unit.id)
        if named:
            raise Refused(CannotUndo(head.code, "supplier", named))


def _goods_back(desk: Desk, head: ReturnHead, took: tuple[Unit, ...]) -> None:
    """Carry everything back to where it lay; refused where it has been taken on."""
    entries = dict.fromkeys(each.settled_id for each in took if each.state is UnitState.SETTLED and each.grade)
    sources: dict[tuple[str, int], int] = {}
    for n, number in enumerate(each for each in entries if each):
        posted = inventory.entry(desk, EntryId(number))
        for leg in posted.legs:
            sources.setdefault((number, items.number(desk, leg.item)), leg.source)
        try:
            inventory.reverse(desk, EntryId(number), EntryId(f"{desk.command_id}.back{n}"), f"return {head.code}")
        except Refused as refused:
            raise Refused(CannotUndo(head.code, "stock", posted.legs[0].item.sku)) from refused
    for unit in took:
        if unit.state is UnitState.SETTLED:
            units.step(desk, unit, UnitState.GRADED if unit.grade else UnitState.EXPECTED, head.code)
            place = sources.get((unit.settled_id, unit.item_id or 0), unit.place_id)
            units.note(desk, unit.id, settled_id="", fee_minor=0, place_id=place)
        elif unit.state is UnitState.MISSING and unit.settled_id == head.settle_id:
            units.step(desk, unit, UnitState.EXPECTED, head.code)
            units.note(desk, unit.id, settled_id="")
