"""Goods booked at the dock: one entry, the lines of the papers they belong to, and the orders they serve."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.here import HURT, LAST, Here, ReceiveScan, dock_of
from warehouse_app.application.receiving.serving import MOST_SERVED, named, serve
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import DAMAGED, GRADE_A, Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.domain.receiving.judge import Judged, Part, over
from warehouse_app.domain.receiving.shot import Shot
from warehouse_app.domain.receiving.values import Receipt, Served
from warehouse_app.store import inventory, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import receipts
from warehouse_app.store.receiving.receipts import Line
from warehouse_app.store.verdicts import lots


def book(desk: Desk, scan: ReceiveScan, at: Here, shot: Shot, parts: Sequence[Part], *, inspect: bool) -> FloorDeed:
    """Take the goods in, and tell whom they serve. Raises Refused with a rule's name."""
    receipt = at.open(shot.sku)
    item = Item(shot.sku, lot=shot.lot, serial=shot.serial, grade=DAMAGED if shot.damaged else GRADE_A)
    place = _place(desk, at, receipt.warehouse, apart=shot.damaged or inspect)
    entry_id = EntryId(f"{scan.id}.1")
    leg = Leg(item, places.outside(desk, PlaceKind.SUPPLIER).id, place.id, shot.qty)
    ledger.post_soon(desk, Entry(entry_id, EntryKind.RECEIVE, (leg,), receipt.code))
    _know_lot(desk, shot)
    note(desk, receipt, parts, (item, place), str(entry_id), damaged=shot.damaged)
    served = serve(desk, shot.sku, receipt.warehouse, MOST_SERVED if place.kind is PlaceKind.DOCK else 0)
    desk.touch(Touched.STOCK, Touched.RECEIPT, Touched.PURCHASE)
    last = _last(at, shot, str(entry_id), served)
    row = at.done(**{LAST: last, HURT: None})
    code = _code(shot, parts, served, inspect=inspect)
    facts = _facts(at, shot, parts, place, served)
    return FloorDeed(code, facts, row=row, entry_id=str(entry_id), qty=shot.qty)


def _last(at: Here, shot: Shot, entry_id: str, served: Sequence[Served]) -> dict[str, object]:
    """Return what is remembered of this scan, so that a number counts it and UNDO takes it back."""
    before = list((at.row.recall(LAST) or {}).get("entries", ())) if shot.before else []
    return {
        "sku": shot.sku,
        "name": shot.name,
        "unit": shot.unit,
        "qty": shot.before + shot.qty,
        "shot": shot.kept(),
        "entries": [*before, entry_id],
        "serves": sum(each.qty for each in served),
    }


def _place(desk: Desk, at: Here, warehouse: str, *, apart: bool) -> Place:
    if apart:
        return places.known(desk, warehouse, inventory.QUARANTINE_PLACE, PlaceKind.QUARANTINE)
    return dock_of(desk, at, warehouse)


def _know_lot(desk: Desk, shot: Shot) -> None:
    """Keep the last day of a lot; where another is known the earlier one stays."""
    if not shot.lot or not shot.day:
        return
    known = lots.last_day(desk, shot.sku, shot.lot)
    if not known or shot.day < known:
        inventory.know_lot(desk, shot.sku, shot.lot, shot.day)


def note(
    desk: Desk, receipt: Receipt, parts: Sequence[Part], goods: tuple[Item, Place], entry_id: str, *, damaged: bool
) -> None:
    """Write what an entry brought for which line, and let the lines know how much of them came."""
    item, place = goods
    for part in parts:
        purchase_line = None if part.due is None else part.due.purchase_line
        delivery_line = None if part.due is None else part.due.delivery_line
        verdict = Judged.DAMAGED if damaged else part.judged
        numbers = (items.number(desk, item), place.id, part.qty)
        price = None if part.due is None else part.due.price_e4
        receipts.write(desk, Line(receipt.id, purchase_line, delivery_line, *numbers, verdict.value, price, entry_id))
        came(desk, purchase_line, delivery_line, part.qty)


def came(desk: Desk, purchase_line: int | None, delivery_line: int | None, qty: int) -> None:
    """Let the lines of the papers know that so much of them came (below zero: was taken back)."""
    if purchase_line is not None:
        orders.add_received(desk, purchase_line, qty)
    if delivery_line is not None:
        deliveries.add_received(desk, delivery_line, qty)


def _code(shot: Shot, parts: Sequence[Part], served: Sequence[Served], *, inspect: bool) -> str:
    if shot.damaged:
        return "received_damaged"
    if inspect:
        return "received_to_inspect"
    if served:
        return "received_for_orders"
    if over(parts):
        return "received_over"
    return "received_unordered" if any(each.due is None for each in parts) else "received"


def _facts(at: Here, shot: Shot, parts: Sequence[Part], place: Place, served: Sequence[Served]) -> Facts:
    right = sum(each.qty for each in parts if each.judged is Judged.RIGHT)
    return {
        "sku": shot.sku,
        "name": shot.name,
        "qty": shot.before + shot.qty,
        "lot": shot.lot,
        "serial": shot.serial,
        "place": place.code,
        "paper": at.paper,
        "over": over(parts),
        "right": right,
        "serves": sum(each.qty for each in served),
        "orders": named(served),
    }
