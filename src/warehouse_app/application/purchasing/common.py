"""What every deed at a purchase order shares: the order while it can be changed, its remarks, and who waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.domain.purchasing.fields import written
from warehouse_app.domain.purchasing.refusals import PurchaseNotOpen
from warehouse_app.domain.purchasing.states import OPEN
from warehouse_app.domain.purchasing.values import (
    PurchaseHead,
    PurchaseLine,
    Remark,
    Supplier,
    SupplierProduct,
    remarks_on,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders, pegs, suppliers

SETTLED_AT_ONCE = 10
"""Products whose waiting order lines are told anew in the same command; the worker does the others."""


@dataclass(frozen=True, slots=True)
class Purchased:
    """The order a deed was done to, and what the supplier would say to it."""

    id: int
    purchase: str
    remarks: tuple[Remark, ...] = ()


def open_order(desk: Desk, purchase_id: int) -> PurchaseHead:
    """Return an order that can still be changed. Raises Refused(NoSuchPurchase, PurchaseNotOpen)."""
    head = orders.head(desk, purchase_id)
    if head.state not in OPEN:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    return head


def sold(desk: Desk, supplier_id: int, lines: Iterable[PurchaseLine]) -> dict[str, SupplierProduct]:
    """Return how a supplier sells the products of some lines, by SKU."""
    return {each.sku: each for each in suppliers.sold_by(desk, supplier_id, [line.sku for line in lines])}


def remarks(desk: Desk, purchase_id: int, known: Supplier) -> tuple[Remark, ...]:
    """Return what the supplier would say to an order."""
    lines = orders.lines(desk, purchase_id)
    return remarks_on(lines, sold(desk, known.id, lines), known)


def settle(desk: Desk, head: PurchaseHead) -> None:
    """Let order lines wait anew for the products of a purchase order."""
    pegs.mark_purchase(desk, head.id)
    settle_some(desk)


def settle_some(desk: Desk) -> None:
    """Make pegs of marked products anew, few enough for one transaction."""
    pegs.settle_some(desk, SETTLED_AT_ONCE)


def fields_of(head: PurchaseHead) -> dict[str, str]:
    """Return the fields of an order's head that can be changed, as text."""
    told = {"due_day": head.due_day, "supplier_ref": head.supplier_ref, "note": head.note}
    return {**told, "warehouse": head.warehouse}


def line_fields(line: PurchaseLine) -> dict[str, str]:
    """Return the fields of a line that can be changed, as text; the quantity is what is still meant to come or came."""
    return {"qty": str(line.qty - line.cancelled), "price": written(line.price_e4), "due_day": line.due_day}
