"""What the suppliers screen knows: a list, one supplier with what it sells, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.purchasing.values import SupplierDetail, SupplierRow
from warehouse_app.ui.runtime.keeping import Keeping

SuppliersScreen: TypeAlias = Keeping[SupplierRow, SupplierDetail]
