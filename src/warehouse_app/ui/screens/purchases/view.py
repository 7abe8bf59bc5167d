"""The purchase orders page: views, supplier and warehouse, the list, one order with its lines, and its forms."""

from __future__ import annotations

from warehouse_app.application.purchasing.looking import PURCHASES
from warehouse_app.domain.purchasing.values import PurchaseDetail
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code, unbroken
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.screens.purchases import shown
from warehouse_app.ui.screens.purchases.presenter import PurchasesPresenter
from warehouse_app.ui.screens.purchases.state import TABS, PurchasesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

_BESIDE = ("confirm", "add", "edit_line", "drop_line")
"""The deeds beside an order; those on the whole of it are in the menu and have their keys."""


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New purchase order"), "Ctrl+N", "plus", "bar", "primary"),
        Action("confirm", tr("Confirm"), "F9", "circle-check"),
        Action("add", tr("Add line"), "F6"),
        Action("edit_line", tr("Change line"), "F2"),
        Action("drop_line", tr("Drop line"), "F10"),
        Action("edit", tr("Change the order"), "F4", "pencil", place="key"),
        Action("paper", tr("Its paper"), "Ctrl+P", "file-text", place="key"),
        Action("close", tr("Close it"), "F8", "check", place="key"),
        Action("cancel", tr("Cancel it"), "F7", "ban", place="key"),
        *keep_actions(tr("Search purchase orders")),
    )


class PurchaseView(OneCard):
    """One purchase order: number, facts, deeds, what the supplier would say, and its pages."""

    def __init__(self) -> None:
        super().__init__()
        self._remarks = CareStrip("", "lightbulb")
        self._remarks.hide()
        self.put(self._remarks)
        self._waited: dict[int, int] = {}
        self.lines = Table(
            shown.line_columns(self._waited), name=tr("Lines"), key=lambda line: line.n, dense=True
        )  # fmt: skip
        self._arrivals, self._story = Timeline(tr("Deliveries and receipts")), Timeline(tr("Story"))
        self.put_pages(TABS, self.lines, self._arrivals, self._story)

    def render_purchase(self, detail: PurchaseDetail | None, tab: str, now: str) -> None:
        """Show an order."""
        self.show_page(shown.tabs(detail), tab)
        if detail is None:
            return
        self.show_head(code(detail.head.code), unbroken(shown.about(detail)), shown.facts(detail, now))
        self._remarks.show_words(shown.remarks(detail), "lightbulb")
        self._waited.clear()
        self._waited.update({line: units for line, (units, _orders) in detail.waited_for.items()})
        self.lines.none = shown.no_lines(detail)
        self.lines.show_rows(detail.lines)
        self._arrivals.show_events(shown.arrivals(detail, now))
        self._story.show_events(shown.story(detail, now))


class PurchasesView(KeepPage):
    """Renders `PurchasesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Purchase orders"), PURCHASES)
        self.purchase = PurchaseView()
        super().__init__(
            _actions(), table, self.purchase,
            Frame(
                tr("Number, supplier or SKU, or scan it"),
                (tr("Choose a purchase order, or scan its paper"), tr("Its lines appear here."), "clipboard-list"),
                show_all=tr("Show all"),
                filters=(("supplier", tr("All suppliers")), ("warehouse", tr("All warehouses"))),
            ),
        )  # fmt: skip
        self.purchase.take(tuple(self.table.button(name) for name in _BESIDE))

    def use(self, presenter: PurchasesPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire(presenter)
        self.purchase.tabs.chosen.connect(presenter.tabbed)
        self.purchase.lines.picked.connect(presenter.picked)

    def render_state(self, state: PurchasesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.purchase.render_purchase(state.detail, state.tab, self._presenter.moment())
        reasons = shown.deeds(state, self._presenter.line)
        self.show_reasons(reasons)
        for name in _BESIDE:
            self.table.button(name).setVisible(name in shown.fitting(state))
