"""The card of the products screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.products.presenter import ProductsPresenter
    from warehouse_app.ui.screens.products.view import ProductsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds

    view = ProductsView()
    presenter = ProductsPresenter(view, context.hands("products"), context.now, context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("label"), "products")
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "products", "Products", "tag", bench=False, rights=frozenset({Right.VIEW}), build=build, order=64, group="catalogue"
)
