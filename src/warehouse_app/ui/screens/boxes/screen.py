"""The card of the boxes screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.boxes.presenter import BoxesPresenter
    from warehouse_app.ui.screens.boxes.view import BoxesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = BoxesView()
    presenter = BoxesPresenter(view, context.hands("boxes"), context.now, context.toast, context.house())
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "boxes", "Boxes", "box", bench=False, rights=frozenset({Right.VIEW}), build=build, order=66, group="catalogue",
)  # fmt: skip
