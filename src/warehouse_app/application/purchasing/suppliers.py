"""Suppliers: listed, shown with what they sell, made, changed, put out of use; products by supplier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change, news, whole, words
from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.purchasing.fields import (
    amount_of,
    breaks_of,
    currency_of,
    price_of,
    written,
    written_amount,
    written_breaks,
)
from warehouse_app.domain.purchasing.refusals import NotGoods, NotSoldBy, SupplierTaken, WhichProduct
from warehouse_app.domain.purchasing.values import Supplier, SupplierDetail, SupplierProduct, SupplierRow
from warehouse_app.domain.quantities import MAX_QTY
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import lists, suppliers

SUPPLIERS: ListOf[SupplierRow] = ListOf("suppliers", lists.SUPPLIERS, home="used")
"""The list of all suppliers."""

LONGEST_CODE, LONGEST_NAME, LONGEST_NOTE = 40, 120, 2000
MOST_DAYS = 999
LARGEST_PACK = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeSupplier(Command):
    """Add one supplier; its code is kept in capitals."""

    supplier: str
    called: str
    country: str = ""
    currency: str = "EUR"
    lead_days: str = ""
    minimum: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSupplier(Command):
    """Change a supplier, each field with what the person saw before."""

    supplier_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseSupplier(Command):
    """Put a supplier out of use, or into use again. What was ordered from it stays as it is."""

    supplier_id: int
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SellProduct(Command):
    """Say how a supplier sells a product: those fields of `sold_fields` that are given."""

    supplier_id: int
    sku: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SellNoMore(Command):
    """Let a supplier sell a product no more."""

    supplier_id: int
    sku: str


@handles(MakeSupplier, right=Right.PURCHASE, answer=str)
def make_supplier(desk: Desk, command: MakeSupplier, _session: Session) -> str:
    """Add a supplier and return its code. Raises Refused(SupplierTaken, BadField)."""
    code = words("supplier", command.supplier, LONGEST_CODE).upper()
    if suppliers.find(desk, code) is not None:
        raise Refused(SupplierTaken(code))
    given = {name: str(getattr(command, "called" if name == "name" else name)) for name in _FIELDS}
    suppliers.add(desk, code, _values(given, command.currency))
    desk.touch(Touched.SUPPLIER)
    return code


@handles(SetSupplier, right=Right.PURCHASE, answer=str)
def set_supplier(desk: Desk, command: SetSupplier, _session: Session) -> str:
    """Change a supplier and return its code. Raises Refused(NoSuchSupplier, ChangedMeanwhile, BadField).

    Where its currency changes, the least worth of an order is the same figure in the new one, or is refused there.
    """
    known = suppliers.get(desk, command.supplier_id)
    fields = fields_of(known)
    told = news(known.code, command.changes, fields)
    if "currency" in told:
        told = {"minimum": fields["minimum"], **told}
    if told:
        suppliers.change(desk, known.id, _values(told, told.get("currency", known.currency)))
        desk.touch(Touched.SUPPLIER)
    return known.code


@handles(UseSupplier, right=Right.PURCHASE, answer=str)
def use_supplier(desk: Desk, command: UseSupplier, _session: Session) -> str:
    """Put a supplier out of use or into use again and return its code. Raises Refused(NoSuchSupplier)."""
    known = suppliers.get(desk, command.supplier_id)
    if known.active != command.active:
        suppliers.change(desk, known.id, {"active": int(command.active)})
        desk.touch(Touched.SUPPLIER)
    return known.code


@handles(SellProduct, right=Right.PURCHASE, answer=str)
def sell_product(desk: Desk, command: SellProduct, _session: Session) -> str:
    """Say how a supplier sells a product; return its SKU. Raises Refused(NoSuchSupplier, NoSuchProduct, BadField)."""
    known = suppliers.get(desk, command.supplier_id)
    product = goods_of(desk, command.sku)
    given = dict(command.fields)
    unknown = sorted(given.keys() - _SOLD_FIELDS)
    if unknown:
        news(product.sku, (Change(unknown[0], "", given[unknown[0]]),), {})
    values = {_COLUMN.get(name, name): _sold(name, text) for name, text in given.items() if name != "breaks"}
    number = suppliers.put(desk, known.id, int(product.id), values)
    if "breaks" in given:
        suppliers.put_breaks(desk, number, breaks_of("breaks", given["breaks"]))
    desk.touch(Touched.SUPPLIER)
    return product.sku


@handles(SellNoMore, right=Right.PURCHASE, answer=str)
def sell_no_more(desk: Desk, command: SellNoMore, _session: Session) -> str:
    """Take a product from a supplier. Raises Refused(NoSuchSupplier, NoSuchProduct, NotSoldBy)."""
    known = suppliers.get(desk, command.supplier_id)
    product = products.find(desk, command.sku)
    if product is None:
        raise Refused(NoSuchProduct(command.sku))
    if not suppliers.drop(desk, known.id, int(product.id)):
        raise Refused(NotSoldBy(known.code, product.sku))
    desk.touch(Touched.SUPPLIER)
    return product.sku


# ----------------------------------------------------------------------------------------------------------- fields

_FIELDS = ("name", "country", "currency", "lead_days", "minimum", "email", "phone", "note")
_SOLD_FIELDS = frozenset({"code", "pack", "least", "lead_days", "price", "preferred", "breaks"})
_COLUMN = {"price": "price_e4"}


def _values(given: Mapping[str, str], currency: str) -> dict[str, object]:
    """Return a supplier's columns and their values; amounts are of this currency."""
    paid_in = currency_of("currency", currency)
    return dict(_value(name, text, paid_in) for name, text in given.items())


def _value(field: str, text: str, currency: str) -> tuple[str, object]:
    if field == "lead_days":
        return field, whole(field, text, 0, MOST_DAYS) or 0
    if field == "minimum":
        return "minimum_minor", amount_of(field, text, currency)
    if field == "currency":
        return field, currency_of(field, text)
    most = LONGEST_NOTE if field == "note" else LONGEST_NAME
    found = words(field, text.replace("\n", " "), most, empty=field != "name")
    return field, found.upper() if field == "country" else found


def _sold(field: str, text: str) -> object:
    if field == "price":
        return price_of(field, text)
    if field == "preferred":
        return int(text.strip().lower() in {"1", "yes", "true", "y"})
    if field == "lead_days":
        return whole(field, text, 0, MOST_DAYS)
    if field in ("pack", "least"):
        return whole(field, text, 1, LARGEST_PACK if field == "pack" else MAX_QTY) or 1
    return words(field, text, LONGEST_CODE, empty=True)


def fields_of(known: Supplier) -> dict[str, str]:
    """Return the fields of a supplier that can be changed, as text."""
    plain = {name: str(getattr(known, name)) for name in _FIELDS if name != "minimum"}
    return {**plain, "minimum": written_amount(known.minimum_minor, known.currency)}


def sold_fields(known: SupplierProduct) -> dict[str, str]:
    """Return how a supplier sells a product, as text."""
    return {
        "code": known.code,
        "pack": str(known.pack),
        "least": str(known.least),
        "lead_days": "" if known.lead_days is None else str(known.lead_days),
        "price": written(known.price_e4),
        "preferred": "1" if known.preferred else "",
        "breaks": written_breaks(known.breaks),
    }


# -------------------------------------------------------------------------------------------------------- questions


def goods_of(desk: Desk, sku: str, supplier_id: int | None = None) -> Product:
    """Return a product that is put on stock, by its SKU or by what the supplier calls it.

    Raises Refused(NoSuchProduct, NotGoods, WhichProduct).
    """
    product = products.find(desk, sku)
    if product is None and supplier_id is not None:
        called = suppliers.called(desk, supplier_id, sku.strip())
        if len(called) > 1:
            raise Refused(WhichProduct(suppliers.get(desk, supplier_id).code, sku[:LONGEST_CODE], called))
        product = products.find(desk, called[0]) if called else None
    if product is None:
        raise Refused(NoSuchProduct(sku[:LONGEST_CODE]))
    if product.kind is not ProductKind.GOODS:
        raise Refused(NotGoods(product.sku))
    return product


def supplier_id_of(desk: Desk, code: str) -> int:
    """Return the row of a supplier's code. Raises Refused(NoSuchSupplier)."""
    return suppliers.id_of(desk, code)


def supplier_detail(desk: Desk, supplier_id: int) -> SupplierDetail:
    """Return one supplier whole. Raises Refused(NoSuchSupplier)."""
    known = suppliers.get(desk, supplier_id)
    return SupplierDetail(known, suppliers.sold_by(desk, supplier_id), suppliers.waiting(desk, supplier_id))


def sellers_of(desk: Desk, sku: str) -> tuple[SupplierProduct, ...]:
    """Return who sells a product, preferred suppliers first. Raises Refused(NoSuchProduct)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    return suppliers.sellers_of(desk, int(product.id))


def count_suppliers(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many suppliers it shows."""
    return lists.supplier_counts(desk)
