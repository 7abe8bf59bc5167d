"""The verdicts page: the table of what benches say no with, one row beside, and its class at this site."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.verdicts.table import VERDICTS
from warehouse_app.domain.verdicts.values import VerdictRow
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.screens.verdicts import shown
from warehouse_app.ui.screens.verdicts.presenter import VerdictsPresenter
from warehouse_app.ui.screens.verdicts.state import VerdictsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("set", tr("Change its class"), "F2", "pencil"),
        Action("reset", tr("As the program has it"), "F10", "undo-2"),
        *keep_actions(tr("Search verdicts")),
    )


class VerdictView(OneCard):
    """One verdict: what is said, what to do, how it is told, and who changed it."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now

    def render_verdict(self, row: VerdictRow | None) -> None:
        """Show one."""
        if row is not None:
            chip = shown.class_chip(row)
            self.show_head(shown.sentence(row), shown.advice(row), shown.facts(row, self._now()), chip)


class VerdictsView(KeepPage):
    """Renders `VerdictsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Verdicts"), VERDICTS)
        self.verdict = VerdictView(now)
        frame = Frame(
            tr("Code or reason"),
            (tr("Choose a verdict"), tr("What is said, and what it is here, appears here."), "octagon-alert"),
            show_all=tr("Show all"), shares=(760, 420), least=400,
        )  # fmt: skip
        super().__init__(_actions(), table, self.verdict, frame)
        self.verdict.take(tuple(self.table.button(name) for name in ("set", "reset")))

    def use(self, presenter: VerdictsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: VerdictsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.verdict.render_verdict(state.detail)
        self.show_reasons(shown.deeds(state))
