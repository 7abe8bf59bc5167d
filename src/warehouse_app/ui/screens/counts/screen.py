"""The card of the counts screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.counts.presenter import CountsPresenter
    from warehouse_app.ui.screens.counts.view import CountsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = CountsView(context.now)
    presenter = CountsPresenter(view, context.hands("counts"), context.house(), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "counts", "Counts", "clipboard-check", bench=False, rights=frozenset({Right.VIEW}), build=build, order=60,
)  # fmt: skip
