"""The stock health page: views and the products; beside them the warehouses, or one product; a field to look back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from warehouse_app.ui.kit.cards import CareStrip, Facts
from warehouse_app.ui.kit.charts import BarChart
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.screens.health import shown
from warehouse_app.ui.screens.health.presenter import HealthPresenter
from warehouse_app.ui.screens.health.state import HealthScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("moment", tr("As it stood"), "F9", "history", "page", "primary"),
        Action("stock", tr("Show in Stock"), "F2", "boxes"),
        Action("seek", tr("Search the products"), "Ctrl+L", place="key"),
        *step_actions(tr("Back to now")),
    )


class HealthView(ListPage):
    """Renders `HealthScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        blank = HealthScreen()
        self._products = Table(
            shown.columns(blank, now()), name=tr("Products"), key=lambda row: (row.warehouse, row.sku)
        )
        self._then = Table(
            shown.then_columns(blank), name=tr("Products as they stood"), key=lambda row: (row.warehouse, row.sku)
        )
        self._tables = QStackedWidget()
        self._tables.addWidget(self._products)
        self._tables.addWidget(self._then)
        frame = Frame(
            tr("SKU or name"),
            (tr("Choose a product"), tr("Its age and what comes appear here."), "activity"),
            keys=tr("F9 looks back"), show_all=tr("Back to all"), shares=(820, 400), least=360,
        )  # fmt: skip
        super().__init__(_actions(), self._tables, frame, icon="activity")
        self._moment = FindField(tr("2026-11-24 14:03"), "F9")
        self._moment.setAccessibleName(tr("As it stood at"))
        self.tools.addWidget(self._moment)
        self._back = CareStrip("", "history")
        self._back.hide()
        self.column.insertWidget(1, self._back)
        self.add_side(self._whole())
        self.add_side(self._one())

    def grid(self) -> Grid:
        """Return the table in view."""
        return self._products if self._tables.currentIndex() == 0 else self._then

    def use(self, presenter: HealthPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        for table in (self._products, self._then):
            table.picked.connect(lambda row: presenter.chosen(("", "") if row is None else (row.warehouse, row.sku)))
        self._moment.returnPressed.connect(lambda: presenter.look_back(self._moment.text()))

    def _whole(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(10)
        layout.addWidget(Label(tr("All warehouses"), "title_large"))
        self._sums = Facts()
        layout.addWidget(self._sums)
        layout.addStretch(1)
        layout.addWidget(Label(tr("Choose a product to see its age and what comes."), "small", "ink2", wrap=True))
        return made

    def _one(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(10)
        head = QHBoxLayout()
        self._sku, self._name = Label("", "title_large"), Label("", "body", "ink2", wrap=True)
        head.addWidget(self._sku, 1)
        layout.addLayout(head)
        layout.addWidget(self._name)
        self._facts = Facts()
        layout.addWidget(self._facts)
        layout.addWidget(rule())
        layout.addWidget(Label(tr("How long it lies there, days"), "strong"))
        self._ages = BarChart()
        self._ages.setMinimumHeight(150)
        layout.addWidget(self._ages, 1)
        layout.addWidget(rule())
        layout.addWidget(Label(tr("What can be promised to somebody new"), "strong"))
        self._ahead = Table(shown.ahead_columns(self._now()), name=tr("Can be promised"), dense=True)
        self._ahead.setMinimumHeight(96)
        layout.addWidget(self._ahead, 1)
        return made

    def render_state(self, state: HealthScreen) -> None:
        """Show the state."""
        now, then = self._now(), state.then is not None
        self._products.rows_model().columns = shown.columns(state, now)
        self._then.rows_model().columns = shown.then_columns(state)
        rows: tuple[object, ...] = state.then_rows if then else state.rows
        self._tables.setCurrentIndex(1 if then else 0)
        table = self._then if then else self._products
        table.show_rows(rows)
        if state.row is not None:
            table.choose(state.chosen)
        self.show_frame(
            Framed(
                *(shown.views(state), state.view, state.text, shown.footer(state)),
                shown.empty(state) if not rows and state.health is not None else None,
                side=1 if state.row is None else 2,
                care=state.refusal,
                care_icon="octagon-x",
            )
        )
        self.views.setEnabled(not then)
        self._back.show_words(shown.moment(state, now), "history")
        self._sums.show_facts(shown.warehouses(state))
        self.table.set_enabled("stock", state.row is not None, tr("Choose a product first"))
        row = state.row
        if row is not None:
            self._sku.setText(row.sku)
            self._name.setText(calm(row.name))
            self._facts.show_facts(shown.facts(row, state, now))
            self._ages.show_bars(shown.ages(row))
            self._ahead.show_rows(row.ahead)

    def _own(self, name: str) -> None:
        if name == "moment":
            self._moment.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._moment.selectAll()
        super()._own(name)
