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
    hs_code: str = ""
    origin_country: str = ""


@dataclass(frozen=True, slots=True)
class ProductBarcode:
    """One code a product carries: `code` as it is looked up, `written` as it was given, `factor` base units in it."""

    code: str
    written: str
    factor: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of a list of products. `on_hand` is promisable stock, `places` the fixed places that hold some."""

    id: int
    sku: str
    name: str
    kind: str
    base_unit: str
    multi_scan: bool
    weight_g: int | None
    length_mm: int | None
    width_mm: int | None
    height_mm: int | None
    picture: str
    barcodes: tuple[str, ...]
    on_hand: int
    places: int
    hs_code: str = ""
    origin_country: str = ""


@dataclass(frozen=True, slots=True)
class SkuTaken(Refusal):
    """There is a product of that SKU, whatever its spelling."""

    code: ClassVar[str] = "sku_taken"
    sku: str


@dataclass(frozen=True, slots=True)
class BadCheckDigit(Refusal):
    """The text has the form of a trade item number and another check digit than it should."""

    code: ClassVar[str] = "bad_check_digit"
    barcode: str
    digit: int


@dataclass(frozen=True, slots=True)
class NoSuchBarcode(Refusal):
    """The product does not carry the code."""

    code: ClassVar[str] = "no_such_barcode"
    barcode: str
    sku: str


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
