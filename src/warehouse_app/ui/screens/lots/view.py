"""The page of lots that may not leave: views, the list, and beside it one lot with where its goods stand."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.verdicts.lots import LOTS
from warehouse_app.domain.verdicts.lots import LotSeen
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.lots import shown
from warehouse_app.ui.screens.lots.presenter import LotsPresenter
from warehouse_app.ui.screens.lots.state import LotsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("block", tr("Block a lot"), "Ctrl+N", "ban", "bar", "primary"),
        Action("release", tr("Release it"), "F2", "circle-check"),
        Action("lock", tr("Lock away what is free"), "F9", "lock"),
        *keep_actions(tr("Search lots")),
    )


class LotView(OneCard):
    """One lot: why it is blocked, by whom, and where its goods stand."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self.stands = Table(shown.stand_columns(), name=tr("Where it stands"), dense=True)
        self.stands.none = tr("No goods of it stand in the house.")
        self.put(rule(), Label(tr("Where it stands"), "strong"))
        self.put_rest(self.stands)

    def render_lot(self, seen: LotSeen | None) -> None:
        """Show a lot."""
        if seen is not None:
            row = seen.block
            head = (unbroken(shown.title(row)), unbroken(calm(row.why)))
            self.show_head(*head, shown.facts(row, self._now()), shown.state_chip(row))
            self.stands.show_rows(seen.stands)


class LotsView(KeepPage):
    """Renders `LotsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Lots"), LOTS)
        self.lot = LotView(now)
        frame = Frame(
            tr("SKU, lot or reason"),
            (tr("Choose a lot"), tr("Why it is blocked and where its goods stand appears here."), "ban"),
            show_all=tr("Show all"),
        )  # fmt: skip
        super().__init__(_actions(), table, self.lot, frame)
        self.lot.take(tuple(self.table.button(name) for name in ("release", "lock")))

    def use(self, presenter: LotsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: LotsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.lot.render_lot(state.detail)
        self.show_reasons(shown.deeds(state))
