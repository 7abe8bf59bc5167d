"""What the capture screen knows: a list, one rule, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.packing.capture import CaptureRow
from warehouse_app.ui.runtime.keeping import Keeping

CaptureScreen: TypeAlias = Keeping[CaptureRow, CaptureRow]
