"""The card of the page that tells why things come back."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.whyreturned.presenter import WhyPresenter
    from warehouse_app.ui.screens.whyreturned.view import WhyView

    view = WhyView()
    view.use(WhyPresenter(view, context.hands("whyreturned"), context.now))
    return view


CARD = ScreenCard(
    "whyreturned", "Why returned", "chart-column", bench=False, rights=frozenset({Right.EXPORT}), build=build,
    order=40, group="returns",
)  # fmt: skip
