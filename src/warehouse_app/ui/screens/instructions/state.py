"""What the packing instructions screen knows: a list, one rule, why they hold for an order. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.instructions.values import Instruction, InstructionRow
from warehouse_app.ui.runtime.keeping import Keeping

InstructionsScreen: TypeAlias = Keeping[InstructionRow, Instruction]
