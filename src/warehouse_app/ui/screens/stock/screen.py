"""The card of the stock screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.savedlists import known_of
    from warehouse_app.ui.screens.stock.presenter import StockPresenter
    from warehouse_app.ui.screens.stock.view import StockView
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = StockView(context.now)
    presenter = StockPresenter(view, context.hands("stock"), context.toast, context.go, context.now)
    view.use(presenter)
    view.deeds = (SavedViews(view, context, "stock", known_of("stock"), presenter),)
    return view


CARD = ScreenCard("stock", "Stock", "boxes", bench=False, rights=frozenset({Right.VIEW}), build=build, order=50)
