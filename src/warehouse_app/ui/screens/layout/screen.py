"""The card of the layout screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.layout.presenter import LayoutPresenter
    from warehouse_app.ui.screens.layout.view import LayoutView

    hands = context.hands("layout")
    view = LayoutView(hands, context.toast)
    view.use(LayoutPresenter(view, hands, context.house(), context.toast))
    return view


CARD = ScreenCard(
    "layout", "Layout", "layout-grid", bench=False, rights=frozenset({Right.PLACES, Right.PLAN}), build=build,
    order=67, group="catalogue",
)  # fmt: skip
