"""The card of the page of work on returned goods."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.returnwork.presenter import WorkPresenter
    from warehouse_app.ui.screens.returnwork.view import WorkPage
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = WorkPage(context.now)
    presenter = WorkPresenter(view, context.hands("returnwork"), context.now, context.toast, context.go)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "returnwork", "Rework", "wrench", bench=False, rights=frozenset({Right.VIEW}), build=build, order=32,
    group="returns",
)  # fmt: skip
