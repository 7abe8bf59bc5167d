"""A receipt closed: what differs is told first, and the rest of the order is left open or not waited for any more."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.here import Here, ask
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.states import DeliveryState, PurchaseState, may_become
from warehouse_app.domain.receiving.refusals import AnswerFirst
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders, pegs
from warehouse_app.store.receiving import closing, parking, receipts

MOST_NAMED = 3


def finish(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Close the receipt, or ask what becomes of what did not come. Raises Refused."""
    at.open("DONE")
    if at.question:
        raise Refused(AnswerFirst(at.question))
    missing = _missing(desk, at)
    if not missing:
        return close(desk, session, at, rest=False)
    told = ", ".join(f"{qty} x {sku}" for sku, qty in missing[:MOST_NAMED]) + (", ..." if missing[MOST_NAMED:] else "")
    return ask(at, "finish", {"missing": sum(qty for _, qty in missing), "what": told, "paper": at.paper})


def _missing(desk: Desk, at: Here) -> list[tuple[str, int]]:
    """Return what the papers still wait for, by product."""
    if at.delivery is not None:
        return [(each.sku, each.open) for each in deliveries.lines(desk, at.delivery.id) if each.open]
    if at.purchase is None:
        return []
    return [(each.sku, each.open) for each in orders.lines(desk, at.purchase.id) if each.open]


def close(desk: Desk, session: Session, at: Here, *, rest: bool) -> FloorDeed:
    """Close the receipt; with `rest` what did not come is not waited for any more. Raises Refused(NoRight)."""
    receipt = at.open("DONE")
    missing = _missing(desk, at)
    if rest:
        check(session, Right.PURCHASE)
        _cancel_rest(desk, at, missing)
    came = receipts.came(desk, receipt.id)
    receipts.close(desk, receipt.id)
    _settle_papers(desk, at)
    desk.touch(Touched.RECEIPT, Touched.PURCHASE)
    facts: Facts = {
        "receipt": receipt.code,
        "paper": at.paper,
        "units": sum(each.qty for each in came),
        "products": len(came),
        "over": sum(each.over for each in came),
        "damaged": sum(each.damaged for each in came),
        "unordered": sum(each.unordered for each in came),
        "missing": sum(qty for _, qty in missing),
        "parked": parking.count(desk, receipt.id),
    }
    return FloorDeed(_code(facts, rest=rest), facts, Verdict.DONE, BenchRow(None, "", {}))


def _code(facts: Facts, *, rest: bool) -> str:
    if facts["parked"]:
        return "receipt_closed_parked"
    if facts["missing"]:
        return "receipt_closed_rest" if rest else "receipt_closed_short"
    return "receipt_closed"


def _cancel_rest(desk: Desk, at: Here, missing: Sequence[tuple[str, int]]) -> None:
    """Let the lines of the order wait for nothing more of what this paper told of."""
    told: set[str] = set()
    if at.delivery is not None:
        for line in deliveries.lines(desk, at.delivery.id):
            if line.open and line.purchase_line_id is not None:
                closing.cancel(desk, line.purchase_line_id, line.open)
                told.add(line.sku)
    elif at.purchase is not None:
        for each in orders.lines(desk, at.purchase.id):
            if each.open:
                closing.cancel(desk, each.id, each.open)
                told.add(each.sku)
    receipt = at.open("DONE")
    if at.purchase is not None:
        facts: dict[str, str | int] = {"receipt": receipt.code, "qty": sum(qty for _, qty in missing)}
        orders.log_event(desk, at.purchase.id, "rest_given_up", facts)
    warehouse = receipt.warehouse
    for sku in sorted(told):
        pegs.settle(desk, sku, warehouse)


def _settle_papers(desk: Desk, at: Here) -> None:
    """Close the purchase order of which all has come, and let the delivery have arrived."""
    if at.delivery is not None and at.delivery.state is DeliveryState.EXPECTED:
        deliveries.set_state(desk, at.delivery.id, DeliveryState.ARRIVED)
    for purchase_id in _purchases(desk, at):
        head = orders.head(desk, purchase_id)
        whole = not any(each.open for each in orders.lines(desk, purchase_id))
        if whole and may_become(head.state, PurchaseState.CLOSED):
            orders.set_state(desk, purchase_id, PurchaseState.CLOSED)
            orders.log_event(desk, purchase_id, "all_received", {"receipt": at.open("DONE").code})


def _purchases(desk: Desk, at: Here) -> tuple[int, ...]:
    """Return the purchase orders that goods came of: a delivery may bring those of several."""
    found = {} if at.purchase is None else {at.purchase.id: None}
    if at.delivery is not None:
        numbers = [each.purchase_line_id for each in deliveries.lines(desk, at.delivery.id)]
        lines = [orders.line(desk, each) for each in dict.fromkeys(numbers) if each is not None]
        found |= dict.fromkeys(each.purchase_id for each in lines if each is not None)
    return tuple(found)
