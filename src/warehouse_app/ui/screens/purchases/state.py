"""What the purchase orders screen knows: a list, one order with lines, deliveries and story, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.purchasing.values import PurchaseDetail, PurchaseRow
from warehouse_app.ui.runtime.keeping import Keeping

PurchasesScreen: TypeAlias = Keeping[PurchaseRow, PurchaseDetail]
TABS = ("lines", "arrivals", "story")
