"""The counts page: the list, one count with what each round found, the plans, what is worth counting, accuracy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.counting.decide import COUNTS
from warehouse_app.domain.counting.values import CountDetail
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.charts import BarChart
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.counts import shown
from warehouse_app.ui.screens.counts.presenter import CountsPresenter
from warehouse_app.ui.screens.counts.state import TABS, CountsScreen, Overview
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("plan", tr("Plan counts"), "Ctrl+N", "plus", "bar", "primary"),
        Action("approve", tr("Book it"), "F2", "check"),
        Action("again", tr("Count again"), "F7", "repeat"),
        Action("reject", tr("Leave the books"), "F10"),
        *keep_actions(tr("Search counts")),
    )


class CountView(QFrame):
    """One count and its deeds; below, what it found, the plans, what is worth counting, how right the books are."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, self._column = card()
        outer.addWidget(made)
        self._column.setContentsMargins(16, 14, 16, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._head())
        self.tabs = FilterBar()
        self._column.addWidget(self.tabs)
        self._things = Table(shown.thing_columns(), name=tr("Found"), dense=True)
        self._things.none = tr("Choose a count. What it found appears here.")
        self._plans = Table(shown.plan_columns(now()), name=tr("Plans"), key=lambda row: row.id, dense=True)
        self._plans.none = tr("No plan yet. Ctrl+N makes one.")
        self._worth = Table(shown.proposal_columns(), name=tr("Worth counting"), dense=True)
        self._worth.none = tr("Nothing stands in a bin.")
        self._pages = QStackedWidget()
        for page in (self._things, self._plans, self._worth, self._accuracy()):
            self._pages.addWidget(page)
        self._column.addWidget(self._pages, 1)

    def _head(self) -> QWidget:
        self._about = QWidget()
        column = QVBoxLayout(self._about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        column.addLayout(head)
        self._facts, self._deeds = Facts(), DeedRow()
        column.addWidget(self._facts)
        column.addWidget(self._deeds)
        column.addWidget(rule())
        return self._about

    def _accuracy(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        self._said, self._chart = Label("", "body_strong", wrap=True), BarChart()
        self._wrong = Table(shown.accuracy_columns(), name=tr("Accuracy"), key=lambda row: row.key, dense=True)
        self._wrong.none = tr("Nothing was counted yet.")
        column.addWidget(self._said)
        column.addWidget(self._chart, 1)
        column.addWidget(self._wrong, 1)
        return made

    def take(self, buttons: tuple[Button, ...]) -> None:
        """Put the deeds of the page into their row."""
        self._deeds.take(buttons)

    def render_overview(self, overview: Overview) -> None:
        """Show plans, proposals and accuracy."""
        self._plans.show_rows(overview.plans)
        self._worth.show_rows(overview.proposals)
        self._said.setText(shown.accuracy_words(overview))
        self._chart.show_bars(shown.accuracy_bars(overview, self._now()))
        self._wrong.show_rows(overview.accuracy.rows)

    def render_count(self, detail: CountDetail | None, overview: Overview, tab: str) -> None:
        """Show a count."""
        things = () if detail is None else detail.things
        self.tabs.show_filters(shown.tabs(overview, len(things) if detail is not None else None), tab)
        self._pages.setCurrentIndex(TABS.index(tab))
        self._about.setVisible(detail is not None)
        self._things.show_rows(things)
        if detail is None:
            return
        row = detail.row
        chip = shown.state_chip(row.state)
        self._title.setText(shown.title(row))
        self._chip.show_chip(chip if isinstance(chip, ChipValue) else ChipValue("neutral", chip))
        self._facts.show_facts(shown.facts(row, overview, self._now()))


class CountsView(KeepPage):
    """Renders `CountsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Counts"), COUNTS)
        self.count = CountView(now)
        self._overview = Overview()
        super().__init__(
            _actions(), table, self.count,
            Frame(
                tr("Place, product or count, or scan it"),
                (tr("Choose a count"), tr("What it found appears here."), "clipboard-check"),
                show_all=tr("Show all"), shares=(620, 540), least=420,
            ),
        )  # fmt: skip
        self.count.take(tuple(self.table.button(name) for name in ("approve", "again", "reject")))

    def use(self, presenter: CountsPresenter) -> None:
        """Wire the presenter."""
        self.keeper = presenter
        self.wire(presenter)
        self.count.tabs.chosen.connect(presenter.tabbed)

    def show_overview(self, overview: Overview) -> None:
        """Show what stands beside any count."""
        self._overview = overview
        self.count.render_overview(overview)

    def render_state(self, state: CountsScreen) -> None:
        """Show the state; plans and accuracy stand there while no count is chosen."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        if state.form is None:
            self.sides.setCurrentIndex(1)
        self.count.render_count(state.detail, self._overview, state.tab)
        self.show_reasons(shown.deeds(state))
