"""The card of the page of refunds."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.refunds.presenter import RefundsPresenter
    from warehouse_app.ui.screens.refunds.view import RefundsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = RefundsView(context.now)
    presenter = RefundsPresenter(view, context.hands("refunds"), context.now, context.toast, context.go)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "refunds", "Refunds", "banknote", bench=False, rights=frozenset({Right.VIEW}), build=build, order=20,
    group="returns",
)  # fmt: skip
