"""What the customer gets: chosen for a return as a whole, or for some of its units apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, check, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.figures import per_cent
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.purchasing.fields import price_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import BadReturnQty, NoUnitOfReturn, ReturnNotIn
from warehouse_app.domain.returning.states import OVER, Outcome, UnitState
from warehouse_app.domain.returning.values import WHOLE_E4, ReturnHead, Unit
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, units


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOutcome(Command):
    """Say what the customer gets: for all units, or for those of `units` (their rows; `qty` of one of them).

    `variant` is the SKU given in exchange, `price` its price a unit ("" the price of what came back). `kept` is what is
    kept of the price in hundredths, as 20 or 12.5 ("" what the policy says): only who may refund decides that.
    """

    return_id: int
    outcome: str
    units: tuple[int, ...] = ()
    qty: int = 0
    variant: str = ""
    price: str = ""
    kept: str = ""


@handles(ChooseOutcome, right=Right.RETURN, answer=str, also=(Right.REFUND,))
def choose_outcome(desk: Desk, command: ChooseOutcome, session: Session) -> str:
    """Keep the choice, and return the return's code. Raises Refused(ReturnNotIn, NoUnitOfReturn, BadField, ...)."""
    return choose_in(desk, command, session)


def choose_in(desk: Desk, command: ChooseOutcome, session: Session) -> str:
    """Keep a choice within a deed. Raises Refused as `choose_outcome` does."""
    if command.kept:
        check(session, Right.REFUND)
    head = cases.get(desk, command.return_id)
    if head.state in OVER:
        raise Refused(ReturnNotIn(head.code, head.state.value, "choose"))
    outcome = _outcome(command.outcome)
    values: dict[str, object] = {"outcome": outcome}
    values |= _variant(desk, command) if outcome is Outcome.EXCHANGE else {"variant_id": None, "variant_e4": None}
    values["kept_e4"] = _kept(command.kept)
    found = units.of_return(desk, head.id)
    if not command.units:
        cases.note(desk, head.id, outcome=outcome)
        values["outcome"] = None
    for unit in _chosen(desk, head, found, command):
        units.note(desk, unit.id, **values)
    cases.tell(desk, head.id, "outcome", outcome.value)
    desk.touch(Touched.RETURN)
    return head.code


def _outcome(text: str) -> Outcome:
    known = {each.value: each for each in Outcome}
    if text not in known:
        raise Refused(BadField("outcome", text[:40], "no_choice"))
    return known[text]


def _variant(desk: Desk, command: ChooseOutcome) -> dict[str, object]:
    if not command.variant.strip():
        return {"variant_id": None, "variant_e4": None}
    product = products.find(desk, command.variant)
    if product is None:
        raise Refused(NoSuchProduct(command.variant[:40]))
    return {"variant_id": product.id, "variant_e4": price_of("price", command.price) if command.price else None}


def _kept(text: str) -> int | None:
    if not text.strip():
        return None
    return per_cent("kept", text, WHOLE_E4)


def _chosen(desk: Desk, head: ReturnHead, found: Iterable[Unit], command: ChooseOutcome) -> Iterable[Unit]:
    """Return the units a choice is for; where it is for a part of a row, that part as a row of its own."""
    mine = {each.id: each for each in found if each.state is not UnitState.SETTLED}
    for number in command.units or tuple(mine):
        if number not in mine:
            raise Refused(NoUnitOfReturn(head.code, str(number)))
        unit = mine[number]
        if command.qty < 0 or command.qty > unit.qty:
            raise Refused(BadReturnQty(unit.sku, str(command.qty)))
        part = bool(command.units) and 0 < command.qty < unit.qty
        yield units.split(desk, unit, command.qty) if part else unit
