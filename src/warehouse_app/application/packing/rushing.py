"""Rush mode, for runs of orders of one item: its scan opens the order, packs it, seals it and prints its label.

Which order gets the item is the choice that an item always makes. An order of more than one item is opened as ever.
"""

from __future__ import annotations

from warehouse_app.application.packing import opening, verifying, ways
from warehouse_app.application.packing.bench_now import BenchNow, Deed, PackScan, bench_now
from warehouse_app.application.run import Session
from warehouse_app.application.settings import is_on
from warehouse_app.domain.barcodes.meaning import Product
from warehouse_app.domain.packing.refusals import NobodyWaits, NoOrderWaits
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders


def item(desk: Desk, scan: PackScan, session: Session, now: BenchNow, product: Product) -> Deed:
    """Open the order for an item in the hand; in rush mode an order of this item alone is packed with the same scan.

    Raises Refused: in rush mode what nobody waits for is a Stop, for nobody looks at the screen (NobodyWaits).
    """
    rush = is_on(desk, "pack.rush", now.station)
    order_id = _order_of(desk, product.sku, now.station, rush=rush)
    alone = rush and orders.counted(desk, order_id).units.ordered == 1
    deed = opening.open_order(desk, scan, session, now, order_id)
    if not alone or deed.code != "order_opened":
        return deed
    return verifying.item(desk, scan, session, bench_now(desk, now.station), product)


def _order_of(desk: Desk, sku: str, station: str, *, rush: bool) -> int:
    try:
        return ways.by_product(desk, sku, station)
    except Refused as refused:
        if rush and isinstance(refused.refusal, NoOrderWaits):
            raise Refused(NobodyWaits(refused.refusal.sku, refused.refusal.name)) from None
        raise
