"""What the screen of moves knows: the list, one task with both its ends, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.application.moving.tasklist import MoveDetail
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.ui.runtime.keeping import Keeping

MovesScreen: TypeAlias = Keeping[MoveTask, MoveDetail]
