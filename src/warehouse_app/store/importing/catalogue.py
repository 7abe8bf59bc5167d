"""Products with their barcodes, and customers with their personal part, read and written many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from warehouse_app.domain.importing.values import CustomerDraft, ProductDraft
from warehouse_app.domain.items import sku_key
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Ask, Bulk
from warehouse_app.store.importing.papers import address_values
from warehouse_app.store.products import lookup_form, written_form
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.search import words
from warehouse_app.store.statement import Row, Statement

FIELDS = (
    *("name", "kind", "base_unit", "tracking", "multi_scan"),
    *("weight_g", "length_mm", "width_mm", "height_mm", "picture", "hs_code", "origin_country"),
)
"""Columns of a product that a file may give."""

PERSONAL = ("name", "company", "street", "street2", "city", "region", "postcode", "country", "email", "phone")

_g, _b, _i, _n = ledger.product, ledger.barcode, ledger.item, ledger.balance
_c, _p = trade.customer, trade.customer_personal
_PRODUCTS = Ask(select(_g.c.sku_key, _g.c.id, *(_g.c[name] for name in FIELDS)), _g.c.sku_key)
_BARCODES = Ask(select(_b.c.code, _b.c.product_id, _b.c.factor), _b.c.code)
_BY_SCAN = Ask(select(_b.c.code, _g.c.sku).join_from(_b, _g, _g.c.id == _b.c.product_id), _b.c.code)
_STOCKED = Ask(
    select(_i.c.product_id).join_from(_n, _i, _i.c.id == _n.c.item_id).where(_n.c.on_hand != 0).distinct(),
    _i.c.product_id,
)
_NEW_PRODUCTS = Bulk(
    _g,
    *("sku", "sku_key", "name", "kind", "base_unit", "tracking", "multi_scan"),
    *("weight_g", "length_mm", "width_mm", "height_mm", "picture", "hs_code", "origin_country", "import_id"),
)
_NEW_BARCODES = Bulk(_b, "code", "product_id", "factor", "written")
_OTHER_FACTOR = Statement(
    update(_b)
    .where(_b.c.code == bindparam("code_is"), _b.c.product_id == bindparam("product_is"))
    .values(factor=bindparam("to_factor"))
)
_CUSTOMERS = Ask(
    select(_c.c.code, _c.c.id, _c.c.country, *(_p.c[name] for name in PERSONAL), _p.c.customer_id).select_from(
        _c.outerjoin(_p, _p.c.customer_id == _c.c.id)
    ),
    _c.c.code,
)
_NEW_CUSTOMERS = Bulk(_c, "code", "country", "import_id")
_CUSTOMER_IDS = Ask(select(_c.c.code, _c.c.id), _c.c.code)
_NEW_PERSONAL = Bulk(_p, "customer_id", *PERSONAL)


class ProductKnown(NamedTuple):
    """A product's row number and the columns a file may give."""

    id: int
    values: Mapping[str, object]


class CustomerKnown(NamedTuple):
    """A customer's row number, country and personal columns (None when there is no such row)."""

    id: int
    country: str
    personal: Mapping[str, str] | None


def product_values(draft: ProductDraft) -> dict[str, object]:
    """Return the columns of a product as a file tells them."""
    values: dict[str, object] = {name: getattr(draft, name) for name in FIELDS}
    values["multi_scan"] = int(draft.multi_scan)
    return values


def products_known(desk: Desk, skus: Iterable[str]) -> dict[str, ProductKnown]:
    """Return the products that are there, by SKU in upper case."""
    rows = _PRODUCTS.of(desk.connection, skus)
    return {row[0]: ProductKnown(row[1], dict(zip(FIELDS, row[2:], strict=True))) for row in rows}


def scanned_as(desk: Desk, codes: Iterable[str]) -> dict[str, str]:
    """Return code -> SKU for what is the barcode of exactly one product; `codes` in the form they are looked up."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for code, sku in _BY_SCAN.of(desk.connection, codes):
        if code in found:
            twice.add(code)
        found[code] = sku_key(sku)
    return {code: sku for code, sku in found.items() if code not in twice}


def stocked(desk: Desk, products: Iterable[int]) -> frozenset[int]:
    """Return which products have, or owe, stock anywhere."""
    return frozenset(row[0] for row in _STOCKED.of(desk.connection, products))


def barcodes_known(desk: Desk, codes: Iterable[str]) -> dict[str, dict[int, int]]:
    """Return code -> product -> factor for codes that some product carries."""
    found: dict[str, dict[int, int]] = {}
    for code, product, factor in _BARCODES.of(desk.connection, codes):
        found.setdefault(code, {})[product] = factor
    return found


def add_products(desk: Desk, drafts: Sequence[ProductDraft], run: int) -> dict[str, int]:
    """Write new products of an import; return their rows by SKU."""
    rows = [(each.sku, sku_key(each.sku), *product_values(each).values(), run or None) for each in drafts]
    _NEW_PRODUCTS.put(desk.connection, rows)
    ids = {sku: known.id for sku, known in products_known(desk, [sku_key(each.sku) for each in drafts]).items()}
    words.remember(desk, "product", [(ids[sku_key(each.sku)], each.name) for each in drafts])
    return ids


def change_product(desk: Desk, product: int, values: Mapping[str, object]) -> None:
    """Change columns of a product."""
    desk.connection.execute(update(_g).where(_g.c.id == product).values(**values))
    if "name" in values:
        words.change(desk, "product", product, str(values["name"]))


def add_barcodes(desk: Desk, rows: Sequence[tuple[str, int, int]]) -> None:
    """Write (code as written, product, factor); none of them is there yet."""
    values = [(lookup_form(code), product, factor, written_form(code)) for code, product, factor in rows]
    _NEW_BARCODES.put(desk.connection, list(dict.fromkeys(values)))


def change_factor(desk: Desk, code: str, product: int, factor: int) -> None:
    """Change how many base units a code of a product stands for; `code` in the form it is looked up."""
    _OTHER_FACTOR.run(desk.connection, code_is=code, product_is=product, to_factor=factor)


def personal_values(draft: CustomerDraft) -> dict[str, str]:
    """Return the personal columns as a file tells them."""
    where = dict(zip(PERSONAL, address_values(draft.address), strict=True)) if draft.address else {}
    own = {"name": draft.name, "email": draft.email, "phone": draft.phone}
    return {**dict.fromkeys(PERSONAL, ""), **where, **{name: text for name, text in own.items() if text}}


def customers_known(desk: Desk, codes: Iterable[str]) -> dict[str, CustomerKnown]:
    """Return the customers that are there, by code."""
    return {row[0]: _customer(row) for row in _CUSTOMERS.of(desk.connection, codes)}


def _customer(row: Row) -> CustomerKnown:
    personal = None if row[-1] is None else dict(zip(PERSONAL, row[3:-1], strict=True))
    return CustomerKnown(row[1], row[2], personal)


def add_customers(desk: Desk, drafts: Sequence[CustomerDraft], run: int) -> None:
    """Write new customers of an import, and what is personal of them where anything is told."""
    _NEW_CUSTOMERS.put(desk.connection, [(each.code, each.country, run or None) for each in drafts])
    ids: dict[str, int] = {row[0]: row[1] for row in _CUSTOMER_IDS.of(desk.connection, [each.code for each in drafts])}
    told = [(ids[each.code], personal_values(each)) for each in drafts if each.given - {"country"} or each.address]
    _NEW_PERSONAL.put(desk.connection, [(number, *values.values()) for number, values in told])
    words.remember(desk, "customer", [(number, _named(values)) for number, values in told])


def _named(personal: Mapping[str, str]) -> str:
    """Return what a customer is found by."""
    return f"{personal.get('name', '')} {personal.get('company', '')}"


def change_customer(desk: Desk, known: CustomerKnown, country: str, personal: Mapping[str, str]) -> None:
    """Change a customer's country and personal columns; a missing personal row is made."""
    desk.connection.execute(update(_c).where(_c.c.id == known.id).values(country=country))
    if known.personal is None:
        _NEW_PERSONAL.put(desk.connection, [(known.id, *({**dict.fromkeys(PERSONAL, ""), **personal}).values())])
    elif personal:
        desk.connection.execute(update(_p).where(_p.c.customer_id == known.id).values(**personal))
    if personal.keys() & {"name", "company"}:
        words.change(desk, "customer", known.id, _named({**(known.personal or {}), **personal}))
