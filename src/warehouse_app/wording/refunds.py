"""Words of what a return leads to: refunds, orders sent instead, work on goods, goods that go back to a supplier."""

from __future__ import annotations

import json
from collections.abc import Mapping

from warehouse_app.domain.returning.states import SupplierReturnState, WorkState
from warehouse_app.domain.returning.values import Lack
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

WORDS: dict[str, tuple[str, str]] = {
    "no_such_refund": ("There is no refund {text}", "Choose one from the list of refunds"),
    "refund_not_in": (
        "Refund {name} is {state}: this cannot be done now ({deed})",
        "See it in the list of refunds",
    ),
    "refund_no_reference": ("Refund {name} has no reference", "Give the one by which the payment is found again"),
    "refund_no_provider": (
        "Nobody is set up to pay this refund back",
        "Pay it by hand and confirm it with its reference, or set up the provider",
    ),
    "refund_unknown": (
        "Nobody knows yet whether a refund was paid",
        "It is asked for again by itself, under the same key",
    ),
    "return_nothing_ahead": (
        "Nothing of return {name} is to be sent ahead",
        "Choose exchange or replacement first",
    ),
    "return_nothing_due": ("Nothing is owed for order {order}", "Only the rest of an exchange is paid here"),
    "return_paid_no_reference": (
        "The payment of order {order} has no reference",
        "Give the one by which it is found again",
    ),
    "no_unit_of_return": ("Return {name} has no unit {text}", "Choose one from its list"),
    "return_nothing_back": (
        "Nothing of return {name} waits to go back to the customer",
        "Settle it first: reject it, or finish its repair",
    ),
    "no_such_work": ("There is no work order {text}", "Choose one from the list"),
    "work_over": ("Work order {name} is {state}", "Choose one that is open"),
    "no_such_supplier_return": ("There is no return to a supplier {text}", "Choose one from the list"),
    "supplier_return_not_in": (
        "Return to a supplier {name} is {state}: this cannot be done now ({deed})",
        "Begin another one",
    ),
    "nothing_for_supplier": (
        "Nothing of {text} waits for a supplier",
        "Settle a return of which goods go to the supplier",
    ),
    "lack_not_here": ("{qty} {qty:unit is|units are} not here yet", ""),
    "lack_ungraded": ("{qty} of {sku} {qty:is|are} not graded yet", ""),
    "lack_disposition": ("It is not said where {qty} of {sku} {qty:goes|go}", ""),
    "lack_photo": ("{qty} of {sku} {qty:needs|need} a photo", ""),
    "lack_check": ("Questions about {qty} of {sku} are not answered", ""),
    "lack_variant": ("It is not said what is given for {qty} of {sku}", ""),
    "lack_ahead": (
        "An order for {qty} of {sku} was sent ahead",
        "Choose exchange or replacement for it, or take back what was sent ahead",
    ),
    "lack_sent_back": ("{qty} of {sku} {qty:goes|go} back to the customer", "Then nothing can be given for it"),
    "lack_not_restocked": ("{qty} of {sku} must not be sold again", "Choose another way for it"),
    "lack_customer": ("Store credit needs a customer who is known", ""),
    "lack_currencies": ("It was paid in several currencies", "Settle each order apart"),
    "return_message_refund": (
        "We have received your return {name}. {refund} goes back to the way you paid",
        "",
    ),
    "return_message_credit": (
        "We have received your return {name}. {credit} are yours to spend on another order",
        "",
    ),
    "return_message_exchange": ("We have received your return {name}. What you chose instead is on its way", ""),
    "return_message_due": (
        "We have received your return {name}. What you chose instead goes out once {due} is paid",
        "",
    ),
    "return_message_replacement": ("We have received your return {name}. A replacement is on its way", ""),
    "return_message_repair": ("We have received your return {name}. It is repaired and sent back to you", ""),
    "return_message_reject": (
        "We have received your return {name}. It cannot be taken back and is sent back to you",
        "",
    ),
    "return_message_nothing": ("We have received your return {name}", ""),
    "return_message_kept": ("You need not send return {name} back. {refund} goes back to the way you paid", ""),
    "return_message_several": ("We have received your return {name}. You get {refund} back", ""),
}


def lack_words(lack: Lack) -> str:
    """Return one sentence of what lacks."""
    return say(f"lack_{lack.code}", {"qty": lack.qty, "sku": lack.sku})


def message_words(kept: str) -> str:
    """Return what a customer is told, as it was kept when the return was settled; "" where nothing was."""
    if not kept:
        return ""
    told = json.loads(kept)
    return say(told["code"], told["facts"])


def ways() -> Mapping[str, str]:
    """Return where money goes."""
    return {"payment": tr("To the payment"), "credit": tr("Store credit"), "exchange": tr("Into the new order")}


def money_rows() -> Mapping[str, str]:
    """Return what a row of money is for."""
    return {
        "goods": tr("Goods"),
        "postage": tr("Postage"),
        "difference": tr("Price difference"),
        "goodwill": tr("Goodwill"),
    }


def work_states() -> Mapping[WorkState, str]:
    """Return what the states of a work order are called."""
    return {WorkState.OPEN: tr("to be done"), WorkState.DONE: tr("done"), WorkState.CANCELLED: tr("cancelled")}


def supplier_return_states() -> Mapping[SupplierReturnState, str]:
    """Return what the states of a return to a supplier are called."""
    return {
        SupplierReturnState.OPEN: tr("open"),
        SupplierReturnState.SENT: tr("sent"),
        SupplierReturnState.CREDITED: tr("credited"),
        SupplierReturnState.REFUSED: tr("refused"),
        SupplierReturnState.CANCELLED: tr("cancelled"),
    }
