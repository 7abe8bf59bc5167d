"""What the screen of lots knows: a list, one lot with where it stands, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.verdicts.lots import LotBlock, LotSeen
from warehouse_app.ui.runtime.keeping import Keeping

LotsScreen: TypeAlias = Keeping[LotBlock, LotSeen]
