"""Which thing a scan at the count bench means: product, lot, serial, grade, by the code and by what is there."""

from __future__ import annotations

from datetime import date

from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.counting.values import LotNeeded, OtherProduct, SerialNeeded
from warehouse_app.domain.items import Item, Tracking, sku_key
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import inventory, items, products
from warehouse_app.store.counting import books
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk


def product_of(desk: Desk, count: CountRow, sku: str) -> Product:
    """Return the product that was scanned. Raises Refused(NoSuchProduct, OtherProduct)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    if count.sku and sku_key(count.sku) != sku_key(product.sku):
        raise Refused(OtherProduct(product.sku, count.sku))
    return product


def things(desk: Desk, count: CountRow, product: Product, said: Gs1Fields | None) -> tuple[Item, ...]:
    """Return the things that a scan can mean, more than one where the person must say which.

    Goods that the books do not tell apart fit every lot and serial; a lot or serial that is not there is a new thing.
    Raises Refused(SerialNeeded, LotNeeded, LotUnsure).
    """
    here = tuple(items.get(desk, each) for each in books.cells_of(desk, count.place_id, product.sku))
    apart = product.tracking is not Tracking.NONE or any(each.lot or each.serial for each in here)
    if said is None or not (said.lot or said.serial or said.unsure):
        return _unnamed(product, here)
    if not apart:
        return here or (Item(product.sku),)
    found = marks.fitting(product.sku, said, _told_apart(product, here))
    if isinstance(found, marks.LotUnsure):
        raise Refused(found)
    if isinstance(found, Refusal) or not found:
        return (_new(product, said),)
    return found


def _told_apart(product: Product, here: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the goods a named lot or serial can be: what has none is another thing where the product has some."""
    if product.tracking is Tracking.SERIAL:
        return tuple(each for each in here if each.serial)
    return tuple(each for each in here if each.lot or each.serial)


def _unnamed(product: Product, here: tuple[Item, ...]) -> tuple[Item, ...]:
    if product.tracking is Tracking.SERIAL:
        raise Refused(SerialNeeded(product.sku))
    if here:
        return here
    if product.tracking is Tracking.LOT:
        raise Refused(LotNeeded(product.sku))
    return (Item(product.sku),)


def _new(product: Product, said: Gs1Fields) -> Item:
    if product.tracking is Tracking.SERIAL and not said.serial:
        raise Refused(SerialNeeded(product.sku))
    serial = said.serial or "" if product.tracking is Tracking.SERIAL else ""
    return Item(product.sku, lot=said.lot or "", serial=serial)


def know_lot(desk: Desk, item: Item, said: Gs1Fields | None) -> None:
    """Keep the last day of a lot that nobody knew."""
    day = None if said is None else said.expiry or said.best_before
    if item.lot and day and items.find(desk, item) is None:
        inventory.know_lot(desk, item.sku, item.lot, day_of(day, date.fromisoformat(desk.at[:10])).isoformat())


def units_of(meant: meaning.Product, product: Product) -> int:
    """Return the base units that one scan counts. Raises Refused(NotWhole)."""
    units = marks.units_of(meant, product.base_unit)
    if isinstance(units, Refusal):
        raise Refused(units)
    return units
