"""The card of the audit screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.savedlists import known_of
    from warehouse_app.ui.screens.audit.presenter import AuditPresenter
    from warehouse_app.ui.screens.audit.view import AuditView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = AuditView(context.now)
    presenter = AuditPresenter(view, context.hands("audit"), context.house())
    view.use(presenter)
    deeds = ListDeeds(view, view.links, presenter.list, context, "audit")
    view.deeds = (deeds, SavedViews(view, context, "audit", known_of("audit"), presenter, deeds))
    return view


CARD = ScreenCard(
    "audit", "Audit", "history", bench=False, rights=frozenset({Right.EXPORT}), build=build, order=78, group="house"
)
