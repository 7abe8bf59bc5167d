"""Whose it is, taken back: a blind return that turned out to be of another order is nobody's again.

Promise: what was posted to prove it is reversed, each unit is what it was before, and nothing that stands on the order
is left behind: a settlement, a refund, a new order, a claim, or an item taken in since is named, and goes first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning.here import Here, ask
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import NeverIdentified, StandsOnWhose
from warehouse_app.domain.returning.states import (
    AT_BENCH,
    ClaimState,
    Finding,
    Outcome,
    RefundState,
    ReturnKind,
    ReturnState,
)
from warehouse_app.domain.returning.values import ReturnHead, Unit
from warehouse_app.store import inventory, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, claims, neworders, refunds, sources, units


@dataclass(frozen=True, slots=True, kw_only=True)
class UnidentifyReturn(Command):
    """Say that a blind return is not of the order that it was thought to be of."""

    return_code: str


@dataclass(frozen=True, slots=True)
class Whose:
    """What taking it back would do: so many units of the order are nobody's again."""

    name: str
    order: str
    qty: int


def whose(desk: Desk, return_code: str) -> Whose:
    """Return what taking back whose a return is would do. Raises Refused. For `Runner.ask`."""
    return _whose(desk, cases.known(desk, return_code))


def _whose(desk: Desk, head: ReturnHead) -> Whose:
    if head.kind is not ReturnKind.BLIND or head.order_id is None:
        raise Refused(NeverIdentified(head.code))
    order = sources.order(desk, head.order_id).code
    mine = units.of_return(desk, head.id)
    stands = _stands(desk, head, mine)
    if stands is not None:
        raise Refused(StandsOnWhose(head.code, order, *stands))
    return Whose(head.code, order, sum(each.qty for each in mine if each.identified))


def _stands(desk: Desk, head: ReturnHead, mine: tuple[Unit, ...]) -> tuple[str, str] | None:
    """Return what stands on it: what it is, and its code."""
    if head.state not in AT_BENCH:
        return "settled", head.code
    for refund in refunds.of_return(desk, head.id):
        if refund.state is not RefundState.CANCELLED:
            return "refund", refund.code
    for _id, code, state, *_rest in neworders.of_return(desk, head.id):
        if state is not OrderState.CANCELLED:
            return "order", code
    for claim in claims.of_return(desk, head.id):
        if claim.state is not ClaimState.DROPPED:
            return "claim", claim.code
    since = next((each for each in mine if each.line_id is not None and not each.identified), None)
    return None if since is None else ("unit", since.sku)


def asked(desk: Desk, at: Here) -> FloorDeed:
    """Ask whether the return on the table is not of its order after all. Raises Refused."""
    told = _whose(desk, at.open())
    facts: Facts = {"return": told.name, "order": told.order, "qty": told.qty}
    return ask(at, "unidentify", facts, choices=("not_it", "is_not"))


def unidentified(desk: Desk, command_id: str, at: Here) -> FloorDeed:
    """Let the return on the table be nobody's again."""
    told = unidentify(desk, command_id, at.open())
    kept = [each for each in at.row.recall("done") or () if each["deed"] != "identify"]
    facts: Facts = {"return": told.name, "order": told.order, "qty": told.qty}
    return FloorDeed("return_unidentified", facts, row=at.knows(ask=None, done=kept))


def unidentify(desk: Desk, command_id: str, head: ReturnHead) -> Whose:
    """Take back whose a return is, and all that proved it. Raises Refused."""
    told = _whose(desk, head)
    mine = [each for each in units.of_return(desk, head.id) if each.identified]
    for n, entry in enumerate(dict.fromkeys(each.traced_id for each in mine if each.traced_id)):
        inventory.reverse(desk, EntryId(entry), EntryId(f"{command_id}.untraced{n}"), "return not identified")
    nowhere = places.outside(desk, PlaceKind.UNTRACED).id
    for each in mine:
        found = Finding.NONE if each.identified == "none" else Finding(each.identified)
        finding = each.finding if each.finding is not Finding.NONE else found
        units.note(desk, each.id, line_id=None, traced_id="", identified="", finding=finding)
        if each.item_id is not None:
            units.note(desk, each.id, source_id=int(nowhere))
    was = json.loads(head.before_known or "{}")
    outcome = Outcome(was["outcome"]) if was.get("outcome") else ""
    cases.note(
        desk, head.id, order_id=None, parcel_id=None, customer_id=was.get("customer"),
        currency=was.get("currency", ""), outcome=outcome, before_known="",
    )  # fmt: skip
    for state in (ReturnState.INSPECTING, ReturnState.RECEIVED):
        now = cases.get(desk, head.id)
        if now.state is not ReturnState.RECEIVED and now.state is not state:
            cases.step(desk, now, state)
    cases.tell(desk, head.id, "unidentified", told.order)
    desk.touch(Touched.RETURN, Touched.STOCK, Touched.ORDER)
    return told


@handles(UnidentifyReturn, right=Right.RETURN, answer=Whose)
def unidentify_return(desk: Desk, command: UnidentifyReturn, _session: Session) -> Whose:
    """Let a return be nobody's again; return what it was thought to be of. Raises Refused."""
    return unidentify(desk, command.id, cases.known(desk, command.return_code))
