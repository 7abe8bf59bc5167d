"""The card of the returns desk."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.returncases.presenter import CasesPresenter
    from warehouse_app.ui.screens.returncases.view import CasesView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = CasesView(context.now)
    presenter = CasesPresenter(view, context.hands("returncases"), context.now, context.toast, context.go)
    presenter.photos.deeds = PhotoDeeds(view, context, "returncases")
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("new"), "returncases")
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "returncases", "Returns desk", "inbox", bench=False, rights=frozenset({Right.VIEW}), build=build,
    order=10, group="returns",
)  # fmt: skip
