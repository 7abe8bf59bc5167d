"""What the stock screen asks of the house: the one place that knows the house's names."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.catalogue import product_card
from warehouse_app.application.products import find_stock, product_detail
from warehouse_app.application.run import Command
from warehouse_app.application.stock import ReleaseStock, lot_detail, map_of, place_detail, place_id_of
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.orders.values import Holder
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.stock import MapPlace, ProductDetail
from warehouse_app.ui.screens.stock.state import Detail, View

_STANDING = frozenset({OwnKind.PLACE, OwnKind.TOTE, OwnKind.CART})


def detail(desk: Any, view: View, key: str) -> Detail | None:  # noqa: ANN401 - the application's desk
    """Return one thing of a list whole, or None when there is none."""
    if view == "places":
        return place_detail(desk, int(key))
    if view == "lots":
        return lot_detail(desk, int(key))
    return _product(desk, key)


def _product(desk: Any, sku: str) -> ProductDetail | None:  # noqa: ANN401 - as above
    try:
        return product_detail(desk, sku)
    except Refused:
        return None


def meant(desk: Any, text: str) -> tuple[View, str]:  # noqa: ANN401 - as above
    """Return the list and key of what a scan means: a product by SKU or barcode, else a place; no key for neither."""
    own = parse(text.strip().upper())
    body = own.body if isinstance(own, OwnCode) else text.strip()
    if not (isinstance(own, OwnCode) and own.kind in _STANDING):
        found = find_stock(desk, body, 2) if body else ()
        exact = next((row.sku for row in found if row.sku.casefold() == body.casefold()), "")
        sku = exact or (found[0].sku if len(found) == 1 else "")
        if sku:
            return "products", sku
    place = place_id_of(desk, body) if body else 0
    return "places", str(place) if place else ""


def bins(desk: Any) -> tuple[MapPlace, ...]:  # noqa: ANN401 - as above
    """Return the bins of the map."""
    return map_of(desk)


def sold(desk: Any, sku: str, today: str) -> tuple[tuple[str, int], ...]:  # noqa: ANN401 - as above
    """Return what was sold of a product in each of the last weeks; nothing where it is no product (any more)."""
    try:
        return product_card(desk, sku, today).weeks
    except Refused:
        return ()


def release(command_id: str, holder: Holder, reason: str) -> Command:
    """Return the command that takes held stock away."""
    return ReleaseStock(id=command_id, promise=holder.promise, reason=reason)
