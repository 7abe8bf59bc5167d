"""The page that tells why things come back: views and figures; beside them bars, and one row in words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget

from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.ranked import RankChart
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.whyreturned import shown
from warehouse_app.ui.screens.whyreturned.presenter import WhyPresenter
from warehouse_app.ui.screens.whyreturned.state import ALIKE, WhyScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("period", tr("30, 90 or 365 days"), "F9", "calendar", "page", "primary"),
        Action("measure", tr("Cost, units or share"), "F8", "chart-column", "page"),
        Action("seek", tr("Search"), "Ctrl+L", place="key"),
        *step_actions(tr("One step back")),
    )


class WhyView(ListPage):
    """Renders `WhyScreen`."""

    def __init__(self) -> None:
        state = WhyScreen()
        self._rows = Table(
            shown.columns(state), name=tr("Why returned"), key=lambda row: (row.key, row.currency)
        )  # fmt: skip
        self._pairs = Table(shown.pair_columns(), name=tr("Look-alikes"), key=lambda pair: (pair.sku, pair.other))
        self._tables = QStackedWidget()
        self._tables.addWidget(self._rows)
        self._tables.addWidget(self._pairs)
        frame = Frame(
            tr("Code or name"),
            (tr("Nothing to show"), tr("What came back appears here."), "chart-column"),
            keys=tr("F8: what the bars are, F9: how far back"), show_all=tr("Show all"), shares=(720, 480), least=400,
        )  # fmt: skip
        super().__init__(_actions(), self._tables, frame, icon="chart-column")
        self.add_side(self._plot())

    def grid(self) -> Grid:
        """Return the table in view."""
        return self._pairs if self._tables.currentIndex() else self._rows

    def use(self, presenter: WhyPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self._rows.picked.connect(lambda row: presenter.chosen(("", "") if row is None else (row.key, row.currency)))

    def _plot(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(10)
        self._measure, self._bars = Label("", "title_large", wrap=True), RankChart()
        self._title, self._facts, self._advice = Label("", "strong", wrap=True), Facts(), Label("", "body", wrap=True)
        layout.addWidget(self._measure)
        layout.addWidget(self._advice)
        layout.addWidget(self._bars)
        self._rule = rule()
        layout.addWidget(self._rule)
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        return made

    def render_state(self, state: WhyScreen) -> None:
        """Show the state."""
        alike = state.view == ALIKE
        self._tables.setCurrentIndex(int(alike))
        self._rows.rows_model().columns = shown.columns(state)
        self._rows.show_rows(state.rows)
        self._pairs.show_rows(state.alike)
        known = state.pairs is not None if alike else state.report is not None
        nothing = known and not (state.alike if alike else state.rows)
        self.show_frame(
            Framed(
                *(shown.views(), state.view, state.text, shown.footer(state)), shown.empty(state) if nothing else None,
                side=0 if nothing else 1,
            )
        )  # fmt: skip
        self.empty.show_deed(bool(state.text))  # nothing else hides a row
        self._measure.setText(tr("Products that look alike") if alike else shown.measure_words(state))
        self._bars.setVisible(not alike)
        self._bars.show_ranks(shown.bars(state))
        self._advice.setText(shown.advice(state))
        row = state.row or next(iter(state.rows), None)
        self._facts.setVisible(row is not None and not alike)
        self._title.setVisible(row is not None and not alike)
        self._rule.setVisible(row is not None and not alike)
        self._advice.setVisible(alike)
        if row is not None:
            self._title.setText(shown.called(state, row))
            self._facts.show_facts(shown.facts(row))
