"""What the products screen knows: a list, one product with its codes, places and sales, a form. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from warehouse_app.application.catalogue import ProductCard
from warehouse_app.application.storage import ProductRuled
from warehouse_app.domain.instructions.values import Care
from warehouse_app.domain.picking.scanrules import ScanRule
from warehouse_app.domain.products import ProductRow
from warehouse_app.domain.stock import StockPlace
from warehouse_app.ui.runtime.keeping import Keeping


@dataclass(frozen=True, slots=True)
class ProductShown:
    """One product whole: its card, where it stands, what it asks of its place, what is scanned of it, how packed."""

    card: ProductCard
    places: tuple[StockPlace, ...]
    kept: ProductRuled | None = None
    scanned: ScanRule = field(default_factory=ScanRule)
    care: Care = field(default_factory=Care)


ProductsScreen: TypeAlias = Keeping[ProductRow, ProductShown]
TABS = ("barcodes", "places", "sold", "kept")
