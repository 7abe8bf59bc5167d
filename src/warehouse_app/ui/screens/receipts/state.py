"""What the receipts screen knows: a list, one receipt with what came and what stands aside, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.receiving.values import ParkedThing, ReceiptDetail, ReceiptRow
from warehouse_app.ui.runtime.keeping import Keeping

ReceiptsScreen: TypeAlias = Keeping[ReceiptRow, ReceiptDetail]
TABS = ("came", "differences", "parked", "photos", "story")


def waiting(detail: ReceiptDetail | None) -> tuple[ParkedThing, ...]:
    """Return what stands aside under a receipt and nobody dealt with."""
    return () if detail is None else tuple(each for each in detail.parked if not each.solved_at)
