"""The card of the release rules screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.releaserules.presenter import RulesPresenter
    from warehouse_app.ui.screens.releaserules.view import RulesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = RulesView()
    presenter = RulesPresenter(view, context.hands("releaserules"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "releaserules", "Release rules", "calendar-clock", bench=False, rights=frozenset({Right.PLAN}), build=build,
    order=71, group="house",
)  # fmt: skip
