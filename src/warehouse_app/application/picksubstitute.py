"""Another lot than the one promised: taken instead where the rules of lots allow it, and said so where not.

The same rules as when a lot is chosen: the one that ends first goes first, none past its last day is sent, and what a
customer insists on (a minimum of days left is a promise of that lot) is not changed.
"""

from __future__ import annotations

from warehouse_app.application.pickstate import way_here
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import NotAvailable, PromiseId
from warehouse_app.domain.marks import WrongLot
from warehouse_app.domain.picking.lots import LotNow, substitute
from warehouse_app.domain.picking.values import PickTask
from warehouse_app.domain.picking.ways import TOTALS
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, items, picking, picklots, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import lots


def lot(desk: Desk, row: BenchRow, task: PickTask, wanted: Item, scanned: str, wrong: WrongLot) -> None:
    """Let the task take the scanned lot from now on. Raises Refused(WrongLot, LotNotInstead)."""
    found = picklots.in_place(desk, task.place_id, wanted, scanned)
    raw = picking.task(desk, task.id)
    live = None if raw[6] is None else promises.get(desk, PromiseId(raw[6]))
    if found is None or live is None or way_here(row) in TOTALS or task.left > live.qty:
        raise Refused(wrong)
    mine = LotNow(wanted.lot, lots.last_day(desk, wanted.sku, wanted.lot))
    other = LotNow(found.item.lot, lots.last_day(desk, found.item.sku, found.item.lot))
    no = substitute(wanted.sku, mine, other, today=desk.at[:10], insisted=live.lot_asked)
    if no is not None:
        raise Refused(no)
    if cells.read(desk, PlaceId(task.place_id), found.item_id).free < live.qty:
        raise Refused(wrong)
    wide = promises.widen(desk, live, live.qty, "another lot was taken")
    try:
        made = promises.narrow(desk, wide.id, live.qty, PlaceId(task.place_id), items.get(desk, found.item_id))
    except Refused as refused:
        if isinstance(refused.refusal, NotAvailable):
            raise Refused(wrong) from refused
        raise
    picking.point_to(desk, task.id, made.id, found.item_id)
