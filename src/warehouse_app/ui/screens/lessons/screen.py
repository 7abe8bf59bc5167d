"""The card of the lessons screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.training.results import LESSONS
    from warehouse_app.ui.screens.lessons.presenter import LessonsPresenter
    from warehouse_app.ui.screens.lessons.view import LessonsView
    from warehouse_app.ui.shell.listdeeds import ListDeeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds
    from warehouse_app.ui.shell.savedviews import SavedViews

    view = LessonsView(context.now)
    presenter = LessonsPresenter(view, context.hands("lessons"), context.now, context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("sheet"), "lessons")
    deeds = ListDeeds(view, view.list_table, presenter.list, context, "lessons")
    view.deeds = (deeds, SavedViews(view, context, "lessons", LESSONS.known, presenter, deeds), papers)
    presenter.remembered(deeds.remembered())
    return view


CARD = ScreenCard(
    "lessons", "Lessons", "graduation-cap", bench=False, rights=frozenset({Right.ASSIGN}), build=build, order=82,
    group="house",
)  # fmt: skip
