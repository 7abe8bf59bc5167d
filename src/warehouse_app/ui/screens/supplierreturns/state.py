"""What the page of returns to suppliers knows: a list, one of it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.application.returning.afterwards import SupplierReturnSeen
from warehouse_app.domain.returning.afterwards import SupplierReturnRow
from warehouse_app.ui.runtime.keeping import Keeping

SupplierReturnsScreen: TypeAlias = Keeping[SupplierReturnRow, SupplierReturnSeen]
