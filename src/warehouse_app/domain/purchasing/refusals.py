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
