"""What the boxes screen knows: a list, one box, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.ui.runtime.keeping import Keeping

BoxesScreen: TypeAlias = Keeping[BoxRow, BoxRow]
