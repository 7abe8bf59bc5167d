"""What the lessons screen knows: a list, one lesson, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.training.results import Result
from warehouse_app.ui.runtime.keeping import Keeping

LessonsScreen: TypeAlias = Keeping[Result, Result]
