"""What the way of picking means for packing: goods that still lie apart wait, and what was checked while it was picked
goes into the parcel as a whole, to be weighed and labelled only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from warehouse_app.application.packing import capturing, closing
from warehouse_app.application.packing.bench_now import BenchNow, Deed, bench_now
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, Tracking
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.rules import MAX_LEGS
from warehouse_app.domain.picking.ways import Way
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import items, ledger, lines, products, sorting
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, proofs
from warehouse_app.store.packing.orders import Head


def checked_already(desk: Desk, command_id: str, station: str, head: Head, deed: Deed) -> Deed:
    """Put all of an order into its parcel at once where it was checked while it was picked; else go on as ever."""
    if sorting.way_of_order(desk, head.id) != Way.PACK:
        return deed
    lying, now = goods.of_order(desk, head.id), bench_now(desk, station)
    left = orders.counted(desk, head.id).units.left
    qty = sum(each.qty for each in lying)
    if not lying or qty != left or len(lying) > MAX_LEGS:
        return deed
    legs = tuple(
        Leg(items.get(desk, each.item_id), PlaceId(each.place_id), now.at_hand().place, each.qty, LineId(each.line_id))
        for each in lying
    )
    if not _goes(desk, now, head, [leg.item for leg in legs]):
        return deed
    entry_id = EntryId(f"{command_id}.packed")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, proofs.PICKED))
    for each in lying:
        lines.add_packed(desk, each.line_id, each.qty)
    desk.touch(Touched.PACK, Touched.ORDER)
    touched = tuple(dict.fromkeys(each.line_id for each in lying))[: closing.MOST_TOUCHED]
    facts = {**deed.facts, "qty": qty, "left": 0}
    packed = replace(deed, facts=facts, entry_id=entry_id, line_id=touched[0], qty=qty, touched=touched)
    return closing.nothing_left(desk, f"{command_id}.all", bench_now(desk, station), head, packed)


def _goes(desk: Desk, now: BenchNow, head: Head, found: Sequence[Item]) -> bool:
    """Tell whether all of these goods may leave as they are, and nothing of them is still to be captured."""
    if not now.row.recall("captures"):  # then only goods that are told apart have anything to be looked at
        told_apart = {each.sku for each in proofs.waiting(desk, head.id, MAX_LEGS, all_of=True) if _is_told(each)}
        found = [item for item in found if item.lot or item.serial or item.sku in told_apart]
    for sku in dict.fromkeys(item.sku for item in found):
        here = list(dict.fromkeys(item for item in found if item.sku == sku))
        if capturing.fields_for(desk, now, head, products.find(desk, sku), here) or not _all_leave(desk, sku, here):
            return False
    return True


def _is_told(waits: proofs.Waits) -> bool:
    return waits.tracking not in ("", Tracking.NONE)


def _all_leave(desk: Desk, sku: str, here: Sequence[Item]) -> bool:
    try:
        return len(capturing.may_leave(desk, sku, here, None)) == len(here)
    except Refused:
        return False
