"""A product scanned at the dock: made whole by questions (lot, serial, day, quantity), judged, and booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.booking import book
from warehouse_app.application.receiving.here import HURT, OVER, Here, ReceiveScan, ask, due_of
from warehouse_app.domain.barcodes.amounts import measures
from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.meaning import Product as Scanned
from warehouse_app.domain.items import ProductKind, Tracking
from warehouse_app.domain.marks import NotWhole, units_of
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.receiving.judge import over, spread
from warehouse_app.domain.receiving.refusals import (
    NotStocked,
    OneSerialOnly,
    SerialHere,
    TooLittleLife,
    TooMuchAtOnce,
    TooOld,
)
from warehouse_app.domain.receiving.shot import ASK_ABOVE, MOST_AT_ONCE, Shot
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import carrying, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders
from warehouse_app.store.receiving import docks
from warehouse_app.store.receiving.docks import Rule
from warehouse_app.store.statement import foresee
from warehouse_app.store.verdicts import lots

MEASURED = ("g", "ml", "mm")
"""Base units in which goods are measured, not counted: one scan without a measure says nothing of how much there is."""


def scanned(desk: Desk, scan: ReceiveScan, at: Here, meant: Scanned) -> FloorDeed:
    """Take a scanned product in, or ask what is missing. Raises Refused."""
    receipt = at.open(meant.sku)
    more = () if at.purchase is None else (orders.ahead_of_lines(at.purchase.id, meant.sku),)
    foresee(desk.connection, products.ahead_of(meant.sku), *docks.ahead_of(meant.sku, receipt.warehouse), *more)
    return go_on(desk, scan, at, shot_from(desk, at, meant))


def shot_from(desk: Desk, at: Here, meant: Scanned) -> Shot:
    """Return what a scan says of the goods. Raises Refused(NotWhole, NotStocked)."""
    product = _known(desk, meant.sku)
    if product.kind is not ProductKind.GOODS:
        raise Refused(NotStocked(product.sku))
    said = meant.gs1
    units = units_of(meant, product.base_unit)
    other = _other_measure(said, product.base_unit)
    if isinstance(units, NotWhole) and not other:
        raise Refused(units)
    qty = units if isinstance(units, int) else 1
    measured = product.base_unit not in MEASURED or qty != 1
    return Shot(
        product.sku,
        product.name,
        qty,
        qty,
        lot=(said.lot if said is not None and product.tracking is not Tracking.NONE else "") or "",
        serial=(said.serial if said is not None and product.tracking is Tracking.SERIAL else "") or "",
        day=day_said(said, date.fromisoformat(desk.at[:10])),
        damaged=bool(at.row.recall(HURT)),
        measured=measured and not other,
    )


def _other_measure(said: Gs1Fields | None, base_unit: str) -> bool:
    """Tell whether a code measures goods in a unit that they are not counted in, where they are measured at all."""
    told = () if said is None else measures(said.elements)
    return base_unit in MEASURED and bool(told) and all(each.base != base_unit for each in told)


def day_said(said: Gs1Fields | None, today: date) -> str:
    """Return the last day that a code says (ISO): of use, or until which the goods are at their best; "" for none."""
    printed = None if said is None else said.expiry or said.best_before
    return "" if printed is None else day_of(printed, today).isoformat()


def _known(desk: Desk, sku: str) -> Product:
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    return product


def go_on(desk: Desk, scan: ReceiveScan, at: Here, shot: Shot) -> FloorDeed:
    """Ask for what is missing of the goods, else judge and book them. Raises Refused."""
    product = _known(desk, shot.sku)
    rule = docks.rule_of(desk, product.sku)
    if shot.qty > MOST_AT_ONCE:
        raise Refused(TooMuchAtOnce(shot.sku, shot.qty, MOST_AT_ONCE))
    if not shot.measured:
        return ask(at, "qty", {"sku": shot.sku, "name": shot.name, "unit": product.base_unit}, shot)
    missing = _missing(desk, at, product, rule, shot)
    if missing is not None:
        return missing
    if product.tracking is Tracking.SERIAL and shot.qty != 1:
        raise Refused(OneSerialOnly(shot.sku))
    _refuse_serial(desk, shot)
    _refuse_old(desk, rule, shot)
    parts = spread(due_of(desk, at, shot.sku), shot.qty, shot.lot)
    doubt = _doubt(at, shot, over(parts), unordered=parts[0].due is None)
    if doubt is not None:
        return doubt
    return _next_serial(at, shot, book(desk, scan, at, shot, parts, inspect=rule.inspect))


def _next_serial(at: Here, shot: Shot, deed: FloorDeed) -> FloorDeed:
    """Ask for the next serial number of a case, where more are in it."""
    if shot.serials_left <= 1 or deed.row is None:
        return deed
    left = shot.serials_left - 1
    more = replace(shot, serial="", qty=left, serials_left=0, agreed=False)
    told: Facts = {"sku": shot.sku, "name": shot.name, "lot": shot.lot, "left": left}
    return replace(deed, row=ask(replace(at, row=deed.row), "serial", told, more).row)


def _missing(desk: Desk, at: Here, product: Product, rule: Rule, shot: Shot) -> FloorDeed | None:
    """Return the question for what the product is told apart by and the scan did not say."""
    told: Facts = {"sku": shot.sku, "name": shot.name, "lot": shot.lot, "left": shot.qty}
    if product.tracking is Tracking.SERIAL and not shot.serial:
        return ask(at, "serial", told, shot)
    if product.tracking is Tracking.LOT and not shot.lot:
        return ask(at, "lot", told, shot)
    if rule.dated and shot.lot and not shot.day and not lots.last_day(desk, shot.sku, shot.lot):
        return ask(at, "expiry", told, shot)
    return None


def _refuse_serial(desk: Desk, shot: Shot) -> None:
    if not shot.serial:
        return
    where = carrying.serial_at(desk, shot.sku, shot.serial)
    if where is not None:
        place: Place = places.get(desk, PlaceId(where))
        raise Refused(SerialHere(shot.sku, shot.serial, place.code))


def _refuse_old(desk: Desk, rule: Rule, shot: Shot) -> None:
    """Refuse goods past their day, or with too few days left, unless they are taken in as damaged."""
    if not shot.day or shot.damaged:
        return
    today, day = date.fromisoformat(desk.at[:10]), date.fromisoformat(shot.day)
    if day < today:
        raise Refused(TooOld(shot.sku, shot.day))
    if (day - today).days < rule.min_days:
        raise Refused(TooLittleLife(shot.sku, shot.day, (day - today).days, rule.min_days))


def _doubt(at: Here, shot: Shot, more: int, *, unordered: bool) -> FloorDeed | None:
    """Ask once where more came than was ordered, what nobody ordered, or a quantity that is hardly meant."""
    if shot.agreed or shot.sku in (at.row.recall(OVER) or ()):
        return None
    told: Facts = {"sku": shot.sku, "name": shot.name, "qty": shot.qty, "over": more, "paper": at.paper}
    with_paper = at.purchase is not None or at.delivery is not None
    if more:
        return ask(at, "over", told, shot)
    if unordered and with_paper:
        return ask(at, "unordered", told, shot)
    if unordered and shot.qty > ASK_ABOVE:
        return ask(at, "much", told, shot)
    return None


def counted(shot: Shot, qty: int) -> Shot:
    """Return the shot with another quantity."""
    return replace(shot, qty=qty, measured=True)
