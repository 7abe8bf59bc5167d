"""What the proof screen knows: a list, one rule, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.packing.proof import ProofRow
from warehouse_app.ui.runtime.keeping import Keeping

ProofScreen: TypeAlias = Keeping[ProofRow, ProofRow]
