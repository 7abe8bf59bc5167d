"""Every decision about Shopify's export of orders, in this one place; `docs/import.md` tells the same as a table.

The file has a row for each line of an order; what is said of the whole order stands in its first row only. It says how
far payment and shipping are, and the same order comes again later with more done; `standing` reads that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from warehouse_app.domain.importing.fields import Role
from warehouse_app.domain.importing.values import HoldDraft, ImportedState

CHANNEL = "shopify"
FIELDS: Mapping[str, tuple[str, Role]] = MappingProxyType(
    {
        "order": ("Name", "code"),
        "line_qty": ("Lineitem quantity", "number"),
        "line_name": ("Lineitem name", "text"),
        "line_price": ("Lineitem price", "number"),
        "line_sku": ("Lineitem sku", "code"),
        "placed_at": ("Created at", "date"),
        "email": ("Email", "text"),
        "payment": ("Financial Status", "text"),
        "fulfilment": ("Fulfillment Status", "text"),
        "currency": ("Currency", "code"),
        "subtotal": ("Subtotal", "number"),
        "shipping": ("Shipping", "number"),
        "taxes": ("Taxes", "number"),
        "total": ("Total", "number"),
        "discount": ("Discount Amount", "number"),
        "discount_code": ("Discount Code", "text"),
        "shipping_method": ("Shipping Method", "text"),
        "line_ships": ("Lineitem requires shipping", "text"),
        "line_fulfilment": ("Lineitem fulfillment status", "text"),
        "line_discount": ("Lineitem discount", "number"),
        "cancelled_at": ("Cancelled at", "date"),
        "refunded": ("Refunded Amount", "number"),
        "id": ("Id", "code"),
        "tags": ("Tags", "text"),
        "notes": ("Notes", "text"),
        "note_attributes": ("Note Attributes", "text"),
        "risk": ("Risk Level", "text"),
        "duties": ("Duties", "number"),
        "phone": ("Phone", "text"),
        "ship_name": ("Shipping Name", "text"),
        "ship_company": ("Shipping Company", "text"),
        "ship_street": ("Shipping Street", "text"),
        "ship_street1": ("Shipping Address1", "text"),
        "ship_street2": ("Shipping Address2", "text"),
        "ship_city": ("Shipping City", "text"),
        "ship_zip": ("Shipping Zip", "code"),
        "ship_province": ("Shipping Province", "text"),
        "ship_country": ("Shipping Country", "text"),
        "ship_phone": ("Shipping Phone", "text"),
        "bill_name": ("Billing Name", "text"),
        "bill_country": ("Billing Country", "text"),
        "bill_phone": ("Billing Phone", "text"),
    },
)
"""Our name of each column, the shop's, and what its cells are."""

KNOWN_BY = ("order", "line_qty", "line_name", "line_price")
NEEDED = (*KNOWN_BY, "line_sku", "placed_at")
EXPECTED = ("payment", "fulfilment", "currency", "cancelled_at", "refunded", "line_ships", "ship_name", "ship_zip")
"""Columns without which something is assumed, which is told."""

OF_LINES = ("line_qty", "line_name", "line_price", "line_sku", "line_ships", "line_fulfilment", "line_discount")

PAYMENT: Mapping[str, str] = MappingProxyType(
    {
        "paid": "paid",
        "authorized": "authorised",
        "pending": "unpaid",
        "partially_paid": "unpaid",
        "expired": "unpaid",
        "partially_refunded": "part refunded",
        "refunded": "refunded",
        "voided": "failed",
    },
)
FULFILMENT: Mapping[str, str] = MappingProxyType(
    {
        "unfulfilled": "open",
        "pending": "open",
        "open": "open",
        "in_progress": "open",
        "pending_fulfillment": "open",
        "request_declined": "open",
        "fulfilled": "done",
        "partial": "part",
        "partially_fulfilled": "part",
        "restocked": "restocked",
        "on_hold": "waits",
        "scheduled": "waits",
    },
)
_PAYMENT_HOLDS: Mapping[str, str] = MappingProxyType(
    {
        "pending": "payment_pending",
        "partially_paid": "payment_partial",
        "expired": "payment_expired",
        "refunded": "payment_refunded",
        "voided": "payment_voided",
    },
)
PAYMENT_HOLDS = frozenset(_PAYMENT_HOLDS.values())
"""Reasons of payment holds that a later file may take away."""

_FULFILMENT_HOLDS = {"restocked": "restocked_in_shop", "waits": "waits_in_shop"}
YES_NO: Mapping[str, str] = MappingProxyType({"true": "yes", "false": "no", "yes": "yes", "no": "no"})
APOSTROPHE = "'"

Sums = Literal["each", "whole"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an order is in the shop: its state here, and why it waits. `part` says that some lines are done."""

    state: ImportedState
    holds: tuple[HoldDraft, ...]
    part: bool


def standing(payment: str, fulfilment: str, *, cancelled: bool, refunded: bool, risk: str) -> Standing:
    """Decide what an order is here, from the shop's words for payment and fulfilment.

    Cancelled and fulfilled orders never ship again, so nothing need hold them. Which units a partial refund was for
    is not in the file, so such an order waits for a person.
    """
    how = FULFILMENT.get(fulfilment, "open")
    if cancelled or how == "done":
        return Standing("cancelled" if cancelled else "closed", (), part=False)
    holds: list[HoldDraft] = []
    if payment in _PAYMENT_HOLDS:
        holds.append(HoldDraft("payment", _PAYMENT_HOLDS[payment]))
    if risk == "high":
        holds.append(HoldDraft("fraud", "risk_high"))
    if how in _FULFILMENT_HOLDS:
        holds.append(HoldDraft("manual", _FULFILMENT_HOLDS[how]))
    elif refunded and payment != "refunded":
        holds.append(HoldDraft("manual", "partly_refunded"))
    return Standing("confirmed", tuple(holds), part=how == "part")


def unquoted(text: str) -> str:
    """Return a code without the apostrophe by which the shop keeps spreadsheets from changing it."""
    return text[1:].strip() if text.startswith(APOSTROPHE) else text


@dataclass(frozen=True, slots=True)
class Money:
    """The sums of one order in 1/10 000; None for what the file does not say. `items` and `item_discounts` are added
    up from the lines.
    """

    items: int
    item_discounts: int
    subtotal: int | None
    discount: int
    shipping: int
    taxes: int
    duties: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed beside the lines: the discount that is on no line, taxes and duties that come on top.

    `fits` says that everything adds up to the total of the file.
    """

    discount: int
    taxes: int
    duties: int
    fits: bool


def owed(money: Money) -> Owed:
    """Find out by the sums of the file whether its discount holds those of the lines, and whether taxes are on top."""
    rest = max(money.discount - money.item_discounts, 0)
    after = money.items - money.item_discounts
    if money.subtotal is not None and after - rest != money.subtotal and after - money.discount == money.subtotal:
        rest = money.discount
    if money.total is None:
        return Owed(rest, 0, 0, fits=True)
    open_ = money.total - (after - rest + money.shipping)
    for taxes in (0, money.taxes):
        for duties in (0, money.duties):
            if open_ == taxes + duties:
                return Owed(rest, taxes, duties, fits=True)
    return Owed(rest, 0, 0, fits=False)
