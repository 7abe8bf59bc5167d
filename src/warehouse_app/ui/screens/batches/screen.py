"""The card of the batches screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.batches.presenter import BatchesPresenter
    from warehouse_app.ui.screens.batches.view import BatchesView

    view, rights = BatchesView(context.now), context.session().actor.rights
    view.use(BatchesPresenter(view, context.hands("batches"), context.house(), context.toast, rights, context.go))
    return view


_RIGHTS = frozenset({Right.PLAN, Right.ASSIGN})
CARD = ScreenCard("batches", "Batches", "layers", bench=False, rights=_RIGHTS, build=build, order=20, group="orders")
