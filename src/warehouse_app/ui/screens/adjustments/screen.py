"""The card of the adjustments screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.adjustments.presenter import AdjustmentsPresenter
    from warehouse_app.ui.screens.adjustments.view import AdjustmentsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = AdjustmentsView(context.now)
    hands = context.hands("adjustments")
    presenter = AdjustmentsPresenter(view, hands, context.house(), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "adjustments", "Adjustments", "scale", bench=False, rights=frozenset({Right.VIEW}), build=build, order=61,
)  # fmt: skip
