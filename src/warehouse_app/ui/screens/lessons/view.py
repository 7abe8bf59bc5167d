"""The lessons page: how lessons went, one of them order by order, and who learns."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.training.results import LESSONS
from warehouse_app.domain.training.results import Result
from warehouse_app.ui.kit.labels import rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.screens.lessons import shown
from warehouse_app.ui.screens.lessons.presenter import LessonsPresenter
from warehouse_app.ui.screens.lessons.state import LessonsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("way", tr("Who learns"), "F2", "graduation-cap", "bar", "primary"),
        Action("sheet", tr("Barcode sheet"), "Ctrl+P", "printer", "bar"),
        *keep_actions(tr("Search lessons")),
    )


class LessonView(OneCard):
    """One lesson: who, how it went, each order."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        self._tasks = Table(shown.task_columns(), name=tr("Orders"), dense=True)
        self.put(rule())
        self.put_rest(self._tasks)

    def render_lesson(self, row: Result | None) -> None:
        """Show a lesson."""
        if row is None:
            return
        about = unbroken(shown.about(row, self._now()))
        self.show_head(unbroken(row.name or row.person), about, shown.facts(row), shown.verdict(row))
        self._tasks.show_rows(row.tasks)


class LessonsView(KeepPage):
    """Renders `LessonsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Lessons"), LESSONS)
        self.lesson = LessonView(now)
        super().__init__(
            _actions(), table, self.lesson,
            Frame(
                tr("Person"),
                (tr("Choose a lesson"), tr("How each order went appears here."), "graduation-cap"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip

    def use(self, presenter: LessonsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: LessonsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.lesson.render_lesson(state.detail)
        self.show_reasons(shown.deeds(state))
