"""A pallet scanned at the dock: all that its supplier told of it comes in at once, and stands there as a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.booking import note
from warehouse_app.application.receiving.here import LAST, Here, ReceiveScan, dock_of, here
from warehouse_app.application.receiving.opening import by_delivery
from warehouse_app.application.receiving.serving import MOST_SERVED, named, serve
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, Tracking, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.purchasing.values import DeliveryLine
from warehouse_app.domain.receiving.judge import Due, Judged, Part
from warehouse_app.domain.receiving.refusals import (
    PalletSeen,
    PalletTaken,
    PalletTooLarge,
    PalletUnknown,
    PalletUntold,
    TooOld,
)
from warehouse_app.domain.receiving.values import Served
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.judge import shown_time
from warehouse_app.store import inventory, ledger, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries
from warehouse_app.store.receiving import docks
from warehouse_app.store.verdicts import lots

MOST_LINES = 100
"""Lines of a pallet that come in with one scan; above, its cases are scanned."""


def refuse_seen(desk: Desk, pallet: Place) -> None:
    """Refuse a pallet that stands somewhere. Raises Refused(PalletSeen)."""
    at = places.stands_at(desk, pallet)
    if at is not None and not at.is_outside:
        raise Refused(PalletSeen(pallet.code, at.code, shown_time(docks.first_seen(desk, pallet))))


def take(desk: Desk, scan: ReceiveScan, at: Here, delivery_id: int, sscc: str) -> FloorDeed:
    """Take a whole pallet in, opening the receipt of its delivery where none is open. Raises Refused."""
    known = next((each for each in places.with_code(desk, sscc) if each.kind is PlaceKind.LPN), None)
    if known is not None:
        refuse_seen(desk, known)
    now = _under(desk, at, delivery_id, sscc)
    lines = [each for each in deliveries.lines(desk, delivery_id) if each.sscc == sscc]
    waiting = [each for each in lines if each.open]
    if not waiting:
        raise Refused(PalletTaken(sscc))
    if len(waiting) > MOST_LINES:
        raise Refused(PalletTooLarge(sscc, len(waiting)))
    goods = [(each, _product(desk, each)) for each in waiting]
    judged = [_judged(desk, sscc, line, product) for line, product in goods]
    return _book(desk, scan, now, known or _pallet(desk, now, sscc), goods, apart=any(judged))


def _under(desk: Desk, at: Here, delivery_id: int, sscc: str) -> Here:
    """Return the bench with the receipt that the pallet belongs to."""
    head = deliveries.head(desk, delivery_id)
    if at.receipt is None:
        return here(desk, at.station, by_delivery(desk, at, delivery_id).row)
    mine = at.delivery is not None and at.delivery.id == head.id
    ordered = at.delivery is None and at.purchase is not None and at.purchase.id == head.purchase_id
    if not mine and not ordered:
        raise Refused(PalletUnknown(sscc))
    return at


def _product(desk: Desk, line: DeliveryLine) -> Product:
    product = products.find(desk, line.sku)
    if product is None:
        raise Refused(NoSuchProduct(line.sku))
    return product


def _judged(desk: Desk, sscc: str, line: DeliveryLine, product: Product) -> bool:
    """Tell whether a line must be inspected first. Raises Refused for what cannot come in unseen."""
    rule = docks.rule_of(desk, product.sku)
    if product.tracking is Tracking.SERIAL:
        raise Refused(PalletUntold(sscc, line.sku, "serial"))
    if product.tracking is Tracking.LOT and not line.lot:
        raise Refused(PalletUntold(sscc, line.sku, "lot"))
    day = line.last_ship_day or (lots.last_day(desk, line.sku, line.lot) if line.lot else "")
    if rule.dated and line.lot and not day:
        raise Refused(PalletUntold(sscc, line.sku, "expiry"))
    if day and date.fromisoformat(day) < date.fromisoformat(desk.at[:10]):
        raise Refused(TooOld(line.sku, day))
    return rule.inspect


def _pallet(desk: Desk, at: Here, sscc: str) -> Place:
    return places.add(desk, at.open(sscc).warehouse, PlaceKind.LPN, sscc)


def _book(
    desk: Desk,
    scan: ReceiveScan,
    at: Here,
    pallet: Place,
    goods: Sequence[tuple[DeliveryLine, Product]],
    *,
    apart: bool,
) -> FloorDeed:
    receipt = at.open(pallet.code)
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    ground = dock_of(desk, at, receipt.warehouse)
    if apart:
        ground = places.known(desk, receipt.warehouse, inventory.QUARANTINE_PLACE, PlaceKind.QUARANTINE)
    carried = Leg(container_item(PlaceKind.LPN.value, pallet.code), supplier, ground.id, 1)
    ledger.post(desk, Entry(EntryId(f"{scan.id}.0"), EntryKind.RECEIVE, (carried,), receipt.code))
    entry_id = EntryId(f"{scan.id}.1")
    items = {line.id: Item(product.sku, lot=_lot(line, product)) for line, product in goods}
    legs = tuple(Leg(items[line.id], supplier, pallet.id, line.open) for line, _ in goods)
    ledger.post(desk, Entry(entry_id, EntryKind.RECEIVE, legs, receipt.code))
    for line, _ in goods:
        _know_lot(desk, line)
        part = Part(Due(line.purchase_line_id, line.id, line.open, line.lot, line.price_e4), line.open, Judged.RIGHT)
        note(desk, receipt, (part,), (items[line.id], pallet), str(entry_id), damaged=False)
    skus = [product.sku for _, product in goods]
    served = _serve(desk, skus, receipt.warehouse, 0 if apart else MOST_SERVED)
    desk.touch(Touched.STOCK, Touched.RECEIPT, Touched.PURCHASE, Touched.PLACE)
    units = sum(line.open for line, _ in goods)
    facts: Facts = {"sscc": pallet.code, "lines": len(goods), "qty": units, "place": ground.code, "paper": at.paper,
             "serves": sum(each.qty for each in served), "orders": named(served)}  # fmt: skip
    code = "pallet_to_inspect" if apart else "pallet_for_orders" if served else "pallet_received"
    last = {"sku": "", "name": pallet.code, "unit": 0, "qty": units, "pallet": pallet.code}
    return FloorDeed(code, facts, row=at.done(**{LAST: last}), entry_id=str(entry_id), qty=units)


def _lot(line: DeliveryLine, product: Product) -> str:
    return line.lot if product.tracking is not Tracking.NONE else ""


def _know_lot(desk: Desk, line: DeliveryLine) -> None:
    known = lots.last_day(desk, line.sku, line.lot) if line.lot else ""
    if line.lot and line.last_ship_day and (not known or line.last_ship_day < known):
        inventory.know_lot(desk, line.sku, line.lot, line.last_ship_day)


def _serve(desk: Desk, skus: Sequence[str], warehouse: str, left: int) -> tuple[Served, ...]:
    """Serve the orders that wait for any of the products, together some `left` of them, and one of each at least."""
    found: dict[str, int] = {}
    least = min(left, 1)
    for sku in dict.fromkeys(skus):
        for each in serve(desk, sku, warehouse, max(least, left)):
            found[each.order] = found.get(each.order, 0) + each.qty
            left -= 1
    return tuple(Served(order, qty) for order, qty in found.items())
