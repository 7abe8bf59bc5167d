"""The card of the suppliers screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.suppliers.presenter import SuppliersPresenter
    from warehouse_app.ui.screens.suppliers.view import SuppliersView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = SuppliersView()
    presenter = SuppliersPresenter(view, context.hands("suppliers"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "suppliers", "Suppliers", "store", bench=False, rights=frozenset({Right.VIEW}), build=build, order=68,
    group="catalogue",
)  # fmt: skip
