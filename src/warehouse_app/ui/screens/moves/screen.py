"""The card of the screen of moves and replenishment."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.moving.tasklist import MOVES
    from warehouse_app.ui.screens.moves.presenter import MovesPresenter
    from warehouse_app.ui.screens.moves.view import MovesView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = MovesView()
    presenter = MovesPresenter(view, context.hands("moves"), context.house(), context.toast)
    view.use(presenter)
    deeds = ListDeeds(view, view.list_table, presenter.list, context, "moves")
    view.deeds = (deeds, SavedViews(view, context, "moves", MOVES.known, presenter, deeds))
    presenter.remembered(deeds.remembered())
    return view


CARD = ScreenCard(
    "moves", "Moves", "arrow-left-right", bench=False, rights=frozenset({Right.VIEW}), build=build, order=58
)
