"""The card of the plan screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.plan.presenter import PlanPresenter
    from warehouse_app.ui.screens.plan.view import PlanView

    view = PlanView(context.now)
    view.use(PlanPresenter(view, context.hands("plan"), context.house(), context.toast, context.go))
    return view


CARD = ScreenCard(
    "plan", "Plan", "route", bench=False, rights=frozenset({Right.PLAN}), build=build, order=8, group="floor"
)
