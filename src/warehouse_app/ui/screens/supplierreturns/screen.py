"""The card of the page of returns to suppliers."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.supplierreturns.presenter import SupplierReturnsPresenter
    from warehouse_app.ui.screens.supplierreturns.view import SupplierReturnsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds

    name = "supplierreturns"
    view = SupplierReturnsView(context.now)
    presenter = SupplierReturnsPresenter(view, context.hands(name), context.now, context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("paper"), name)
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "supplierreturns", "To suppliers", "store", bench=False, rights=frozenset({Right.VIEW}), build=build, order=34,
    group="returns",
)  # fmt: skip
