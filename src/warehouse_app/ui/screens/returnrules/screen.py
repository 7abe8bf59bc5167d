"""The card of the page of return rules."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.returnrules.presenter import RulesPresenter
    from warehouse_app.ui.screens.returnrules.view import RulesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = RulesView()
    presenter = RulesPresenter(view, context.hands("returnrules"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "returnrules", "Return rules", "clipboard-list", bench=False, rights=frozenset({Right.RETURN_RULES}), build=build,
    order=50, group="returns",
)  # fmt: skip
