"""The card of the pick screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right, Role
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.pick.presenter import PickPresenter
    from warehouse_app.ui.screens.pick.view import PickView

    view = PickView(context.now, context.session().station or context.bench)
    view.use(PickPresenter(view, context.hands("pick"), context.sounds, context.notices, context.now))
    return view


CARD = ScreenCard(
    "pick",
    "Pick",
    "shopping-cart",
    bench=True,
    rights=frozenset({Right.PICK}),
    build=build,
    order=40,
    home_of=frozenset({Role.PICKER}),
)
