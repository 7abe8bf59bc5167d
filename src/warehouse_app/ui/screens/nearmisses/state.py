"""What the near-miss screen knows: a list, and one of it. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.ui.runtime.keeping import Keeping

MissesScreen: TypeAlias = Keeping[NearMiss, NearMiss]
