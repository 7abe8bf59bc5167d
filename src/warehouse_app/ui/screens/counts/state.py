"""What the counts screen knows: the list, one count whole, and beside them plans, accuracy and what is worth counting.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from warehouse_app.domain.counting.facts import Proposal
from warehouse_app.domain.counting.values import Accuracy, AccuracyRow, CountDetail, CountListRow, PlanRow
from warehouse_app.ui.runtime.keeping import Keeping

CountsScreen: TypeAlias = Keeping[CountListRow, CountDetail]
TABS = ("found", "plans", "today", "accuracy")
NOTHING_COUNTED = Accuracy("place", (), (), AccuracyRow("", "", 0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Overview:
    """What is told beside one count: the plans, the books' accuracy, and what would be worth counting today."""

    plans: tuple[PlanRow, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    accuracy: Accuracy = NOTHING_COUNTED
    warehouses: tuple[str, ...] = ()
    currency: str = ""
