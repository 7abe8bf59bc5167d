"""The page of return rules: reasons, policies and checklists, one of them beside, and its form."""

from __future__ import annotations

from warehouse_app.application.returning.rulelist import RULES, ReturnRule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.screens.returnrules import shown
from warehouse_app.ui.screens.returnrules.presenter import RulesPresenter
from warehouse_app.ui.screens.returnrules.state import RulesScreen
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


class RuleView(OneCard):
    """One rule: what it is called, and what it says."""

    def __init__(self) -> None:
        super().__init__(wraps=True)

    def render_rule(self, row: ReturnRule | None) -> None:
        """Show one."""
        if row is not None:
            self.show_head(shown.title(row), row.fields.get("instructions", ""), shown.facts(row))


class RulesView(KeepPage):
    """Renders `RulesScreen`."""

    def __init__(self) -> None:
        table = ListTable(
            shown.columns(), name=tr("Return rules"), key=lambda row: row.id, sort=RULES.sort, sorts=RULES.sorts
        )
        self.rule = RuleView()
        empty = (tr("Choose a rule"), tr("What it says appears here."), "clipboard-list")
        super().__init__(_actions(), table, self.rule, Frame(tr("Code, name or word"), empty))
        self.rule.take(tuple(self.table.button(name) for name in ("edit", "drop")))

    def use(self, presenter: RulesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: RulesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.rule.render_rule(state.detail)
        self.show_reasons(shown.deeds(state))
