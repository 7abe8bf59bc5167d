"""A receipt opened at the dock: by purchase order, by delivery, by its own code, or without any paper."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.here import DOCK, PAPERS, Here, ReceiveScan, ask, here, warehouse
from warehouse_app.application.receiving.taking import go_on, shot_from
from warehouse_app.domain.barcodes.meaning import Product as Scanned
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.places import Place
from warehouse_app.domain.purchasing.states import DeliveryState, PurchaseState
from warehouse_app.domain.receiving.refusals import DockElsewhere, PaperClosed, PaperElsewhere, ReceiptOpenHere
from warehouse_app.domain.receiving.shot import Shot
from warehouse_app.domain.receiving.values import Receipt, ReceiptState
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import docks, receipts

MOST_PAPERS = 8
"""Purchase orders that are offered for a product scanned at a free bench; the last choice is "without any"."""


def by_purchase(desk: Desk, at: Here, purchase_id: int) -> FloorDeed:
    """Open, or go on with, the receipt of a purchase order. Raises Refused."""
    head = orders.head(desk, purchase_id)
    if at.purchase is not None and at.purchase.id == head.id:
        return _opened(desk, at, at.open(head.code), "receipt_open")
    _refuse_second(at)
    if head.state is not PurchaseState.CONFIRMED:
        raise Refused(PaperClosed(head.code, head.state.value))
    _refuse_elsewhere(desk, at, head.code, head.warehouse)
    known = receipts.open_for(desk, head.id, None)
    if known is not None:
        return _opened(desk, at, known, "receipt_resumed")
    made = receipts.begin(desk, head.warehouse, supplier_id=head.supplier_id, purchase_id=head.id)
    return _opened(desk, at, made, "receipt_opened")


def by_delivery(desk: Desk, at: Here, delivery_id: int) -> FloorDeed:
    """Open, or go on with, the receipt of a delivery that was told beforehand. Raises Refused."""
    head = deliveries.head(desk, delivery_id)
    if at.delivery is not None and at.delivery.id == head.id:
        return _opened(desk, at, at.open(head.code), "receipt_open")
    _refuse_second(at)
    _refuse_elsewhere(desk, at, head.code, head.warehouse)
    known = receipts.open_for(desk, None, head.id)
    if known is not None:
        return _opened(desk, at, known, "receipt_resumed")
    if head.state is DeliveryState.CANCELLED:
        raise Refused(PaperClosed(head.code, head.state.value))
    if not any(each.open for each in deliveries.lines(desk, head.id)):
        raise Refused(PaperClosed(head.code, DeliveryState.ARRIVED.value))
    made = receipts.begin(
        desk,
        head.warehouse,
        supplier_id=head.supplier_id,
        purchase_id=head.purchase_id,
        delivery_id=head.id,
        supplier_ref=head.supplier_ref,
    )
    return _opened(desk, at, made, "receipt_opened")


def by_receipt(desk: Desk, at: Here, receipt: Receipt) -> FloorDeed:
    """Go on with a receipt by its own code. Raises Refused."""
    if at.receipt is not None and at.receipt.id == receipt.id:
        return _opened(desk, at, receipt, "receipt_open")
    _refuse_second(at)
    if receipt.state is not ReceiptState.OPEN:
        raise Refused(PaperClosed(receipt.code, receipt.state.value))
    _refuse_elsewhere(desk, at, receipt.code, receipt.warehouse)
    return _opened(desk, at, receipt, "receipt_resumed")


def blind(desk: Desk, at: Here) -> FloorDeed:
    """Open a receipt without any paper."""
    _refuse_second(at)
    made = receipts.begin(desk, warehouse(desk, at))
    return _opened(desk, at, made, "receipt_opened_blind")


def by_product(desk: Desk, at: Here, meant: Scanned) -> FloorDeed:
    """Ask by which paper goods came that were scanned at a free bench."""
    shot = shot_from(desk, at, meant)
    house = warehouse(desk, at)
    waited: dict[int, None] = dict.fromkeys(each.purchase_id for each in orders.waited_for(desk, shot.sku, house))
    papers = list(waited)[:MOST_PAPERS]
    facts: Facts = {"sku": shot.sku, "name": shot.name, "qty": shot.qty}
    return ask(at, "paper" if papers else "no_paper", facts, shot, papers=papers)


def by_choice(desk: Desk, scan: ReceiveScan, at: Here, key: int) -> FloorDeed | None:
    """Open the paper that was chosen for the goods in the hand, and take them in; None where there is no such choice.

    What is asked about them next is asked under the receipt that is open now.
    """
    papers = list(at.asked.get("papers", ()))
    if not 1 <= key <= len(papers) + 1:
        return None
    shot = at.shot
    free = replace(at, row=at.done())
    opened = by_purchase(desk, free, papers[key - 1]) if key <= len(papers) else blind(desk, free)
    return opened if shot is None else under(desk, scan, at.station, opened, shot)


def under(desk: Desk, scan: ReceiveScan, station: str, opened: FloorDeed, shot: Shot) -> FloorDeed:
    """Take goods in under a receipt that was opened in the same breath."""
    return go_on(desk, scan, here(desk, station, opened.row), shot)


def set_dock(desk: Desk, at: Here, place: Place) -> FloorDeed:
    """Let what is scanned from now on come in at this dock. Raises Refused(DockElsewhere)."""
    house = warehouse(desk, at)
    if place.warehouse != house:
        raise Refused(DockElsewhere(place.code, place.warehouse, house))
    return FloorDeed("dock_set", {"place": place.code}, row=at.knows(**{DOCK: int(place.id)}))


def _refuse_second(at: Here) -> None:
    if at.receipt is not None:
        raise Refused(ReceiptOpenHere(at.paper))


def _refuse_elsewhere(desk: Desk, at: Here, code: str, house: str) -> None:
    mine = docks.warehouse_of(desk, at.station)
    if mine and mine != house:
        raise Refused(PaperElsewhere(code, house, mine))


def _opened(desk: Desk, at: Here, receipt: Receipt, code: str) -> FloorDeed:
    kept = {} if at.row.ref != receipt.id else dict(at.row.memory)
    if DOCK in at.row.memory:
        kept[DOCK] = at.row.memory[DOCK]
    kept[PAPERS] = [receipt.purchase_id, receipt.delivery_id]
    row = BenchRow(receipt.id, at.row.stop, kept)
    now = here(desk, at.station, row)
    desk.touch(Touched.RECEIPT)
    supplier = now.purchase or now.delivery
    facts = {
        "paper": now.paper,
        "receipt": receipt.code,
        "supplier": "" if supplier is None else supplier.supplier_name,
    }
    return FloorDeed(code, facts, row=row)
