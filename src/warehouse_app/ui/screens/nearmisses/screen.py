"""The card of the near-miss screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.verdicts import MISSES
    from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
    from warehouse_app.ui.screens.nearmisses.view import MissesView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = MissesView(context.now)
    presenter = MissesPresenter(view, context.hands("nearmisses"), context.now, context.toast)
    view.use(presenter)
    deeds = ListDeeds(view, view.list_table, presenter.list, context, "nearmisses")
    view.deeds = (deeds, SavedViews(view, context, "nearmisses", MISSES.known, presenter, deeds))
    return view


CARD = ScreenCard(
    "nearmisses", "Near misses", "shield-alert", bench=False, rights=frozenset({Right.ASSIGN}), build=build, order=62,
)  # fmt: skip
