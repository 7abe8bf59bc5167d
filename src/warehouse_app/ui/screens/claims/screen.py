"""The card of the page of claims."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.returning.claims import CLAIMS
    from warehouse_app.ui.screens.claims.presenter import ClaimsPresenter
    from warehouse_app.ui.screens.claims.view import ClaimsView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = ClaimsView(context.now)
    presenter = ClaimsPresenter(view, context.hands("claims"), context.now, context.toast, context.go)
    presenter.photos = PhotoDeeds(view, context, "claims")
    view.use(presenter)
    deeds = ListDeeds(view, view.list_table, presenter.list, context, "claims")
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("paper"), "claims")
    view.deeds = (deeds, SavedViews(view, context, "claims", CLAIMS.known, presenter, deeds), papers)
    presenter.remembered(deeds.remembered())
    return view


CARD = ScreenCard(
    "claims", "Claims", "shield-alert", bench=False, rights=frozenset({Right.VIEW}), build=build, order=30,
    group="returns",
)  # fmt: skip
