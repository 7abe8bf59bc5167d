"""Whose it is, found later: a blind return gets its order, and what came of it is proven by the books.

Promise: each unit that the order sent is posted once from its parcel to UNTRACED, which restores what UNTRACED had
lent; what the order did not send stays unexplained, and says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning.here import Here, ask
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import NotOfBlind
from warehouse_app.domain.returning.refusals import NotShipped, ReturnNotIn
from warehouse_app.domain.returning.states import AT_BENCH, HERE, Finding, Outcome, ReturnKind, ReturnState
from warehouse_app.domain.returning.values import ReturnHead, Unit
from warehouse_app.store import items, ledger, orders, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, sold, sources, units


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyReturn(Command):
    """Say which order a blind return is of."""

    return_code: str
    order: str
    parcel: int | None = None


def asked(desk: Desk, at: Here, order_id: int, parcel_id: int | None) -> FloorDeed:
    """Ask whether the blind return on the table is of an order. Raises Refused(NotOfBlind)."""
    head = at.open()
    order = sources.order(desk, order_id).code
    _refuse_known(desk, head)
    facts: Facts = {"return": head.code, "order": order}
    return ask(at, "identify", facts, choices=("is_it", "is_not"), order=order_id, parcel=parcel_id)


def is_known(desk: Desk, head: ReturnHead) -> bool:
    """Tell whether it is known whose a return is. An order that proved nothing of a blind one was the wrong order."""
    if head.order_id is None:
        return False
    return head.kind is not ReturnKind.BLIND or any(each.line_id is not None for each in units.of_return(desk, head.id))


def _refuse_known(desk: Desk, head: ReturnHead) -> None:
    if head.order_id is not None and is_known(desk, head):
        raise Refused(NotOfBlind(head.code, sources.order(desk, head.order_id).code))


def identified(desk: Desk, command_id: str, at: Here) -> FloorDeed:
    """Give the blind return on the table its order."""
    head, order_id = at.open(), int(at.asked["order"])
    proven, left = identify(desk, command_id, head, order_id, at.asked["parcel"])
    facts: Facts = {**at.facts, "qty": proven, "left": left}
    code = "return_identified" if not left else "return_identified_part"
    return FloorDeed(code, facts, row=at.did("identify"), order_id=order_id)


def identify(desk: Desk, command_id: str, head: ReturnHead, order_id: int, parcel_id: int | None) -> tuple[int, int]:
    """Write the order of a blind return; return how many units it proved, and how many stay unexplained."""
    _refuse_known(desk, head)
    order = sources.order(desk, order_id)
    lines = sold.of_order(desk, order_id)
    if not any(each.shipped for each in lines):
        raise Refused(NotShipped(order.code, order.state))
    left = {each.line_id: each.left for each in lines}
    cells = [[each, each.qty] for each in sources.of_order(desk, order_id)]
    legs: list[Leg] = []
    proven = unexplained = 0
    entry_id = f"{command_id}.traced"
    outside = places.outside(desk, PlaceKind.UNTRACED).id
    for unit in units.of_return(desk, head.id):
        if unit.state not in HERE or unit.line_id is not None:
            continue
        rest = unit
        for line in lines:
            n = min(left[line.line_id], rest.qty) if line.sku == unit.sku else 0
            if not n:
                continue
            left[line.line_id] -= n
            for qty, source in _proofs(cells, rest, n):
                part = units.split(desk, rest, qty)
                _of_line(desk, part, line.line_id, source, entry_id if source is not None else "")
                if source is not None and part.item_id is not None:
                    legs.append(Leg(items.get(desk, part.item_id), PlaceId(source), outside, qty))
                proven += qty
                whole = part.id == rest.id
                rest = units.get(desk, rest.id)
                if whole:
                    break
            if rest.line_id is not None:
                break
        unexplained += 0 if rest.line_id is not None else rest.qty
    if legs:
        ledger.post(desk, Entry(EntryId(entry_id), EntryKind.MOVE, tuple(legs), "return identified"))
    _write(desk, head, order_id, parcel_id)
    return proven, unexplained


def _proofs(cells: list[list[object]], unit: Unit, qty: int) -> list[tuple[int, int | None]]:
    """Return in which parcels so many of a unit's thing lie by the books; what lies in none is proven by its line."""
    found: list[tuple[int, int | None]] = []
    for kept in cells:
        cell, there = kept[0], int(str(kept[1]))
        assert isinstance(cell, sources.Cell), "a cell and what is left in it"
        if not qty or not there or cell.item_id != unit.item_id:
            continue
        n = min(there, qty)
        kept[1] = there - n
        qty -= n
        found.append((n, cell.place_id))
    return [*found, (qty, None)] if qty else found


def _of_line(desk: Desk, unit: Unit, line_id: int, source: int | None, traced_id: str) -> None:
    finding = Finding.NONE if unit.finding is Finding.NOT_OURS else unit.finding
    before = unit.finding.value or "none"
    units.note(desk, unit.id, line_id=line_id, traced_id=traced_id, finding=finding, identified=before)
    if source is not None:
        units.note(desk, unit.id, source_id=source)


def _write(desk: Desk, head: ReturnHead, order_id: int, parcel_id: int | None) -> None:
    order = sources.order(desk, order_id)
    customer = order.customer_id
    if not head.before_known:  # an order that proved nothing and was given up is not what was known before
        was = {"customer": head.customer_id, "currency": head.currency, "outcome": head.outcome or ""}
        cases.note(desk, head.id, before_known=json.dumps(was))
    cases.note(
        desk, head.id, order_id=order_id, customer_id=customer, parcel_id=parcel_id, currency=order.currency,
        outcome=Outcome.REFUND,
    )  # fmt: skip
    cases.tell(desk, head.id, "identified", order.code)
    if head.state is ReturnState.RECEIVED and any(each.state in HERE for each in units.of_return(desk, head.id)):
        cases.step(desk, head, ReturnState.INSPECTING)
    desk.touch(Touched.RETURN, Touched.STOCK)


@handles(IdentifyReturn, right=Right.RETURN, answer=int)
def identify_return(desk: Desk, command: IdentifyReturn, _session: Session) -> int:
    """Give a blind return its order; return how many units that proved. Raises Refused."""
    head = cases.known(desk, command.return_code)
    if head.state not in AT_BENCH:
        raise Refused(ReturnNotIn(head.code, head.state.value, "identified"))
    order_id = orders.id_of(desk, command.order)
    return identify(desk, command.id, head, order_id, command.parcel)[0]
