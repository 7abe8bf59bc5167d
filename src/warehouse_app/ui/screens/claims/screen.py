"""The card of the page of claims."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.claims.presenter import ClaimsPresenter
    from warehouse_app.ui.screens.claims.view import ClaimsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = ClaimsView(context.now)
    presenter = ClaimsPresenter(view, context.hands("claims"), context.now, context.toast, context.go)
    presenter.photos.deeds = PhotoDeeds(view, context, "claims")
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("paper"), "claims")
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "claims", "Claims", "shield-alert", bench=False, rights=frozenset({Right.VIEW}), build=build, order=30,
    group="returns",
)  # fmt: skip
