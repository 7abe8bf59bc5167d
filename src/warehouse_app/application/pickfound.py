"""Goods that a picker holds and the books do not know: booked in, counted later, given to the batch's short lines."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.values import FoundLimit, PlaceFirst
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, items, ledger, picking, places, products, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

FOUND_LIMIT = 12
"""Units that may be found at once without a supervisor's count."""


def find_goods(desk: Desk, command_id: str, session: Session, row: BenchRow, meant: meaning.Product) -> Deed:
    """Book goods that the ledger does not know: ADJUST to the bin, with a count asked for.

    Lines that lack them get them.
    """
    place_id = row.recall("place")
    if place_id is None or row.ref is None:
        task = pickstate.current(desk, row)
        raise Refused(PlaceFirst(task.place if task else ""))
    if meant.factor > FOUND_LIMIT:
        raise Refused(FoundLimit(meant.sku, FOUND_LIMIT))
    product = products.find(desk, meant.sku)
    item = Item(product.sku if product else meant.sku)
    leg = Leg(item, places.outside(desk, PlaceKind.ADJUST).id, PlaceId(place_id), meant.factor)
    entry_id = EntryId(f"{command_id}.found")
    ledger.post(desk, Entry(entry_id, EntryKind.RECOUNT, (leg,), "found while picking"))
    picking.ask_count(desk, place_id, items.number(desk, item), "found goods")
    _serve_short_lines(desk, row, PlaceId(place_id), item, meant.factor)
    memory = {name: value for name, value in row.memory.items() if name != "found"}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.COUNT, Touched.STOCK)
    return Deed("found", facts={"qty": meant.factor, "sku": item.sku})


def _serve_short_lines(desk: Desk, row: BenchRow, place: PlaceId, item: Item, qty: int) -> None:
    """Promise found goods to the batch's own short lines, and ask for them right here."""
    batch_id, trip = int(row.ref or 0), int(row.recall("trip") or 1)
    found = batches.GET.one(desk.connection, id_is=batch_id)
    if found is None:
        return
    left = qty
    for line_id, order_id, slot, lacks in picking.short_lines(desk, batch_id, trip, item.sku):
        held = sum(each.qty for each in promises.made_for(desk, Purpose.LINE, line_id))
        more = min(left, lacks - held)
        if more <= 0:
            continue
        pool = PoolKey(str(found[8]), item.sku, item.owner, item.grade, item.lot or "*")
        wanted = Promise(PromiseId(0), Purpose.LINE, line_id, Scope.CELL, pool, more, 0, place, item)
        made = promises.promise(desk, wanted)
        draft = {"line_id": line_id, "order_id": order_id, "place_id": place, "slot": slot, "trip": trip}
        seq = picking.last_seq(desk, batch_id, trip) + 1
        values = {"item_id": items.number(desk, item), "promise_id": made.id, "qty": more, "seq": seq}
        picking.add_task(desk, str(found[1]), batch_id=batch_id, **draft, **values)
        left -= more
