"""The page of performance: views and figures; beside them one row, with what its time went into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.performance import shown
from warehouse_app.ui.screens.performance.presenter import PerformancePresenter
from warehouse_app.ui.screens.performance.state import PerformanceScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("week", tr("Last 7 days, or today"), "F9", "calendar", "page", "primary"),
        Action("seek", tr("Search the names"), "Ctrl+L", place="key"),
        *step_actions(tr("One step back")),
    )


class PerformanceView(ListPage):
    """Renders `PerformanceScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._rows = Table(
            shown.columns(PerformanceScreen()), name=tr("Figures"), key=lambda row: (row.key, row.work)
        )  # fmt: skip
        frame = Frame(
            tr("Name"),
            (tr("Choose a row"), tr("What its time went into appears here."), "timer"),
            keys=tr("F9: the last 7 days, or today"), show_all=tr("Show all"), shares=(820, 400), least=360,
        )  # fmt: skip
        super().__init__(_actions(), self._rows, frame, icon="timer")
        self.add_side(self._none())
        self.add_side(self._one())

    def grid(self) -> Grid:
        """Return the table."""
        return self._rows

    def use(self, presenter: PerformancePresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self._rows.picked.connect(lambda row: presenter.chosen(("", "") if row is None else (row.key, row.work)))

    def _none(self) -> QFrame:
        made, layout = card()
        layout.addWidget(Label(tr("Choose a row"), "title_large"))
        layout.addWidget(Label(tr("What its time went into appears here."), "body", "ink2", wrap=True))
        layout.addStretch(1)
        return made

    def _one(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(10)
        self._title, self._facts, self._steps = Label("", "title_large", wrap=True), Facts(), Facts()
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        layout.addWidget(rule())
        layout.addWidget(Label(tr("Where the time went, step by step"), "strong", wrap=True))
        layout.addWidget(self._steps)
        self._fault, self._lessons = Label(tr("Returns that were our fault"), "strong", wrap=True), Facts()
        layout.addWidget(rule())
        layout.addWidget(self._fault)
        layout.addWidget(self._lessons)
        layout.addStretch(1)
        words = tr("A longer time without a scan is a pause and does not count.")
        layout.addWidget(Label(words, "small", "ink2", wrap=True))
        return made

    def render_state(self, state: PerformanceScreen) -> None:
        """Show the state."""
        self._rows.rows_model().columns = shown.columns(state)
        rows, row = state.rows, state.row
        self._rows.show_rows(rows)
        if row is not None:
            self._rows.choose((row.key, row.work))
        nothing = shown.empty(state) if not rows and state.report is not None else None
        self.show_frame(
            Framed(
                *(shown.views(state), state.view, state.text, shown.footer(state)), nothing,
                side=1 if row is None else 2,
            )
        )  # fmt: skip
        if row is not None:
            self._title.setText(shown.title(row))
            self._facts.show_facts(shown.facts(row, self._now()))
            self._steps.show_facts(shown.step_facts(row))
            lessons = shown.lessons(state)
            self._fault.setVisible(bool(lessons))
            self._lessons.setVisible(bool(lessons))
            self._lessons.show_facts(lessons)
