"""The manifests page: open and closed ones, and beside them one with its seal, its parcels, and its paper once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import CareStrip, EmptyState, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, card, filled_card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.manifests import shown
from warehouse_app.ui.screens.manifests.presenter import ManifestsPresenter
from warehouse_app.ui.screens.manifests.state import ManifestsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 200
_DETAIL = 560


def _actions() -> tuple[Action, ...]:
    return (
        Action("load", tr("Load parcels"), "F2", "truck", "bar", "primary"),
        Action("print", tr("Print again"), "F9", "printer"),
        Action("seek", tr("Search manifests"), "Ctrl+L", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class ManifestsView(Page):
    """Renders `ManifestsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._filters, self._search = FilterBar(), FindField(tr("Manifest or carrier"), "Ctrl L")
        top.addWidget(self._filters)
        top.addStretch(1)
        top.addWidget(self._search)
        column.addLayout(top)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 596)
        self._beside = QStackedWidget()
        self._beside.addWidget(
            EmptyState(tr("Choose a manifest"), tr("Its parcels and its seal appear here."), icon="clipboard-list")
        )
        self._beside.addWidget(self._detail())
        below.addWidget(self._beside, _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._beside.setMinimumWidth(round(420 * fonts.text_size() / 100))

    def use(self, presenter: ManifestsPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._filters.chosen.connect(presenter.viewed)
        self._rows.picked.connect(lambda row: presenter.chosen(row.code if row is not None else ""))
        self._search.sought.connect(lambda _text: self._rest.start())
        self._rest.timeout.connect(lambda: presenter.sought(self._search.text()))
        self.chosen.connect(self._own)

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._rows = Table(shown.columns(self._now()), name=tr("Manifests"), key=lambda row: row.code)
        layout.addWidget(self._rows, 1)
        layout.addWidget(rule())
        self._foot = Label("", "small", "ink2")
        self._foot.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._foot)
        self._empty = EmptyState("", "", icon="clipboard-list")
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _detail(self) -> QFrame:
        made, layout = card()
        layout.setSpacing(8)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        layout.addLayout(head)
        self._facts = Facts()
        layout.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._seal, self._hash = Chip(), Label("", "small", "ink2")
        row.addWidget(self._seal)
        row.addWidget(self._hash, 1)
        row.addWidget(self.table.button("print"))
        layout.addLayout(row)
        self._missing = CareStrip("", "octagon-x")
        self._missing.setProperty("card", "stop")
        self._missing.hide()
        layout.addWidget(self._missing)
        layout.addWidget(rule())
        self._lines = Table(shown.line_columns(), name=tr("Parcels"), key=lambda line: line.parcel, dense=True)
        layout.addWidget(self._lines, 1)
        return made

    def render_state(self, state: ManifestsScreen) -> None:
        """Show the state."""
        now = self._now()
        self._filters.show_filters(shown.filters(state), state.view)
        self._rows.show_rows(state.shown)
        if state.chosen:
            self._rows.choose(state.chosen)
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(0 if state.shown or not state.loaded else 1)
        self._empty.show_words(*shown.empty(state))
        self._refusal.show_words(state.refusal, "octagon-x")
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        row = state.row
        self._beside.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self._title.setText(shown.title(row))
        self._chip.show_chip(shown.state_chip(row))
        self._facts.show_facts(shown.facts(row, now))
        chip, seal = shown.seal(state.opened)
        self._seal.show_chip(chip)
        self._hash.setText(seal)
        self._hash.setAccessibleName(tr("Seal {seal}").format(seal=seal) if seal else "")
        self._missing.show_words(shown.missing_words(state.opened), "octagon-x")
        self._lines.show_rows(shown.lines(state.opened) if state.opened is not None else ())

    def _own(self, name: str) -> None:
        if name == "seek":
            self._search.setFocus()
            self._search.selectAll()
        elif name == "back":
            self._search.clear()
