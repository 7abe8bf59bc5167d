"""The card of the receipts screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.receipts.presenter import ReceiptsPresenter
    from warehouse_app.ui.screens.receipts.view import ReceiptsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = ReceiptsView(context.now)
    presenter = ReceiptsPresenter(view, context.hands("receipts"), context.now, context.toast)
    presenter.photos.deeds = PhotoDeeds(view, context, "receipts")
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "receipts", "Receipts", "package-plus", bench=False, rights=frozenset({Right.VIEW}), build=build, order=56
)
