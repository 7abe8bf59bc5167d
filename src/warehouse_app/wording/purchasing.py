"""Words of purchasing: refusals, remarks on an order, the events of its story, and what an order line waits for."""

from __future__ import annotations

from warehouse_app.domain.purchasing.fields import written_amount
from warehouse_app.domain.purchasing.states import Arrival, DeliveryState, PurchaseState
from warehouse_app.domain.purchasing.values import Event, Remark
from warehouse_app.wording import tr
from warehouse_app.wording.say import say, words_of

WORDS: dict[str, tuple[str, str]] = {
    "no_such_purchase": ("There is no purchase order {purchase}", "Check the number"),
    "purchase_not_open": ("Purchase order {purchase} is {state}", "That cannot be done with it any more"),
    "purchase_not_open.draft": ("Purchase order {purchase} is a draft", "Confirm it first"),
    "no_such_delivery": ("Nobody told of a delivery {delivery}", "Check the number, or receive by purchase order"),
    "no_such_supplier": ("There is no supplier {supplier}", "Check the code, or add it first"),
    "supplier_taken": ("There is a supplier {supplier} already", "Open it, or choose another code"),
    "supplier_unused": ("Supplier {supplier} is out of use", "Take it into use again, or choose another"),
    "not_sold_by": ("Supplier {supplier} is not known to sell {sku}", "Add the product to the supplier first"),
    "called_alike": ("{supplier} calls several products {called}: {skus}", "Name one by its SKU"),
    "purchase_taken": ("There is a purchase order {purchase} already", "Open it, or choose another number"),
    "no_such_purchase_line": ("Purchase order {purchase} has no line {n}", "Look at its lines again"),
    "double_line": (
        "Line {n} of purchase order {purchase} orders {sku} for that day already",
        "Change its quantity, or give another day",
    ),
    "not_goods": ("{sku} is a service", "Only goods are put on stock"),
    "nothing_ordered": ("Purchase order {purchase} has no lines", "Add what is ordered first"),
    "less_than_came": ("{received} of line {n} have come already", "Order as many at least, or drop the rest"),
    "some_came": (
        "{received} {received:unit|units} of purchase order {purchase} have come",
        "Close it: the rest is cancelled",
    ),
    "too_many_purchase_lines": ("A purchase order has {most} lines at most", "Make another order for the rest"),
    "purchase_line": ("{text} is no line of an order", "Write it as SKU=QTY or SKU=QTY@PRICE"),
    "purchase_which_line": ("Quantity and price belong to a line", "Say which with --line"),
    "nothing_to_change": ("Nothing is to be changed", "Give what it shall be"),
    "bad_field.either": (
        "{field} may be thousands or a fraction: {value}",
        "Type it without a mark for thousands, as 1250 or 1.25",
    ),
    "bad_field.no_price": ("{field} is no price: {value}", "Type it as 12.50, without a currency"),
    "bad_field.no_day": ("{field} is no day: {value}", "Type it as 2010-12-06"),
    "bad_field.no_currency": ("{field} is no currency: {value}", "Type its three letters, as EUR"),
    "bad_field.no_breaks": ("{field} are no price breaks: {value}", "Type them as 24: 1.10; 100: 0.95"),
    "remark_packs_rounded": ("The supplier ships {sku} by {pack}: {qty} became {becomes}", ""),
    "remark_least_rounded": ("The supplier ships {becomes} of {sku} at least: {qty} became {becomes}", ""),
    "remark_ships_packs": ("Line {n}: the supplier ships {sku} by {pack}, {qty} would become {becomes}", ""),
    "remark_ships_at_least": ("Line {n}: the supplier ships {becomes} of {sku} at least, {qty} are ordered", ""),
    "remark_not_sold_by": ("Line {n}: {supplier} is not known to sell {sku}", ""),
    "remark_below_minimum": ("The order is worth {worth} {currency}; the supplier wants {minimum} at least", ""),
    "bought_made": ("Begun", ""),
    "bought_imported": ("Came with import {import}", ""),
    "bought_changed_by_import": ("Changed by import {import}", ""),
    "bought_all_received": ("All of it came, the last with receipt {receipt}", ""),
    "bought_rest_given_up": ("{qty} {qty:unit|units} not waited for any more, with receipt {receipt}", ""),
    "bought_confirmed": ("Confirmed with {lines} {lines:line|lines}", ""),
    "bought_line_added": ("Line {n} added: {qty} of {sku}", ""),
    "bought_line_qty": ("Line {n}, {sku}: {before} became {after}", ""),
    "bought_line_price": ("Line {n}, {sku}: price {before} became {after}", ""),
    "bought_line_due_day": ("Line {n}, {sku}: due {after} instead of {before}", ""),
    "bought_line_dropped": ("Line {n}: {qty} of {sku} not waited for any more", ""),
    "bought_changed_due_day": ("Due {after} instead of {before}", ""),
    "bought_changed_supplier_ref": ("The supplier's number is {after}", ""),
    "bought_changed_note": ("Note changed", ""),
    "bought_changed_warehouse": ("Goes to {after} instead of {before}", ""),
    "bought_closed": ("Closed, {qty} {qty:unit|units} not waited for any more: {why}", ""),
    "bought_cancelled": ("Cancelled: {why}", ""),
    "bought_received_all": ("All of it has come", ""),
}
"""Code -> what happened, what to do."""


def state_words(state: PurchaseState, arrival: Arrival) -> str:
    """Return how far a purchase order is, in a word or two."""
    if state is PurchaseState.CONFIRMED and arrival is not Arrival.NOTHING:
        return tr("All received") if arrival is Arrival.ALL else tr("Part received")
    return {
        PurchaseState.DRAFT: tr("Draft"), PurchaseState.CONFIRMED: tr("Expected"),
        PurchaseState.CLOSED: tr("Closed"), PurchaseState.CANCELLED: tr("Cancelled"),
    }[state]  # fmt: skip


def delivery_words(state: DeliveryState) -> str:
    """Return how far a delivery is."""
    return {
        DeliveryState.EXPECTED: tr("Expected"), DeliveryState.ARRIVED: tr("Arrived"),
        DeliveryState.CANCELLED: tr("Cancelled"),
    }[state]  # fmt: skip


def remark_words(remark: Remark) -> str:
    """Return what a person is told about a purchase order."""
    facts: dict[str, object] = dict(remark.facts)
    if remark.code == "below_minimum":
        currency = str(facts["currency"])
        facts |= {name: written_amount(int(str(facts[name])), currency) for name in ("worth", "minimum")}
    return say(f"remark_{remark.code}", facts)


def event_words(event: Event) -> str:
    """Return what happened to a purchase order."""
    shown = {name: value if value != "" else tr("none") for name, value in event.facts.items()}
    return words_of(f"bought_{event.what}", shown)[0]


def waits_for(qty: int, day: str, purchase: str) -> str:
    """Return what an order line that is short waits for: `2 promised on 2010-12-12 by PO00017`."""
    if not day:
        return tr("{n} promised by {purchase}, no day told").format(n=qty, purchase=purchase)
    return tr("{n} promised on {day} by {purchase}").format(n=qty, day=day, purchase=purchase)
