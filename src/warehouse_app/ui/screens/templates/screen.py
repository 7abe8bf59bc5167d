"""The card of the templates screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.templates.presenter import TemplatesPresenter
    from warehouse_app.ui.screens.templates.view import TemplatesView

    view = TemplatesView()
    view.use(TemplatesPresenter(view, context.hands("templates"), context.toast))
    return view


CARD = ScreenCard(
    "templates",
    "Templates",
    "file-text",
    bench=False,
    rights=frozenset({Right.SETTINGS}),
    build=build,
    order=78,
    group="house",
)
