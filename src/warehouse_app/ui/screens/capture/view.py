"""The capture page: rules of what is captured while goods are packed, one of them beside, and its form."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.verdicts.capture import RULES
from warehouse_app.domain.packing.capture import CaptureRow
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.capture import shown
from warehouse_app.ui.screens.capture.presenter import CapturePresenter
from warehouse_app.ui.screens.capture.state import CaptureScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New rule"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change the rule"), "F2", "pencil"),
        Action("drop", tr("Drop the rule"), "F10", "trash-2"),
        *keep_actions(tr("Search rules")),
    )


class RuleView(OneCard):
    """One rule: what is captured, of what, and what the packer reads."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now

    def render_rule(self, row: CaptureRow | None) -> None:
        """Show a rule."""
        if row is not None:
            hint = calm(row.hint) or tr("The packer reads nothing more")
            self.show_head(unbroken(shown.field_words(row.field)), unbroken(hint), shown.facts(row, self._now()))


class CaptureView(KeepPage):
    """Renders `CaptureScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Rules"), RULES)
        self.rule = RuleView(now)
        frame = Frame(
            tr("SKU, channel, field"),
            (tr("Choose a rule"), tr("What is captured, and of what, appears here."), "keyboard"),
            show_all=tr("Show all"),
        )  # fmt: skip
        super().__init__(_actions(), table, self.rule, frame)
        self.rule.take(tuple(self.table.button(name) for name in ("edit", "drop")))

    def use(self, presenter: CapturePresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: CaptureScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.rule.render_rule(state.detail)
        self.show_reasons(shown.deeds(state))
