"""The card of the stock health screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.health.presenter import HealthPresenter
    from warehouse_app.ui.screens.health.view import HealthView

    view = HealthView(context.now)
    view.use(HealthPresenter(view, context.hands("health"), context.now, context.go))
    return view


CARD = ScreenCard(
    "health", "Stock health", "activity", bench=False, rights=frozenset({Right.EXPORT}), build=build, order=52
)
