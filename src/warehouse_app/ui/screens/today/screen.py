"""The card of the day's board."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.figures import day_begin
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_RIGHTS = frozenset({Right.PLAN, Right.EXPORT})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.today.presenter import TodayPresenter
    from warehouse_app.ui.screens.today.view import TodayView

    view = TodayView(context.now)
    view.use(TodayPresenter(view, context.hands("today"), context.go, context.now, day_begin))
    return view


CARD = ScreenCard("today", "Today", "columns-3", bench=False, rights=_RIGHTS, build=build, order=5, group="floor")
