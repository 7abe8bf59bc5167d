"""The card of the flow board."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.figures import day_begin
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.flow.presenter import FlowPresenter
    from warehouse_app.ui.screens.flow.view import FlowView

    view = FlowView(context.now)
    hands, house = context.hands("flow"), context.house()
    view.use(FlowPresenter(view, hands, house, context.go, context.toast, context.now, day_begin))
    return view


_RIGHTS = frozenset({Right.PLAN})
CARD = ScreenCard("flow", "Flow", "activity", bench=False, rights=_RIGHTS, build=build, order=6, group="floor")
