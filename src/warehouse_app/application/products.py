"""Products and their stock: found, shown whole, counted, linked to barcodes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from warehouse_app.application.catalogue import check_barcode
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import BadBarcode, NoSuchProduct, OtherFactor
from warehouse_app.domain.quantities import MAX_QTY
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.stock import ProductDetail, StockRow
from warehouse_app.store import allocation, inventory, places, products, stock
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import pegs

ROWS = 200
"""Products of one page."""

LONGEST_BARCODE = 128
LARGEST_FACTOR = 100_000


@dataclass(frozen=True, slots=True)
class NoSuchPlace(Refusal):
    """There is no place of that code."""

    code: ClassVar[str] = "no_such_place"
    place: str


@dataclass(frozen=True, slots=True)
class BadCount(Refusal):
    """A count is a whole number, zero or more."""

    code: ClassVar[str] = "bad_count"
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountPlace(Command):
    """Assert that a place holds `counted` of a product; the difference is booked with the reason."""

    warehouse: str
    place: str
    sku: str
    counted: int
    reason: str
    lot: str = ""
    grade: str = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBarcode(Command):
    """Let a product carry one more barcode; `factor` base units are in what carries it."""

    sku: str
    code: str
    factor: int = 1
    as_it_is: bool = False
    """Take also what has the form of a trade item number and another check digit."""


@handles(LinkBarcode, right=Right.LINK_BARCODE, answer=str)
def link_barcode(desk: Desk, command: LinkBarcode, _session: Session) -> str:
    """Link a barcode and return the product's SKU; linked before with the same factor, nothing changes.

    A code that another product carries too is linked: benches ask which is meant. Raises Refused(NoSuchProduct,
    BadBarcode, BadCheckDigit, OtherFactor).
    """
    product = products.find(desk, command.sku)
    if product is None:
        raise Refused(NoSuchProduct(command.sku))
    if not command.as_it_is:
        check_barcode(command.code)
    code = products.written_form(command.code)
    if not code.isprintable() or not 0 < len(code) <= LONGEST_BARCODE or not 0 < command.factor <= LARGEST_FACTOR:
        raise Refused(BadBarcode(code[:LONGEST_BARCODE], command.factor))
    for each in products.barcodes(desk, product.id):
        if each.code == products.lookup_form(code) and each.factor != command.factor:
            raise Refused(OtherFactor(each.written, product.sku, each.factor))
    products.add_barcode(desk, product.id, code, command.factor)
    desk.touch(Touched.PRODUCT)
    return product.sku


@handles(RecountPlace, right=Right.STOCK, answer=int)
def recount_place(desk: Desk, command: RecountPlace, _session: Session) -> int:
    """Book a count and return the difference. It is never refused for promises: losers become visible shortages.

    Raises Refused(BadCount, NoSuchPlace, NoSuchProduct, PlaceOutOfUse); a place out of use may only be counted empty.
    """
    if not 0 <= command.counted <= MAX_QTY:
        raise Refused(BadCount(command.counted))
    place = places.by_code(desk, command.warehouse, command.place)
    if place is None:
        raise Refused(NoSuchPlace(command.place))
    product = products.find(desk, command.sku)
    if product is None:
        raise Refused(NoSuchProduct(command.sku))
    item = Item(product.sku, lot=command.lot, grade=command.grade)
    before = sum(
        each.on_hand
        for each in stock.places(desk, product.sku)
        if (each.place, each.warehouse, each.lot, each.grade)
        == (place.code, place.warehouse, command.lot, command.grade)
    )
    if command.counted > before:
        places.refuse_unused(desk, place)
    inventory.recount(desk, EntryId(f"{command.id}.1"), place.id, item, command.counted, command.reason)
    desk.touch(Touched.STOCK, Touched.ORDER)
    return command.counted - before


def find_stock(desk: Desk, text: str = "", limit: int = ROWS, offset: int = 0) -> tuple[StockRow, ...]:
    """Return products with their sums: by the beginning of the SKU, a part of the name, or a barcode."""
    return stock.rows(desk, text, limit, offset)


def product_detail(desk: Desk, sku: str) -> ProductDetail:
    """Return one product whole. Raises Refused(NoSuchProduct)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    found = [row for row in stock.rows(desk, product.sku, ROWS, 0) if row.sku == product.sku]
    row = found[0] if found else StockRow(product.sku, product.name, 0, 0, 0, 0)
    return ProductDetail(
        row=replace(row, id=product.id),
        weight_g=product.weight_g,
        picture=product.picture,
        barcodes=tuple(each.written or each.code for each in products.barcodes(desk, product.id)),
        places=stock.places(desk, product.sku),
        pools=tuple(allocation.explain(desk, each, product.sku) for each in stock.warehouses(desk, product.sku)),
        story=stock.story(desk, product.sku),
        expected=pegs.expected_anywhere(desk, product.sku),
    )
