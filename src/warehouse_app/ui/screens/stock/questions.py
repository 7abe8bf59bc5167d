"""What the stock screen asks of the house: the one place that knows the house's names."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.products import find_stock, product_detail
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.stock import ProductDetail
from warehouse_app.ui.screens.stock.state import Found


def find(desk: Any, text: str, limit: int, offset: int) -> Found:  # noqa: ANN401 - the application's desk
    """Return one page of a search; one row more is asked for to know whether the list goes on."""
    rows = find_stock(desk, text, limit + 1, offset)
    return Found(rows[:limit], more=len(rows) > limit)


def detail(desk: Any, sku: str) -> ProductDetail | None:  # noqa: ANN401 - as above
    """Return one product whole, or None when there is none."""
    try:
        return product_detail(desk, sku)
    except Refused:
        return None


def sku_of(desk: Any, text: str) -> str:  # noqa: ANN401 - as above
    """Return the product a barcode names, ours or its own, or its SKU; nothing when none or several are meant."""
    own = parse(text.strip().upper())
    code = own.body if isinstance(own, OwnCode) and own.kind is OwnKind.PRODUCT else text.strip()
    found = find_stock(desk, code, 2) if code else ()
    exact = next((row.sku for row in found if row.sku.casefold() == code.casefold()), "")
    return exact or (found[0].sku if len(found) == 1 else "")
