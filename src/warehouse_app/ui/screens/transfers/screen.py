"""The card of the transfers screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.transfers.queries import TRANSFERS
    from warehouse_app.ui.screens.transfers.presenter import TransfersPresenter
    from warehouse_app.ui.screens.transfers.view import TransfersView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = TransfersView(context.now)
    presenter = TransfersPresenter(view, context.hands("transfers"), context.house(), context.toast)
    view.use(presenter)
    deeds = ListDeeds(view, view.list_table, presenter.list, context, "transfers")
    view.deeds = (deeds, SavedViews(view, context, "transfers", TRANSFERS.known, presenter, deeds))
    presenter.remembered(deeds.remembered())
    return view


CARD = ScreenCard(
    "transfers", "Transfers", "repeat", bench=False, rights=frozenset({Right.VIEW}), build=build, order=62
)
