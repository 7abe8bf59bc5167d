"""What the way of picking means for packing: goods that still lie apart wait, and what was checked while it was picked
goes into the parcel as a whole, to be weighed and labelled only.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import closing
from warehouse_app.application.packing.bench_now import Deed, bench_now
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.rules import MAX_LEGS
from warehouse_app.domain.picking.ways import Way
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import items, ledger, lines, sorting
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
    entry_id = EntryId(f"{command_id}.packed")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, proofs.PICKED))
    for each in lying:
        lines.add_packed(desk, each.line_id, each.qty)
    desk.touch(Touched.PACK, Touched.ORDER)
    touched = tuple(dict.fromkeys(each.line_id for each in lying))[: closing.MOST_TOUCHED]
    facts = {**deed.facts, "qty": qty, "left": 0}
    packed = replace(deed, facts=facts, entry_id=entry_id, line_id=touched[0], qty=qty, touched=touched)
    return closing.nothing_left(desk, f"{command_id}.all", bench_now(desk, station), head, packed)
