"""Products and their barcodes, found by SKU (spelling aside), by row number, and by what one scans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select, update

from warehouse_app.domain.barcodes.gtin import GTIN_LENGTHS, trade_number
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.items import ProductId, ProductKind, Tracking, sku_key
from warehouse_app.domain.products import Product, ProductBarcode
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.search import words
from warehouse_app.store.statement import Ahead, Statement, ahead

_g, _b = ledger.product, ledger.barcode
COLUMNS = (
    *(_g.c.id, _g.c.sku, _g.c.name, _g.c.kind, _g.c.tracking, _g.c.multi_scan, _g.c.base_unit),
    *(_g.c.weight_g, _g.c.length_mm, _g.c.width_mm, _g.c.height_mm, _g.c.picture),
    *(_g.c.hs_code, _g.c.origin_country),
)
_BY_ID = Statement(select(*COLUMNS).where(_g.c.id == bindparam("id_is")))
BY_KEY = Statement(select(*COLUMNS).where(_g.c.sku_key == bindparam("key_is")))
_BARCODES = Statement(
    select(_b.c.code, _b.c.written, _b.c.factor)
    .where(_b.c.product_id == bindparam("product_is"))
    .order_by(_b.c.factor, _b.c.code),
)
_c = _b.alias()
_PIECE = Statement(
    select(_b.c.code, _b.c.written)
    .where(_b.c.product_id == bindparam("product_is"), _b.c.factor == 1)
    .where(~select(_c.c.code).where(_c.c.code == _b.c.code, _c.c.product_id != _b.c.product_id).exists())
    .order_by(_b.c.code)
    .limit(1),
)
_NEW = Statement(insert(_b).values({column.name: bindparam(column.name) for column in _b.c}))


def _product(row: Any) -> Product:  # noqa: ANN401 - a database row
    facts = (ProductId(row[0]), row[1], row[2], ProductKind(row[3]), Tracking(row[4]), row[5] == 1)
    return Product(*facts, row[6], row[7], row[8], row[9], *row[10:14])


def by_id(desk: Desk, product_id: int) -> Product:
    """Return a product that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=product_id)
    if row is None:
        message = f"no product {product_id}"
        raise LookupError(message)
    return _product(row)


def ahead_of(sku: str) -> Ahead:
    """Return the question for the product of that SKU."""
    return ahead(BY_KEY, key_is=sku_key(sku))


def find(desk: Desk, sku: str) -> Product | None:
    """Return the product of that SKU, however it is spelled (case and outer blanks aside)."""
    row = BY_KEY.one(desk.connection, key_is=sku_key(sku))
    return None if row is None else _product(row)


def barcodes(desk: Desk, product_id: int) -> tuple[ProductBarcode, ...]:
    """Return the codes of a product, single pieces first."""
    rows = _BARCODES.all(desk.connection, product_is=product_id)
    return tuple(ProductBarcode(row[0], row[1] or row[0], row[2]) for row in rows)


def scan_code(desk: Desk, product: int | str) -> str:
    """Return what one scans for a single piece: a barcode that only this product carries, else its SKU.

    `product` is the row number or the SKU. An unknown SKU is returned as it is.
    """
    found = by_id(desk, product) if isinstance(product, int) else find(desk, product)
    if found is None:
        return str(product)
    row = _PIECE.one(desk.connection, product_is=found.id)
    return found.sku if row is None else str(row[1] or row[0])


def lookup_form(code: str) -> str:
    """Return the form under which a barcode is looked up: 14 digits for a trade item number, else upper case.

    Of a whole GS1 code the item's number counts, for lot and last day differ from piece to piece.
    """
    return _forms(code)[0]


def written_form(code: str) -> str:
    """Return how a barcode is shown and printed: as it was given, but of a whole GS1 code the item's number."""
    return _forms(code)[1]


def _forms(code: str) -> tuple[str, str]:
    trimmed = code.strip()
    told = read(trimmed) if len(trimmed) > max(GTIN_LENGTHS) or trimmed.startswith("]") else None
    if isinstance(told, Barcode) and told.gtin is not None:
        return told.gtin, told.text if told.gs1 is None else told.gtin
    return trade_number(trimmed) or trimmed.upper(), trimmed


def add_barcode(desk: Desk, product_id: int, code: str, factor: int) -> None:
    """Write one more code of a product; the same code with the same factor again is one row."""
    form, written = _forms(code)
    if all(each.code != form for each in barcodes(desk, product_id)):
        _NEW.run(desk.connection, code=form, product_id=product_id, factor=factor, written=written)


def drop_barcode(desk: Desk, product_id: int, code: str) -> bool:
    """Take a code from a product; say whether it carried it."""
    gone = delete(_b).where(_b.c.product_id == product_id, _carried(code))
    return desk.connection.execute(gone).rowcount > 0


def carriers(desk: Desk, code: str) -> tuple[str, ...]:
    """Return the SKUs of all products that carry a code."""
    asked = select(_g.c.sku).distinct().join(_b, _b.c.product_id == _g.c.id).where(_carried(code))
    return tuple(row[0] for row in desk.connection.execute(asked.order_by(_g.c.sku)))


def _carried(code: str) -> ColumnElement[bool]:
    """Match a code as it is looked up, or as an earlier version kept it."""
    return or_(_b.c.code == lookup_form(code), _b.c.code == code.strip().upper())


def add(desk: Desk, sku: str, values: Mapping[str, object]) -> int:
    """Write a new product, found by its name from now on; return its row."""
    made = desk.connection.execute(insert(_g).values(sku=sku, sku_key=sku_key(sku), **values))
    number = int((made.inserted_primary_key or (0,))[0])
    words.remember(desk, "product", ((number, str(values.get("name", ""))),))
    return number


def change(desk: Desk, product_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a product."""
    desk.connection.execute(update(_g).where(_g.c.id == product_id).values(**values))
    if "name" in values:
        words.change(desk, "product", product_id, str(values["name"]))
