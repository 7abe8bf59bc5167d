"""The card of the pack screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right, Role
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.runtime.scalefeed import ScaleFeed
    from warehouse_app.ui.screens.pack.presenter import PackPresenter
    from warehouse_app.ui.screens.pack.view import PackView
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = PackView(context.now, context.session().station or context.bench)
    feed = ScaleFeed(getattr(context.tools, "hub", None), context.performer)
    hands = context.hands("pack")
    presenter = PackPresenter(view, hands, context.sounds, context.notices, context.now, scale=feed)
    presenter.photos = PhotoDeeds(view, context, "pack")
    view.use(presenter)
    view.chosen.connect(lambda name: context.go("performance", "") if name == "my_day" else None)
    return view


CARD = ScreenCard(
    "pack",
    "Pack",
    "package-check",
    bench=True,
    rights=frozenset({Right.PACK}),
    build=build,
    order=50,
    home_of=frozenset({Role.PACKER}),
)
