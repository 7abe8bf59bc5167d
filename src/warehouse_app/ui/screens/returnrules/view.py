"""The page of return rules: reasons, policies and checklists, one of them beside, and its form."""

from __future__ import annotations

from warehouse_app.application.returning.rulelist import RULES
from warehouse_app.ui.screens.returnrules import shown
from warehouse_app.ui.screens.returnrules.state import RulesScreen
from warehouse_app.ui.shell.keeppage import keep_table
from warehouse_app.ui.shell.rulepage import RulePage
from warehouse_app.wording import tr


class RulesView(RulePage):
    """Renders `RulesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Return rules"), RULES)
        super().__init__(table, tr("Code, name or word"), "clipboard-list")

    def render_state(self, state: RulesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        row = state.detail
        if row is not None:
            self.rule.show_head(shown.title(row), row.fields.get("instructions", ""), shown.facts(row))
        self.show_reasons(shown.deeds(state))
