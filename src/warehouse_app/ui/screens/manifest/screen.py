"""The card of the manifest screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.shipping import close_manifest
    from warehouse_app.ui.screens.manifest.presenter import ManifestPresenter
    from warehouse_app.ui.screens.manifest.view import ManifestView

    view, house = ManifestView(context.now, context.session().station or context.bench), context.house()
    hands = context.hands("manifest")
    view.use(
        ManifestPresenter(
            view, hands, context.sounds, context.notices, context.now, lambda who, n: close_manifest(house, who, n)
        )
    )
    return view


CARD = ScreenCard("manifest", "Load", "truck", bench=True, rights=frozenset({Right.LOAD}), build=build, order=54)
