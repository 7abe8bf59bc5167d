"""The card of the screen of moves and replenishment."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.moves.presenter import MovesPresenter
    from warehouse_app.ui.screens.moves.view import MovesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = MovesView()
    presenter = MovesPresenter(view, context.hands("moves"), context.house(), context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "moves", "Moves", "arrow-left-right", bench=False, rights=frozenset({Right.VIEW}), build=build, order=58
)
