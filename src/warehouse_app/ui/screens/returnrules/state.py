"""What the page of return rules knows: a list of one kind of rule, one of it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.application.returning.rulelist import ReturnRule
from warehouse_app.ui.runtime.keeping import Keeping

RulesScreen: TypeAlias = Keeping[ReturnRule, ReturnRule]
