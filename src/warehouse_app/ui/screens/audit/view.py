"""The audit page: views, filters and the list; beside it how the trail stands, and one deed with its facts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from warehouse_app.application.trail import TRAIL
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.screens.audit import shown
from warehouse_app.ui.screens.audit.detail import LinkCard, TrailCard
from warehouse_app.ui.screens.audit.presenter import AuditPresenter
from warehouse_app.ui.screens.audit.state import AuditScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.listdeeds import list_actions
from warehouse_app.ui.shell.listpage import Frame, Framed, ListPage, step_actions
from warehouse_app.ui.shell.savedviews import view_actions
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("prove", tr("Prove now"), "F9", "shield-check", "page", "primary"),
        Action("only_who", tr("Only this person"), "F2"),
        Action("only_station", tr("Only this station"), "F3"),
        Action("only_deed", tr("Only this deed"), "F4"),
        Action("thing", tr("About one thing"), "Ctrl+T", place="key"),
        Action("seek", tr("Search the trail"), "Ctrl+L", place="key"),
        *step_actions(tr("Take the filters away")),
        *list_actions(),
        *view_actions(),
    )


def _frame() -> Frame:
    return Frame(
        tr("Person, station, deed"),
        (tr("Choose a row"), tr("What the deed left appears here."), "history"),
        keys=tr("Ctrl E exports the list"), show_all=tr("Take the filters away"), shares=(776, 424), least=424,
    )  # fmt: skip


class AuditView(ListPage):
    """Renders `AuditScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._rows = ListTable(
            shown.columns(now()), name=tr("Deeds"), key=lambda row: row.seq, sort="at", sorts=TRAIL.sorts
        )
        super().__init__(_actions(), self._rows, _frame(), icon="history")
        self.column.setSpacing(6)
        self.column.insertLayout(1, self._second_row())
        self.trail, self.link = TrailCard(self.table), LinkCard(self.table)
        self.add_side(self.link)
        self.beside.insertWidget(0, self.trail)

    @property
    def links(self) -> ListTable:
        """The list."""
        return self._rows

    def use(self, presenter: AuditPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire_list(presenter, presenter)
        self.wire_feed(self._rows, presenter.list)
        self._rows.picked.connect(presenter.chosen)
        self._rows.sorted_by.connect(presenter.sorted)
        self._spans.chosen.connect(presenter.spanned)
        self._narrow.chosen.connect(presenter.unnarrowed)
        self._thing.returnPressed.connect(self._asked)
        self.link.tabs.chosen.connect(presenter.tabbed)

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._spans, self._narrow = FilterBar(), FilterBar()
        self._thing = FindField(tr("Order, place, product"), "Ctrl T")
        row.addWidget(self._spans)
        row.addSpacing(12)
        row.addWidget(self._narrow)
        row.addStretch(1)
        row.addWidget(self._thing)
        return row

    def render_state(self, state: AuditScreen) -> None:
        """Show the state."""
        self.show_frame(
            Framed(
                *(shown.views(), state.query.view, state.query.text, shown.footer(state)),
                shown.empty(state) if shown.is_empty(state) else None,
                side=0 if state.picked is None else 1,
                care=state.refusal,
                care_icon="octagon-x",
            )
        )
        self.mark(self._rows, state.picked.seq if state.picked is not None else 0)
        self._spans.show_filters(shown.spans(), state.span)
        self._narrow.show_filters(shown.narrowings(state), "")
        self.show_reasons(shown.deeds(state))
        self.trail.render_state(state)
        self.link.render_state(state, self._now())

    def _asked(self) -> None:
        self._presenter.about(self._thing.text())
        self._thing.clear()

    def _own(self, name: str) -> None:
        if name == "thing":
            self._thing.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._thing.selectAll()
        super()._own(name)
