"""The near-miss page: views, the list, and beside it one of them."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.verdicts import MISSES
from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.nearmisses import shown
from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
from warehouse_app.ui.screens.nearmisses.state import MissesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("settle", tr("What became of it"), "F2", "check", "bar", "primary"),
        *keep_actions(tr("Search near misses")),
    )


class MissView(OneCard):
    """One near miss: what, of which order, by whom."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now

    def render_miss(self, row: NearMiss | None) -> None:
        """Show one."""
        if row is not None:
            chip = shown.state_chip(row)
            told = chip if isinstance(chip, ChipValue) else ChipValue("info", tr("Stopped"))
            self.show_head(shown.title(row), shown.about(row), shown.facts(row, self._now()), told)


class MissesView(KeepPage):
    """Renders `MissesScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = ListTable(
            shown.columns(now()), name=tr("Near misses"), key=lambda row: row.id, sort=MISSES.sort, sorts=MISSES.sorts,
        )  # fmt: skip
        self.miss = MissView(now)
        frame = Frame(
            tr("SKU, order or picker"), (tr("Choose a near miss"), tr("Who picked it appears here."), "shield-alert"),
            show_all=tr("Show all"), filters=(("picker", tr("Any picker")), ("code", tr("Anything"))),
            shares=(760, 420), least=400, one_row=2000,
        )  # fmt: skip
        super().__init__(_actions(), table, self.miss, frame)

    def use(self, presenter: MissesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: MissesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.miss.render_miss(state.detail)
        self.show_reasons(shown.deeds(state))
