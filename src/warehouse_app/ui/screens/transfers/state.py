"""What the transfers screen knows: a list, one transfer whole, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.transfers.values import TransferDetail, TransferRow
from warehouse_app.ui.runtime.keeping import Keeping

TransfersScreen: TypeAlias = Keeping[TransferRow, TransferDetail]
TABS = ("lines", "picks", "packages", "story")
