"""The codes that refusals about returns carry, in words: where a thing stands, and what was wanted of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.domain.orders.states import OrderState
from warehouse_app.wording import claims, refunds, returning, tr

Codes = Mapping[str, str]


def _plain(found: Mapping[Any, str]) -> Codes:
    return {str(each.value): words for each, words in found.items()}


def order_states() -> Mapping[OrderState, str]:
    """Return what the states of an order are called."""
    return {
        OrderState.DRAFT: tr("still a draft"),
        OrderState.CONFIRMED: tr("confirmed"),
        OrderState.CLOSED: tr("closed"),
        OrderState.CANCELLED: tr("cancelled"),
    }


def deeds() -> Codes:
    """Return what can be wanted of a return, a refund or a return to a supplier."""
    return {
        "authorise": tr("authorise"),
        "reject": tr("reject"),
        "cancel": tr("cancel"),
        "send": tr("send off"),
        "send ahead": tr("send ahead"),
        "settle": tr("settle"),
        "settled": tr("settle"),
        "undo": tr("take back"),
        "undone": tr("take back"),
        "refund": tr("give money back"),
        "identified": tr("say whose it is"),
        "choose": tr("choose what the customer gets"),
        "label": tr("print its label"),
        "approve": tr("approve"),
        "retry": tr("try again"),
        "confirm": tr("say that it is paid"),
        "fail": tr("say that it is not paid"),
        "credit": tr("note what the supplier credits"),
        "add": tr("add goods"),
    }


def _return_states() -> Codes:
    return {**_plain(returning.unit_states()), **_plain(returning.states())}


def _deeds_or(states: Callable[[], Codes]) -> Callable[[], Codes]:
    return lambda: {**states(), **deeds()}


def _refund_states() -> Codes:
    return _plain(returning.refund_states())


def _supplier_states() -> Codes:
    return _plain(refunds.supplier_return_states())


def _claim_states() -> Codes:
    return _plain(claims.states())


def _order_states() -> Codes:
    return _plain(order_states())


CODED: Mapping[tuple[str, str], Callable[[], Codes]] = {
    ("return_not_in", "state"): _return_states,
    ("return_not_in", "deed"): _deeds_or(_return_states),
    ("return_over", "state"): _return_states,
    ("return_not_shipped", "state"): _order_states,
    ("order_not_open", "state"): _order_states,
    ("refund_not_in", "state"): _refund_states,
    ("refund_not_in", "deed"): _deeds_or(_refund_states),
    ("claim_not_in", "state"): _claim_states,
    ("claim_not_in", "deed"): _claim_states,
    ("work_over", "state"): lambda: _plain(refunds.work_states()),
    ("supplier_return_not_in", "state"): _supplier_states,
    ("supplier_return_not_in", "deed"): _deeds_or(_supplier_states),
}
"""Refusal and fact -> the words of every code that it can hold."""


def coded(code: str, name: str, text: str) -> str:
    """Return a fact of a refusal in words, where it is a code; what is none stays as it is."""
    words = CODED.get((code, name))
    return text if words is None else words().get(text, text)
