"""What the adjustments screen knows: a list, one adjustment with its goods, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.counting.adjustments import AdjustmentDetail, AdjustmentRow
from warehouse_app.ui.runtime.keeping import Keeping

AdjustmentsScreen: TypeAlias = Keeping[AdjustmentRow, AdjustmentDetail]
