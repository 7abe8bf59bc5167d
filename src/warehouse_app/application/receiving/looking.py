"""Receipts looked at: listed, counted, shown whole with their differences; and all that stands aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse_app.application.listing import ListOf
from warehouse_app.domain.receiving.differences import differences
from warehouse_app.domain.receiving.refusals import NoSuchReceipt
from warehouse_app.domain.receiving.values import ParkedThing, Receipt, ReceiptDetail, ReceiptRow
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import lists, receipts

RECEIPTS: ListOf[ReceiptRow] = ListOf("receipts", lists.RECEIPTS)
"""The list of all receipts."""


def receipt_id_of(desk: Desk, code: str) -> int:
    """Return the row of a receipt's code. Raises Refused(NoSuchReceipt)."""
    found = receipts.by_code(desk, code)
    if found is None:
        raise Refused(NoSuchReceipt(code))
    return found.id


def receipt_detail(desk: Desk, receipt_id: int) -> ReceiptDetail | None:
    """Return one receipt whole; None when there is none."""
    row = lists.rows(desk, [receipt_id]).get(receipt_id)
    if row is None:
        return None
    came = receipts.came(desk, receipt_id)
    lines, more = lists.lines(desk, receipt_id)
    missing = tuple(_missing(desk, receipts.get(desk, receipt_id)))
    return ReceiptDetail(
        row,
        came,
        differences(came, missing, lines),
        lists.parked(desk, receipt_id),
        lines,
        more,
        photos.of_receipt(desk, receipt_id),
    )


def _missing(desk: Desk, receipt: Receipt) -> Iterator[tuple[str, str, int]]:
    """Yield what its paper still waits for: product, name, units."""
    if receipt.delivery_id is not None:
        for told in deliveries.lines(desk, receipt.delivery_id):
            yield told.sku, "", told.open
    elif receipt.purchase_id is not None:
        for line in orders.lines(desk, receipt.purchase_id):
            yield line.sku, line.name, line.open


def count_receipts(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many receipts it shows."""
    return lists.counts(desk)


def receipt_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers and warehouses a list can be narrowed to."""
    return lists.choices(desk)


def all_parked(desk: Desk) -> tuple[ParkedThing, ...]:
    """Return what stands aside and nobody dealt with, oldest first."""
    return lists.parked(desk)
