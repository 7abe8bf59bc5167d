"""What instructions put into a parcel: a product of the stock is used up, any other thing is only a word.

Promise: an insert that is not there holds up no parcel; it is told in the order's story.
"""

from __future__ import annotations

from warehouse_app.application.instructions.telling import holding_for
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import items, ledger, orders, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import supplies
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack


def put_in(desk: Desk, head: Head, pack: Pack) -> None:
    """Use up one of each insert that counts in stock: from this bench, else from the bin that has most to spare.

    An order has it once, however many parcels it goes in and however often one of them is opened and sealed again.
    """
    found, _facts = holding_for(desk, head.id)
    wanted = [each.rule for each in found if each.rule.counted]
    if not wanted:
        return
    used = places.outside(desk, PlaceKind.ISSUED).id
    for rule in wanted:
        entry_id = EntryId(f"insert.order.{head.id}.{rule.id}")
        if ledger.find(desk, entry_id) is not None:
            continue
        cell = supplies.spare(desk, rule.insert, head.warehouse, desk.station)
        if cell is None:
            orders.log_event(desk, head.id, "insert_missing", rule.insert)
            continue
        leg = Leg(items.get(desk, cell.item_id), PlaceId(cell.place_id), used, 1)
        entry = Entry(entry_id, EntryKind.MOVE, (leg,), f"put into {pack.parcel}")
        ledger.post(desk, entry)
        desk.touch(Touched.STOCK)
