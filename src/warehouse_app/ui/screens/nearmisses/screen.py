"""The card of the near-miss screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
    from warehouse_app.ui.screens.nearmisses.view import MissesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = MissesView(context.now)
    presenter = MissesPresenter(view, context.hands("nearmisses"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "nearmisses", "Near misses", "shield-alert", bench=False, rights=frozenset({Right.ASSIGN}), build=build, order=62,
)  # fmt: skip
