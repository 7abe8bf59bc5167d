"""The weights page: views, the list, one product with the parcels that taught it, and its forms."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.weights.books import WEIGHTS, WeightDetail
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.weights import shown
from warehouse_app.ui.screens.weights.presenter import WeightsPresenter
from warehouse_app.ui.screens.weights.state import WeightsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

_BESIDE = ("accept", "keep")


def _actions() -> tuple[Action, ...]:
    return (
        Action("accept", tr("Take it into the books"), "F6"),
        Action("keep", tr("The books are right"), "F10"),
        *keep_actions(tr("Search products")),
    )


class WeightView(OneCard):
    """One product: facts, deeds, and the parcels that taught its weight. `now` is the house's clock."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self.parcels = Table(
            shown.parcel_columns(now()), name=tr("Parcels that taught it"), key=lambda one: one.parcel, dense=True
        )  # fmt: skip
        self.put(rule(), Label(tr("Parcels that taught it"), "strong"))
        self.put_rest(self.parcels)

    def render_weight(self, detail: WeightDetail | None) -> None:
        """Show a product."""
        if detail is None:
            return
        row = detail.row
        self.show_head(unbroken(calm(row.name)), unbroken(row.sku), shown.facts(row, self._now()), shown.state(row))
        self.parcels.show_rows(detail.parcels)


class WeightsView(KeepPage):
    """Renders `WeightsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(), tr("Weights"), WEIGHTS)
        self.weight = WeightView(now)
        super().__init__(
            _actions(), table, self.weight,
            Frame(
                tr("SKU or name"),
                (tr("Choose a product"), tr("The parcels that told its weight appear here."), "scale"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip
        self.weight.take(tuple(self.table.button(name) for name in _BESIDE))

    def use(self, presenter: WeightsPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire(presenter)

    def render_state(self, state: WeightsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.weight.render_weight(state.detail)
        self.show_reasons(shown.deeds(state))
