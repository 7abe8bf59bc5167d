"""The audit page: views, filters and the list; beside it how the trail stands, and one deed with its facts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.trail import TRAIL
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.labels import Label, filled_card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.screens.audit import shown
from warehouse_app.ui.screens.audit.detail import LinkCard, TrailCard
from warehouse_app.ui.screens.audit.presenter import AuditPresenter
from warehouse_app.ui.screens.audit.state import AuditScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_DETAIL = 424


def _actions() -> tuple[Action, ...]:
    return (
        Action("prove", tr("Prove now"), "F9", "shield-check", "page", "primary"),
        Action("only_who", tr("Only this person"), "F2"),
        Action("only_station", tr("Only this station"), "F3"),
        Action("only_deed", tr("Only this deed"), "F4"),
        Action("seek", tr("Search the trail"), "Ctrl+L", place="key"),
        Action("thing", tr("About one thing"), "Ctrl+T", place="key"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("Take the filters away"), "Esc", place="key"),
        *list_actions(),
    )


class AuditView(Page):
    """Renders `AuditScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for row in self._tops():
            column.addLayout(row)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 776)
        self.trail, self.link = TrailCard(self.table), LinkCard(self.table)
        self._links = QStackedWidget()
        self._links.addWidget(EmptyState(tr("Choose a row"), tr("What the deed left appears here."), icon="history"))
        self._links.addWidget(self.link)
        beside = QVBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.trail)
        beside.addWidget(self._links, 1)
        below.addLayout(beside, _DETAIL)
        column.addLayout(below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self.sizes_changed()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._links.setMinimumWidth(round(_DETAIL * fonts.text_size() / 100))

    @property
    def links(self) -> ListTable:
        """The list."""
        return self._rows

    def use(self, presenter: AuditPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self._views.chosen.connect(presenter.viewed)
        self._spans.chosen.connect(presenter.spanned)
        self._narrow.chosen.connect(presenter.unnarrowed)
        self._rows.picked.connect(presenter.chosen)
        self._rows.opened.connect(lambda _row: self.link.setFocus(Qt.FocusReason.OtherFocusReason))
        self._rows.sorted_by.connect(presenter.sorted)
        self._rows.looked.connect(presenter.list.look)
        self._search.sought.connect(lambda _text: self._rest.start())
        self._search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self._thing.returnPressed.connect(self._asked)
        self._empty.chosen.connect(lambda: presenter.commanded("show_all"))
        self.link.tabs.chosen.connect(presenter.tabbed)
        self.chosen.connect(self._own)

    def _tops(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        first, second = QHBoxLayout(), QHBoxLayout()
        self._views, self._spans, self._narrow = FilterBar(), FilterBar(), FilterBar()
        self._search = FindField(tr("Person, station, deed"), "Ctrl L")
        self._thing = FindField(tr("Order, place, product"), "Ctrl T")
        first.addWidget(self._views)
        first.addStretch(1)
        first.addWidget(self._search)
        second.addWidget(self._spans)
        second.addSpacing(12)
        second.addWidget(self._narrow)
        second.addStretch(1)
        second.addWidget(self._thing)
        return first, second

    def _list(self) -> QStackedWidget:
        made, layout = filled_card()
        self._rows = ListTable(
            shown.columns(self._now()), name=tr("Deeds"), key=lambda row: row.seq, sort="at", sorts=TRAIL.sorts
        )
        layout.addWidget(self._rows, 1)
        layout.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        self._foot = Label("", "small", "ink2")
        foot.addWidget(self._foot, 1)
        foot.addWidget(Label(tr("Ctrl E exports the list"), "small", "ink2"))
        layout.addLayout(foot)
        self._empty = EmptyState("", "", icon="history", button=tr("Take the filters away"))
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def render_state(self, state: AuditScreen) -> None:
        """Show the state."""
        now = self._now()
        self._views.show_filters(shown.views(), state.query.view)
        self._spans.show_filters(shown.spans(), state.span)
        self._narrow.show_filters(shown.narrowings(state), "")
        self._refusal.show_words(state.refusal, "octagon-x")
        self._foot.setText(shown.footer(state))
        self._lists.setCurrentIndex(1 if shown.is_empty(state) else 0)
        self._empty.show_words(*shown.empty(state))
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        self.trail.render_state(state)
        self._links.setCurrentIndex(0 if state.picked is None else 1)
        self.link.render_state(state, now)
        if state.query.text != self._search.text().strip() and not self._rest.isActive():
            self._search.setText(state.query.text)
            self._rest.stop()

    def _sought(self) -> None:
        self._rest.stop()
        self._presenter.sought(self._search.text())

    def _asked(self) -> None:
        self._presenter.about(self._thing.text())
        self._thing.clear()

    def _own(self, name: str) -> None:
        for wanted, field in (("seek", self._search), ("thing", self._thing)):
            if name == wanted:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()
