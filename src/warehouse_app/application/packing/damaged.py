"""A damaged unit at the bench: regraded to D and put into quarantine; its line is short again."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import closing, missing
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.packing.verifying import going_on, stranger
from warehouse_app.application.run import Session
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.meaning import Product
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.packing.judge import Shot
from warehouse_app.domain.packing.refusals import TooManyToPack
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import allocation, items, ledger, lines, picking, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders
from warehouse_app.store.packing.orders import Head

DAMAGED = "damaged at the bench"
GRADE_D = "D"


def take_out(desk: Desk, scan: PackScan, session: Session, now: BenchNow, product: Product) -> Deed:
    """Take one damaged unit out of the tote, or of the parcel when none is in a tote; another one is fetched where one
    stands and the order waits for it, or promised while its batch is still picked. Raises Refused.
    """
    head = going_on(desk, now)
    pack = now.at_hand()
    known = products.find(desk, product.sku)
    shot = Shot(product.sku, "" if known is None else known.name, 1)
    line_id, source, item = _one_unit(desk, now, head, shot, product.gs1)
    bad = quarantine(desk, head.warehouse)
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    line = LineId(line_id)
    legs = (Leg(item, source, adjust, 1, line), Leg(replace(item, grade=GRADE_D), adjust, bad.id, 1, line))
    entry_id = EntryId(f"{scan.id}.1")
    ledger.post(desk, Entry(entry_id, EntryKind.TRANSFORM, legs, DAMAGED))
    packed = source == pack.place
    if packed:
        lines.add_packed(desk, line_id, -1)
    lines.add_picked(desk, line_id, -1)
    allocation.write_shortage(desk, line_id, 1, DAMAGED)
    desk.touch(Touched.PACK, Touched.ORDER)
    left = orders.counted(desk, head.id).units.left
    facts: Facts = {"sku": shot.sku, "name": shot.name, "place": bad.code, "left": left, "order": head.now.code}
    if not head.ship_part and picking.free_cells(desk, PoolKey(head.warehouse, shot.sku)):
        found = missing.fetched(desk, scan.id, session, head)
        facts = {**facts, "from": found.get("place", ""), "problem": _how(found)}
        desk.touch(Touched.BATCH, Touched.STOCK)
    qty = -1 if packed else 0
    deed = Deed("damaged", Verdict.ACCEPTED, facts, entry_id, head.id, line_id, qty, (line_id,))
    if not left:
        deed = closing.nothing_left(desk, f"{scan.id}.2", now, head, deed)
    if deed.verdict is Verdict.ACCEPTED and not deed.asks:
        remember(desk, now, deed.code)
    return deed


def _how(found: Facts) -> str:
    return str(found.get("problem", "fetched")) if found else ""


def _one_unit(desk: Desk, now: BenchNow, head: Head, shot: Shot, said: Gs1Fields | None) -> tuple[int, PlaceId, Item]:
    selling = orders.selling(desk, head.id, shot.sku)
    if not selling:
        raise Refused(stranger(desk, now, head, shot))
    place = now.at_hand().place
    mine = {line.line_id for line in selling}
    units = [
        (line.line_id, PlaceId(lying.place_id), lying.item_id)
        for line in selling
        for lying in goods.of_line(desk, line.line_id)
    ]
    inside: dict[tuple[int, int], int] = {}
    for each in goods.in_parcel(desk, place):
        inside[each.line_id, each.item_id] = inside.get((each.line_id, each.item_id), 0) + each.qty
    units += [(line, place, item) for (line, item), qty in sorted(inside.items()) if line in mine and qty > 0]
    if not units:
        raise Refused(TooManyToPack(shot.sku, shot.name, shot.qty, 0))
    there = [(line, at, items.get(desk, item)) for line, at, item in units]
    fit = marks.fitting(shot.sku, said, [item for _, _, item in there])
    if isinstance(fit, Refusal):
        raise Refused(fit)
    return next(each for each in there if each[2] in fit)


def quarantine(desk: Desk, warehouse: str) -> Place:
    """Return the warehouse's quarantine place, made now if it has none."""
    for place in places.of_kind(desk, PlaceKind.QUARANTINE):
        if place.warehouse == warehouse:
            return place
    return places.known(desk, warehouse, PlaceKind.QUARANTINE.value, PlaceKind.QUARANTINE)
