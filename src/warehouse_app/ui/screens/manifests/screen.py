"""The card of the manifests screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.savedlists import known_of
    from warehouse_app.ui.screens.manifests.presenter import ManifestsPresenter
    from warehouse_app.ui.screens.manifests.view import ManifestsView
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = ManifestsView(context.now)
    presenter = ManifestsPresenter(view, context.hands("manifests"), context.toast, context.go)
    view.use(presenter)
    papers = PaperDeeds(view, view.grid(), context, presenter.paperwork, view.table.button("pallet"), "manifests")
    view.deeds = (SavedViews(view, context, "manifests", known_of("manifests"), presenter), papers)
    return view


CARD = ScreenCard(
    "manifests",
    "Manifest list",
    "clipboard-list",
    bench=False,
    rights=frozenset({Right.VIEW}),
    build=build,
    order=56,
    group="orders",
)
