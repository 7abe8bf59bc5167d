"""The card of the lessons screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.lessons.presenter import LessonsPresenter
    from warehouse_app.ui.screens.lessons.view import LessonsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.paperdeeds import PaperDeeds

    view = LessonsView(context.now)
    presenter = LessonsPresenter(view, context.hands("lessons"), context.now, context.toast)
    view.use(presenter)
    papers = PaperDeeds(view, view.list_table, context, presenter.paperwork, view.table.button("sheet"), "lessons")
    give_deeds(view, presenter, context, papers)
    return view


CARD = ScreenCard(
    "lessons", "Lessons", "graduation-cap", bench=False, rights=frozenset({Right.ASSIGN}), build=build, order=82,
    group="house",
)  # fmt: skip
