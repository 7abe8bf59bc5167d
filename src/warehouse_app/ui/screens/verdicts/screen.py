"""The card of the verdicts screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.verdicts.presenter import VerdictsPresenter
    from warehouse_app.ui.screens.verdicts.view import VerdictsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = VerdictsView(context.now)
    presenter = VerdictsPresenter(view, context.hands("verdicts"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "verdicts", "Verdicts", "octagon-alert", bench=False, rights=frozenset({Right.SETTINGS, Right.EXPORT}),
    build=build, order=73, group="house",
)  # fmt: skip
