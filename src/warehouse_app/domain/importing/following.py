"""What a file says of an order that is known already: a shop's order comes again with its payment and fate moved on."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.importing.values import OrderDraft
from warehouse_app.domain.orders.states import OPEN, OrderState, Payment

_ORDER = (
    *(Payment.UNPAID, Payment.FAILED, Payment.AUTHORISED, Payment.PAID),
    *(Payment.PART_REFUNDED, Payment.REFUNDED),
)
"""Payments in the order in which one follows another, so that an old file never takes one back."""


@dataclass(frozen=True, slots=True)
class Follow:
    """What becomes of a known order: refused for `refusal`, its payment becomes `payment`, or nothing ("" and None)."""

    refusal: str = ""
    payment: str | None = None


def follow(draft: OrderDraft, state: str, content: str, payment: str) -> Follow:
    """Compare what a file says of an order with what is known of it: its state, content and payment.

    A cancellation or shipment elsewhere is never carried out here by a file, for work may stand on the order; it is
    refused so that a person sees it.
    """
    is_open = state in {each.value for each in OPEN}
    if draft.follows and is_open and draft.state == "cancelled":
        return Follow("cancelled_elsewhere")
    if draft.follows and is_open and draft.state == "closed":
        return Follow("shipped_elsewhere")
    if draft.follows and draft.state != "confirmed":
        return Follow()
    if content != draft.content_hash:
        return Follow("order_changed")
    if draft.follows and state == OrderState.CONFIRMED.value and _later(draft.payment, payment):
        return Follow(payment=draft.payment)
    return Follow()


def _later(told: str, known: str) -> bool:
    places = {payment.value: place for place, payment in enumerate(_ORDER)}
    return places.get(told, 0) > places.get(known, 0)
