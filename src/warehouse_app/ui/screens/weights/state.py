"""What the weights screen knows: a list, one product with the parcels that taught it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.application.weights.books import WeightDetail
from warehouse_app.domain.weights.values import WeightRow
from warehouse_app.ui.runtime.keeping import Keeping

WeightsScreen: TypeAlias = Keeping[WeightRow, WeightDetail]
