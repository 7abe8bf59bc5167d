"""The card of the screen of lots."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.lots.presenter import LotsPresenter
    from warehouse_app.ui.screens.lots.view import LotsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = LotsView(context.now)
    presenter = LotsPresenter(view, context.hands("lots"), context.house(), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "lots", "Lots", "ban", bench=False, rights=frozenset({Right.VIEW}), build=build, order=51,
)  # fmt: skip
