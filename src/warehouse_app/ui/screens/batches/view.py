"""The batches page: views, the list with progress, one batch with its walk and its deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.cards import Bar, CareStrip, EmptyState, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, footed_card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.batches import shown
from warehouse_app.ui.screens.batches.presenter import BatchesPresenter
from warehouse_app.ui.screens.batches.state import BatchesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("plan", tr("Plan batches"), "Ctrl+N", "route", "bar", "primary"),
        Action("release", tr("Release"), "F2", "send"),
        Action("assign", tr("Give to"), "F3", "user-check"),
        Action("way", tr("How"), "F6", "route"),
        Action("list", tr("List"), "F7", "list-checks"),
        Action("discard", tr("Discard"), "F10", "trash-2", kind="dangerous"),
        Action("board", tr("Plan on the map"), "F9", place="key"),
        Action("takeback", tr("Take back"), "Shift+F2", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class BatchesView(Page):
    """Renders `BatchesScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self._filters = FilterBar()
        column.addWidget(self._filters)
        self._told = CareStrip()
        self._told.hide()
        column.addWidget(self._told)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 720)
        below.addWidget(self._detail(), 432)
        column.addLayout(below, 1)

    def use(self, presenter: BatchesPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._filters.chosen.connect(presenter.viewed)
        self._table.picked.connect(lambda row: presenter.chosen(row.id if row is not None else 0))
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))

    def _list(self) -> QStackedWidget:
        self._table = Table(shown.columns(self._now()), name=tr("Batches"), key=lambda row: row.id)
        made, self._foot, _keys = footed_card(self._table, tr("F2 releases, F3 gives to a person"))
        self._empty = EmptyState("", "", icon="route")
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _detail(self) -> QStackedWidget:
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        layout.addLayout(head)
        self._progress, self._bar = Label("", "body", "ink2"), Bar()
        layout.addWidget(self._progress)
        layout.addWidget(self._bar)
        self._facts = Facts()
        layout.addWidget(self._facts)
        layout.addWidget(self._deeds())
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        layout.addWidget(rule())
        layout.addWidget(self._pages(), 1)
        self._details = QStackedWidget()
        self._details.addWidget(
            EmptyState(tr("Choose a batch"), tr("Its walk and its deeds appear here."), icon="route")
        )
        self._details.addWidget(made)
        return self._details

    def _deeds(self) -> QWidget:
        return DeedRow(*(self.table.button(name) for name in ("release", "assign", "way", "list", "discard")))

    def _pages(self) -> QStackedWidget:
        self._walk = Table(shown.task_columns(), name=tr("Walk"), key=lambda task: task.id, dense=True)
        self._walk.none = tr("Its stops are told once it is released.")
        self._choices, self._question = Choices(), Label("", "strong", wrap=True)
        asked = QFrame()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._question)
        column.addWidget(self._choices)
        column.addStretch(1)
        self._below = QStackedWidget()
        self._below.addWidget(self._walk)
        self._below.addWidget(asked)
        return self._below

    def render_state(self, state: BatchesScreen) -> None:
        """Show the state."""
        self._filters.show_filters(shown.filters(state), state.view)
        self._told.show_words(state.told)
        rows = state.shown
        self._table.show_rows(rows)
        self._table.choose(state.chosen)
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(0 if rows or not state.loaded else 1)
        words = tr("No batch in this view") if state.rows else tr("No batch yet")
        self._empty.show_words(words, tr("Plan batches (Ctrl N) groups the orders that are ready."))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        self._render_detail(state)

    def _render_detail(self, state: BatchesScreen) -> None:
        row = state.row
        self._details.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self._title.setText(tr("Batch {batch}").format(batch=code(row.code)))
        self._chip.show_chip(shown.chip(row))
        self._progress.setText(shown.progress(row))
        self._bar.show_part(row.done_units, row.units)
        self._bar.setAccessibleName(shown.progress(row))
        self._facts.show_facts(shown.facts(row, self._now()))
        self._refusal.show_words(state.refusal, "octagon-x")
        self._below.setCurrentIndex(1 if state.asking else 0)
        self._facts.setVisible(not state.asking)  # so that every answer has the room of its words
        self._walk.show_rows(state.detail.tasks if state.detail is not None else ())
        if state.asking == "assign":
            self._question.setText(tr("Who picks it?"))
            self._choices.show_options(shown.people(state))
        elif state.asking == "way":
            self._question.setText(tr("How is it picked?"))
            self._choices.show_options(shown.ways(row))
        elif state.asking == "list":
            self._question.setText(shown.list_question(state))
            self._choices.show_options(shown.confirm_or_not())
        elif state.asking == "discard":
            self._question.setText(tr("Its orders can be planned again. Press 1 to discard it, 2 to keep it."))
            self._choices.show_options(shown.keep_or_discard())
        self._below.setAccessibleName(self._question.text() if state.asking else tr("Walk"))
