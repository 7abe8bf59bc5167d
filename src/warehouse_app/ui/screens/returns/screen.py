"""The card of the returns bench."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.runtime.scalefeed import ScaleFeed
    from warehouse_app.ui.screens.returns.presenter import ReturnsPresenter
    from warehouse_app.ui.screens.returns.view import ReturnsView
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = ReturnsView(context.now, context.session().station or context.bench)
    feed = ScaleFeed(getattr(context.tools, "hub", None), context.performer)
    hands = context.hands("returns")
    presenter = ReturnsPresenter(view, hands, context.sounds, context.notices, context.now, feed)
    presenter.photos = PhotoDeeds(view, context, "returns")
    view.use(presenter)
    return view


CARD = ScreenCard("returns", "Returns", "undo-2", bench=True, rights=frozenset({Right.RETURN}), build=build, order=58)
