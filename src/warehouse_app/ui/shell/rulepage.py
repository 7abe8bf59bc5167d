"""A page of rules: several kinds, each a view, and one rule beside the list, with what it says."""

from __future__ import annotations

from typing import Any

from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.runtime.rulekeeping import RuleKeeper
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New rule"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change it"), "F2", "pencil"),
        Action("drop", tr("Drop it"), "F10", "ban"),
        *keep_actions(tr("Search rules")),
    )


class RulePage(KeepPage):
    """Give it its table, what its search looks for, and the icon it stands for; `rule` shows one."""

    def __init__(self, table: ListTable, seeks: str, icon: str) -> None:
        self.rule = OneCard(wraps=True)
        nothing = (tr("Choose a rule"), tr("What it says appears here."), icon)
        super().__init__(_actions(), table, self.rule, Frame(seeks, nothing))
        self.rule.take(tuple(self.table.button(name) for name in ("edit", "drop")))

    def use(self, presenter: RuleKeeper[Any]) -> None:
        """Wire the presenter."""
        self.wire(presenter)
