"""What the page of work on returned goods knows: a list, one of it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.ui.runtime.keeping import Keeping

WorkScreen: TypeAlias = Keeping[WorkRow, WorkRow]
