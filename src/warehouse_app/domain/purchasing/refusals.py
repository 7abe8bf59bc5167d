"""What the house says no to about suppliers, purchase orders and deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NoSuchPurchase(Refusal):
    """There is no purchase order of that code."""

    code: ClassVar[str] = "no_such_purchase"
    purchase: str


@dataclass(frozen=True, slots=True)
class PurchaseNotOpen(Refusal):
    """The purchase order's state does not allow the deed: it is closed, cancelled, or still a draft."""

    code: ClassVar[str] = "purchase_not_open"
    purchase: str
    state: str


@dataclass(frozen=True, slots=True)
class NoSuchDelivery(Refusal):
    """Nobody told of a delivery of that code."""

    code: ClassVar[str] = "no_such_delivery"
    delivery: str


@dataclass(frozen=True, slots=True)
class NoSuchSupplier(Refusal):
    """There is no supplier of that code."""

    code: ClassVar[str] = "no_such_supplier"
    supplier: str


@dataclass(frozen=True, slots=True)
class SupplierTaken(Refusal):
    """There is a supplier of that code."""

    code: ClassVar[str] = "supplier_taken"
    supplier: str


@dataclass(frozen=True, slots=True)
class SupplierUnused(Refusal):
    """Nothing is ordered from a supplier that is out of use."""

    code: ClassVar[str] = "supplier_unused"
    supplier: str


@dataclass(frozen=True, slots=True)
class NotSoldBy(Refusal):
    """The supplier is not known to sell the product."""

    code: ClassVar[str] = "not_sold_by"
    supplier: str
    sku: str


@dataclass(frozen=True, slots=True)
class WhichProduct(Refusal):
    """The supplier calls several products so: name one."""

    code: ClassVar[str] = "called_alike"
    supplier: str
    called: str
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurchaseTaken(Refusal):
    """There is a purchase order of that code."""

    code: ClassVar[str] = "purchase_taken"
    purchase: str


@dataclass(frozen=True, slots=True)
class NoSuchLine(Refusal):
    """The purchase order has no line of that number."""

    code: ClassVar[str] = "no_such_purchase_line"
    purchase: str
    n: int


@dataclass(frozen=True, slots=True)
class DoubleLine(Refusal):
    """The order has that product due that day already: change line `n` instead."""

    code: ClassVar[str] = "double_line"
    purchase: str
    sku: str
    n: int


@dataclass(frozen=True, slots=True)
class NotGoods(Refusal):
    """The product is a service: it is not put on stock and so not ordered here."""

    code: ClassVar[str] = "not_goods"
    sku: str


@dataclass(frozen=True, slots=True)
class NothingOrdered(Refusal):
    """A purchase order without lines is not confirmed."""

    code: ClassVar[str] = "nothing_ordered"
    purchase: str


@dataclass(frozen=True, slots=True)
class LessThanCame(Refusal):
    """More of the line came than it would order."""

    code: ClassVar[str] = "less_than_came"
    purchase: str
    n: int
    received: int


@dataclass(frozen=True, slots=True)
class SomeCame(Refusal):
    """Goods of the purchase order came in: it is closed, its rest cancelled, instead."""

    code: ClassVar[str] = "some_came"
    purchase: str
    received: int


@dataclass(frozen=True, slots=True)
class TooManyLines(Refusal):
    """No purchase order has more lines."""

    code: ClassVar[str] = "too_many_purchase_lines"
    purchase: str
    most: int
