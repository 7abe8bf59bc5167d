"""The release rules page: channels, cut-offs or limits, and one of them beside."""

from __future__ import annotations

from warehouse_app.application.releasing.rulelist import RULES
from warehouse_app.ui.screens.releaserules import shown
from warehouse_app.ui.screens.releaserules.state import RulesScreen
from warehouse_app.ui.shell.keeppage import keep_table
from warehouse_app.ui.shell.rulepage import RulePage
from warehouse_app.wording import tr


class RulesView(RulePage):
    """Renders `RulesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Release rules"), RULES)
        super().__init__(table, tr("Code, service or zone"), "calendar-clock")

    def render_state(self, state: RulesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        row = state.detail
        if row is not None:
            self.rule.show_head(shown.title(row), shown.says(row), shown.facts(row))
        self.show_reasons(shown.deeds(state))
