"""The receipts page: views, the list, and beside it one receipt with what came, how it differs and what waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from warehouse_app.application.receiving.looking import RECEIPTS
from warehouse_app.domain.receiving.values import ReceiptDetail
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.receipts import shown
from warehouse_app.ui.screens.receipts.presenter import ReceiptsPresenter
from warehouse_app.ui.screens.receipts.state import TABS, ReceiptsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("link", tr("Link"), "F2", "link"),
        Action("make", tr("Create"), "Ctrl+N", "plus"),
        Action("solve", tr("Settle"), "F8", "check"),
        *keep_actions(tr("Search receipts")),
    )


class ReceiptView(QFrame):
    """One receipt: code, facts, deeds, and its pages."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, column = card()
        outer.addWidget(made)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large"), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        column.addLayout(head)
        self._about = Label("", "body", "ink2", wrap=True)
        column.addWidget(self._about)
        self._facts = Facts()
        column.addWidget(self._facts)
        self._deeds = DeedRow()
        column.addWidget(self._deeds)
        column.addWidget(rule())
        self.tabs = FilterBar()
        column.addWidget(self.tabs)
        self._came = Table(shown.came_columns(), name=tr("What came"), dense=True)
        self._differ = Table(shown.difference_columns(), name=tr("Differences"), dense=True)
        self._parked = Table(shown.parked_columns(now()), name=tr("Set aside"), dense=True)
        self._story = Table(shown.story_columns(now()), name=tr("Story"), dense=True)
        self._came.none, self._differ.none = tr("Nothing came yet."), tr("Goods and paper agree.")
        self._parked.none, self._story.none = tr("Nothing stands aside."), tr("Nothing was scanned yet.")
        self._pages = QStackedWidget()
        for page in (self._came, self._differ, self._parked, self._story):
            self._pages.addWidget(page)
        column.addWidget(self._pages, 1)

    def take(self, buttons: tuple[Button, ...]) -> None:
        """Put the deeds of the page into their row."""
        self._deeds.take(buttons)

    def render_receipt(self, detail: ReceiptDetail | None, tab: str) -> None:
        """Show a receipt."""
        self.tabs.show_filters(shown.tabs(detail), tab)
        self._pages.setCurrentIndex(TABS.index(tab))
        if detail is None:
            return
        self._title.setText(shown.title(detail.row))
        self._chip.show_chip(shown.state_chip(detail.row))
        self._about.setText(shown.about(detail))
        self._facts.show_facts(shown.facts(detail.row, self._now()))
        self._came.show_rows(detail.came)
        self._differ.show_rows(detail.differences)
        self._parked.show_rows(detail.parked)
        self._story.show_rows(detail.lines)


class ReceiptsView(KeepPage):
    """Renders `ReceiptsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = ListTable(
            shown.columns(now()), name=tr("Receipts"), key=lambda row: row.id, sort=RECEIPTS.sort, sorts=RECEIPTS.sorts
        )  # fmt: skip
        self.receipt = ReceiptView(now)
        super().__init__(
            _actions(), table, self.receipt,
            Frame(
                tr("Receipt, order, note, supplier or SKU"),
                (tr("Choose a receipt"), tr("What came, and how it differs, appears here."), "package-check"),
                show_all=tr("Show all"),
                filters=(("supplier", tr("All suppliers")), ("warehouse", tr("All warehouses"))),
            ),
        )  # fmt: skip
        self.receipt.take(tuple(self.table.button(name) for name in ("link", "make", "solve")))

    def use(self, presenter: ReceiptsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.receipt.tabs.chosen.connect(presenter.tabbed)

    def render_state(self, state: ReceiptsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.receipt.render_receipt(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
