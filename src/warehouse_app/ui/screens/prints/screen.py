"""The card of the print jobs screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.tools import tools_of


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.print_deeds import PRINTS
    from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
    from warehouse_app.ui.screens.prints.view import PrintsView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = PrintsView(context.now)
    desk = tools_of(context.tools).printers
    hands = context.hands("prints")
    presenter = PrintsPresenter(view, hands, context.performer, desk, context.now, context.toast)
    view.use(presenter)
    deeds = ListDeeds(view, view.jobs, presenter.list, context, "prints")
    view.deeds = (deeds, SavedViews(view, context, "prints", PRINTS.known, presenter, deeds))
    return view


CARD = ScreenCard(
    "prints",
    "Print jobs",
    "printer",
    bench=False,
    rights=frozenset({Right.PRINT}),
    build=build,
    order=76,
    group="orders",
)
