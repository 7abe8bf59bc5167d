"""The card of the weights screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.weights.presenter import WeightsPresenter
    from warehouse_app.ui.screens.weights.view import WeightsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = WeightsView(context.now)
    presenter = WeightsPresenter(view, context.hands("weights"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "weights", "Weights", "scale", bench=False, rights=frozenset({Right.PRODUCTS}), build=build, order=69,
    group="catalogue",
)  # fmt: skip
