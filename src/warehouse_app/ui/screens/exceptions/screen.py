"""The card of the exceptions screen."""

from __future__ import annotations

from time import sleep

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_RIGHTS = frozenset({Right.PLAN, Right.EXPORT})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.exceptions.presenter import ExceptionsPresenter
    from warehouse_app.ui.screens.exceptions.view import ExceptionsView

    view = ExceptionsView(context.now)
    hands = context.hands("exceptions")
    view.use(ExceptionsPresenter(view, hands, context.house(), context.go, context.toast, sleep))
    return view


CARD = ScreenCard(
    "exceptions", "Exceptions", "list-checks", bench=False, rights=_RIGHTS, build=build, order=7, group="floor"
)
