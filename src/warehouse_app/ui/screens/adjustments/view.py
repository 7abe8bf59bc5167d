"""The adjustments page: views, the list, and beside it one adjustment with its goods and how many of them there are."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.adjusting import ADJUSTMENTS
from warehouse_app.domain.counting.adjustments import AdjustmentDetail
from warehouse_app.ui.kit.labels import rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.adjustments import shown
from warehouse_app.ui.screens.adjustments.presenter import AdjustmentsPresenter
from warehouse_app.ui.screens.adjustments.state import AdjustmentsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("post_all", tr("Post all"), "F7", "list-checks", "bar", "primary"),
        Action("post", tr("Post"), "F2", "check"),
        Action("undo", tr("Take back"), "F10", "undo-2"),
        *keep_actions(tr("Search adjustments")),
    )


class AdjustmentView(OneCard):
    """One adjustment: number, what its file says, deeds, goods."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        self._things = Table(shown.thing_columns(), name=tr("Goods"), dense=True)
        self._things.none = tr("It names no goods.")
        self.put(rule())
        self.put_rest(self._things)

    def render_adjustment(self, detail: AdjustmentDetail | None) -> None:
        """Show an adjustment."""
        if detail is None:
            return
        row, chip = detail.row, shown.state_chip(detail.row)
        told = chip if isinstance(chip, ChipValue) else ChipValue("ok", chip)
        self.show_head(shown.title(row), shown.about(row), shown.facts(row, self._now()), told)
        self._things.show_rows(detail.things)


class AdjustmentsView(KeepPage):
    """Renders `AdjustmentsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Adjustments"), ADJUSTMENTS)
        self.adjustment = AdjustmentView(now)
        super().__init__(
            _actions(), table, self.adjustment,
            Frame(
                tr("Number, SKU or note"),
                (tr("Choose an adjustment"), tr("What it changes appears here."), "scale"),
                show_all=tr("Show all"), shares=(640, 540), least=440,
            ),
        )  # fmt: skip
        self.adjustment.take(tuple(self.table.button(name) for name in ("post", "undo")))

    def use(self, presenter: AdjustmentsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: AdjustmentsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.adjustment.render_adjustment(state.detail)
        self.show_reasons(shown.deeds(state))
