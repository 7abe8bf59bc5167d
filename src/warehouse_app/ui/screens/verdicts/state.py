"""What the verdicts screen knows: a list, one verdict, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.verdicts.values import VerdictRow
from warehouse_app.ui.runtime.keeping import Keeping

VerdictsScreen: TypeAlias = Keeping[VerdictRow, VerdictRow]
