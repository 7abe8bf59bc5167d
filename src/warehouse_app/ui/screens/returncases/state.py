"""What the returns desk knows: a list, one return whole, a form. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from warehouse_app.application.returning.seeing import CaseSeen
from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.ui.runtime.keeping import Keeping

CasesScreen: TypeAlias = Keeping[ReturnRow, CaseSeen]
TABS = ("units", "why", "money", "story", "photos")


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One line of why something came back: points or a time, and what is told."""

    mark: str
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One thing that a return gave rise to: a refund, a claim, an order."""

    what: str
    code: str
    state: str
    amount: str
