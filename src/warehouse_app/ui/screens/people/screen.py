"""The card of the people screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.tools import tools_of


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.savedlists import known_of
    from warehouse_app.ui.screens.people.presenter import PeoplePresenter
    from warehouse_app.ui.screens.people.view import PeopleView
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = PeopleView(context.now)
    tools = tools_of(context.tools)
    presenter = PeoplePresenter(
        view, context.hands("people"), context.house(), tools.guard, context.toast, tools.printers.seal
    )
    view.use(presenter)
    view.deeds = (SavedViews(view, context, "people", known_of("people"), presenter),)
    return view


CARD = ScreenCard(
    "people", "People", "users", bench=False, rights=frozenset({Right.USERS}), build=build, order=80, group="house"
)
