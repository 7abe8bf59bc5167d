"""The catalogue: products listed, made and changed, their barcodes given and taken, and what was sold of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault
from warehouse_app.domain.barcodes.gtin import GTIN_LENGTHS, check_digit, is_digits, trade_number
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.bench import UnreadableScan
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, Change, news, whole, words
from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import (
    BadCheckDigit,
    NoSuchBarcode,
    NoSuchProduct,
    Product,
    ProductBarcode,
    ProductRow,
    SkuTaken,
)
from warehouse_app.domain.purchasing.values import SupplierProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import productlist, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import suppliers

PRODUCTS: ListOf[ProductRow] = ListOf("products", productlist.PRODUCTS)
"""The list of all products."""

LONGEST_SKU, LONGEST_NAME, LONGEST_UNIT, LONGEST_PICTURE = 64, 200, 16, 400
HEAVIEST_G, LONGEST_MM = 10_000_000, 100_000
WEEKS = 12
"""Weeks of sales that are shown."""

SIZES = ("length_mm", "width_mm", "height_mm")
CUSTOMS = ("hs_code", "origin_country")
LONGEST_CUSTOMS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeProduct(Command):
    """Add a product; `title` is its name. What is not known yet is left empty."""

    sku: str
    title: str
    base_unit: str = "piece"
    weight_g: str = ""
    length_mm: str = ""
    width_mm: str = ""
    height_mm: str = ""
    multi_scan: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProduct(Command):
    """Change fields of a product, each with what the person saw before."""

    sku: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkBarcode(Command):
    """Take a barcode from a product."""

    sku: str
    code: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product for whoever keeps the catalogue: its row, its codes with their pack factors, its sales by week."""

    row: ProductRow
    barcodes: tuple[ProductBarcode, ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    """Codes that other products carry too, and those products: benches ask which is meant."""
    weeks: tuple[tuple[str, int], ...]
    """The Monday of each of the last weeks (ISO), and the units ordered in it."""
    sellers: tuple[SupplierProduct, ...] = ()
    """Who sells it and how, preferred suppliers first."""


@handles(MakeProduct, right=Right.PRODUCTS, answer=str)
def make_product(desk: Desk, command: MakeProduct, _session: Session) -> str:
    """Add a product and return its SKU. Raises Refused(SkuTaken, BadField)."""
    sku = words("sku", command.sku, LONGEST_SKU)
    if sku.startswith(CONTAINER_MARK):
        raise Refused(BadField("sku", sku, "begins_with_at"))
    if products.find(desk, sku) is not None:
        raise Refused(SkuTaken(sku))
    told = {"name": command.title} | {name: getattr(command, name) for name in ("base_unit", "weight_g", *SIZES)}
    values = {name: _value(name, text) for name, text in told.items()}
    products.add(desk, sku, {**values, "multi_scan": int(command.multi_scan)})
    desk.touch(Touched.PRODUCT)
    return sku


@handles(SetProduct, right=Right.PRODUCTS, answer=str)
def set_product(desk: Desk, command: SetProduct, _session: Session) -> str:
    """Change a product and return its SKU. Raises Refused(NoSuchProduct, ChangedMeanwhile, BadField)."""
    product = _known(desk, command.sku)
    found = news(product.sku, command.changes, fields_of(product))
    values = {name: _value(name, text) for name, text in found.items()}
    if values:
        products.change(desk, int(product.id), values)
        desk.touch(Touched.PRODUCT)
    return product.sku


@handles(UnlinkBarcode, right=Right.PRODUCTS, answer=str)
def unlink_barcode(desk: Desk, command: UnlinkBarcode, _session: Session) -> str:
    """Take a barcode away and return the product's SKU. Raises Refused(NoSuchProduct, NoSuchBarcode)."""
    product = _known(desk, command.sku)
    if not products.drop_barcode(desk, int(product.id), command.code):
        raise Refused(NoSuchBarcode(command.code, product.sku))
    desk.touch(Touched.PRODUCT)
    return product.sku


def fields_of(product: Product | ProductRow) -> dict[str, str]:
    """Return the fields of a product that can be changed, as text."""
    numbers = {name: getattr(product, name) for name in ("weight_g", *SIZES)}
    told = {name: "" if value is None else str(value) for name, value in numbers.items()}
    return {"name": product.name, **told, "multi_scan": _yes(product.multi_scan), "picture": product.picture,
            "hs_code": product.hs_code, "origin_country": product.origin_country}  # fmt: skip


def check_barcode(code: str) -> None:
    """Raise Refused(BadCheckDigit) for what has the form of a trade item number and another check digit.

    A GS1 code that breaks a rule is refused as a bench refuses it: Refused(UnreadableScan).
    """
    text = code.strip()
    told = read(text) if text else None
    if isinstance(told, Barcode) and isinstance(told.suspect, Gs1Fault):
        fault = told.suspect
        raise Refused(UnreadableScan(fault.problem.value, len(text), "", fault.ai, fault.other))
    if is_digits(text) and len(text) in GTIN_LENGTHS and trade_number(text) is None and text.strip("0"):
        raise Refused(BadCheckDigit(text, check_digit(text[:-1])))


def carriers_of(desk: Desk, code: str) -> tuple[str, ...]:
    """Return the SKUs that carry a code."""
    return products.carriers(desk, code)


def count_products(desk: Desk) -> dict[str, int]:
    """Return for every view how many products it shows."""
    return productlist.counts(desk)


def product_card(desk: Desk, sku: str, today: str) -> ProductCard:
    """Return one product with its codes and the sales of the weeks before `today`. Raises Refused(NoSuchProduct)."""
    product = _known(desk, sku)
    codes = products.barcodes(desk, int(product.id))
    shared = [
        (each.written, tuple(other for other in products.carriers(desk, each.code) if other != product.sku))
        for each in codes
    ]
    return ProductCard(
        productlist.one(desk, int(product.id)),
        codes,
        tuple(each for each in shared if each[1]),
        _weeks(desk, int(product.id), date.fromisoformat(today[:10])),
        suppliers.sellers_of(desk, int(product.id)),
    )


def _weeks(desk: Desk, product_id: int, today: date) -> tuple[tuple[str, int], ...]:
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    sold: Counter[date] = Counter()
    for day, units in productlist.sold_by_day(desk, product_id, first.isoformat()):
        on = date.fromisoformat(day)
        sold[on - timedelta(days=on.weekday())] += units
    mondays = [first + timedelta(weeks=n) for n in range(WEEKS)]
    return tuple((monday.isoformat(), sold[monday]) for monday in mondays)


def _known(desk: Desk, sku: str) -> Product:
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchProduct(sku))
    return found


def _yes(value: bool) -> str:  # noqa: FBT001 - a field's value
    return "yes" if value else "no"


def _value(field: str, text: str) -> str | int | None:
    """Return what a field's text is in the store. Raises Refused(BadField)."""
    if field == "weight_g":
        return whole(field, text, 1, HEAVIEST_G)
    if field in SIZES:
        return whole(field, text, 1, LONGEST_MM)
    if field == "multi_scan":
        return int(text == "yes")
    if field in CUSTOMS:
        return words(field, text, LONGEST_CUSTOMS, empty=True)
    if field == "picture":
        return words(field, text, LONGEST_PICTURE, empty=True)
    return words(field, text, LONGEST_UNIT if field == "base_unit" else LONGEST_NAME)
