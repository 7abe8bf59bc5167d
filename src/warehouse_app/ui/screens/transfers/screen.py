"""The card of the transfers screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.transfers.presenter import TransfersPresenter
    from warehouse_app.ui.screens.transfers.view import TransfersView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = TransfersView(context.now)
    presenter = TransfersPresenter(view, context.hands("transfers"), context.house(), context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "transfers", "Transfers", "repeat", bench=False, rights=frozenset({Right.VIEW}), build=build, order=62
)
