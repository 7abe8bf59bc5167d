"""The card of the places screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.places.presenter import PlacesPresenter
    from warehouse_app.ui.screens.places.view import PlacesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds

    view = PlacesView()
    presenter = PlacesPresenter(view, context.hands("places"), context.house(), context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("label"), "places")
    presenter.keep = papers.keep
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "places", "Places", "map-pin", bench=False, rights=frozenset({Right.VIEW}), build=build, order=66, group="catalogue"
)
