"""The card of the crew screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.figures import day_begin
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_RIGHTS = frozenset({Right.ASSIGN})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.crew.presenter import CrewPresenter
    from warehouse_app.ui.screens.crew.view import CrewView

    view = CrewView(context.now)
    hands = context.hands("crew")
    view.use(CrewPresenter(view, hands, context.house(), context.go, day_begin, context.toast))
    return view


CARD = ScreenCard("crew", "Crew", "id-card", bench=False, rights=_RIGHTS, build=build, order=9, group="floor")
