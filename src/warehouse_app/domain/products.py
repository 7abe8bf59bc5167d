"""What is known of a product, whoever asks: bench, paper or screen. Whole grams and millimetres; absent is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.items import ProductId, ProductKind, Tracking
from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Product:
    """One product. `multi_scan` allows `*n` after a scan; `picture` is a path, or empty."""

    id: ProductId
    sku: str
    name: str
    kind: ProductKind = ProductKind.GOODS
    tracking: Tracking = Tracking.NONE
    multi_scan: bool = True
    base_unit: str = "piece"
    weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ProductBarcode:
    """One code a product carries: `code` as it is looked up, `written` as it was given, `factor` base units in it."""

    code: str
    written: str
    factor: int


@dataclass(frozen=True, slots=True)
class NoSuchProduct(Refusal):
    """There is no product of that code."""

    code: ClassVar[str] = "no_such_product"
    sku: str


@dataclass(frozen=True, slots=True)
class OtherFactor(Refusal):
    """The product carries this code already, with another pack factor."""

    code: ClassVar[str] = "barcode_has_factor"
    barcode: str
    sku: str
    factor: int


@dataclass(frozen=True, slots=True)
class BadBarcode(Refusal):
    """The text cannot be a product's barcode: empty, too long, not printable, or the factor is not above zero."""

    code: ClassVar[str] = "bad_barcode"
    barcode: str
    factor: int
