"""The proof page: rules of what is scanned at the pack bench, one of them beside, and its form."""

from __future__ import annotations

from warehouse_app.application.proofrules import RULES
from warehouse_app.domain.packing.proof import ProofRow
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.proof import shown
from warehouse_app.ui.screens.proof.presenter import ProofPresenter
from warehouse_app.ui.screens.proof.state import ProofScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New rule"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change the rule"), "F2", "pencil"),
        Action("drop", tr("Drop the rule"), "F10", "trash-2"),
        Action("why", tr("What is asked of a product?"), "F6", "search", place="bar"),
        *keep_actions(tr("Search rules")),
    )


class RuleView(OneCard):
    """One rule: for what it is, and why."""

    def render_rule(self, row: ProofRow | None) -> None:
        """Show a rule."""
        if row is not None:
            why = row.why or tr("No reason is given")
            self.show_head(unbroken(shown.whose(row)), unbroken(why), shown.facts(row), shown.level_chip(row))


class ProofView(KeepPage):
    """Renders `ProofScreen`."""

    def __init__(self, now: str) -> None:
        table = keep_table(shown.columns(now), tr("Rules"), RULES)
        self.rule = RuleView()
        super().__init__(
            _actions(), table, self.rule,
            Frame(
                tr("SKU, person, bench or reason"),
                (tr("Choose a rule"), tr("For whom it holds, and why, appears here."), "scan-barcode"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip
        self.rule.take(tuple(self.table.button(name) for name in ("edit", "drop")))

    def use(self, presenter: ProofPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: ProofScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.rule.render_rule(state.detail)
        self.show_reasons(shown.deeds(state))
