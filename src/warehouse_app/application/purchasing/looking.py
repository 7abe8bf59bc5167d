"""Purchase orders looked at: listed, counted, shown whole; what is to come of a product."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.listing import ListOf
from warehouse_app.application.purchasing.common import remarks
from warehouse_app.domain.purchasing.states import OPEN
from warehouse_app.domain.purchasing.values import Expected, PurchaseDetail, PurchaseRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, lists, orders, pegs, suppliers

PURCHASES: ListOf[PurchaseRow] = ListOf("purchases", lists.PURCHASES, home="open")
"""The list of all purchase orders."""

MOST_RECEIPTS = 500


def purchase_id_of(desk: Desk, code: str) -> int:
    """Return the row of a purchase order's code. Raises Refused(NoSuchPurchase)."""
    return orders.id_of(desk, code)


def purchase_detail(desk: Desk, purchase_id: int) -> PurchaseDetail:
    """Return one purchase order whole. Raises Refused(NoSuchPurchase)."""
    head = orders.head(desk, purchase_id)
    known = suppliers.get(desk, head.supplier_id)
    return PurchaseDetail(
        head,
        lists.rows(desk, [head.id])[head.id],
        orders.lines(desk, head.id),
        deliveries.of_purchase(desk, head.id),
        lists.receipts_of(desk, head.id, MOST_RECEIPTS),
        orders.events(desk, head.id),
        remarks(desk, head.id, known) if head.state in OPEN else (),
        pegs.of_purchase(desk, head.id),
    )


def count_purchases(desk: Desk, now: str) -> Mapping[str, int]:
    """Return for every view how many purchase orders it shows at `now`."""
    return lists.counts(desk, now)


def purchase_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers and warehouses a list can be narrowed to."""
    return lists.choices(desk)


def expected_of(desk: Desk, sku: str, warehouse: str) -> tuple[Expected, ...]:
    """Return what is to come of a product in a warehouse, the earliest day first."""
    return pegs.expected(desk, sku, warehouse)
