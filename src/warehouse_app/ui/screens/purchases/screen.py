"""The card of the purchase orders screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.purchases.presenter import PurchasesPresenter
    from warehouse_app.ui.screens.purchases.view import PurchasesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds

    view = PurchasesView()
    presenter = PurchasesPresenter(view, context.hands("purchases"), context.now, context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("add"), "purchases")
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "purchases", "Purchase orders", "receipt", bench=False, rights=frozenset({Right.VIEW}), build=build,
    order=54, group="goods",
)  # fmt: skip
