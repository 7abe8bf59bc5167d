"""The card of the page of one's own day, and of the performance of all."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.performance.presenter import PerformancePresenter
    from warehouse_app.ui.screens.performance.view import PerformanceView

    view = PerformanceView(context.now)
    view.use(PerformancePresenter(view, context.hands("performance"), context.now))
    return view


CARD = ScreenCard(
    "performance",
    "My day",
    "timer",
    bench=False,
    rights=frozenset({Right.VIEW}),
    build=build,
    order=90,
    group="benches",
)
