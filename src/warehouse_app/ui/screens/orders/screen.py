"""The card of the orders screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.orders import ORDERS
    from warehouse_app.ui.screens.orders.presenter import OrdersPresenter
    from warehouse_app.ui.screens.orders.view import OrdersView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = OrdersView(context.now)
    presenter = OrdersPresenter(view, context.hands("orders"), context.house(), context.toast, context.go)
    view.use(presenter)
    view.detail.photos.use(PhotoDeeds(view, context, "orders"))
    deeds = ListDeeds(view, view.orders, presenter.list, context, "orders")
    papers = PaperDeeds(view, view.orders, context, presenter.paperwork, view.table.button("print"), "orders")
    view.deeds = (deeds, SavedViews(view, context, "orders", ORDERS.known, presenter, deeds), papers)
    presenter.remembered(deeds.remembered())
    return view


CARD = ScreenCard(
    "orders", "Orders", "inbox", bench=False, rights=frozenset({Right.VIEW}), build=build, order=10, group="orders"
)
