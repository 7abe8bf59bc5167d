"""The transfers page: views and warehouses, the list, one transfer with its deeds, and its forms."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.transfers.queries import TRANSFERS
from warehouse_app.domain.transfers.values import TransferDetail
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.transfers import shown
from warehouse_app.ui.screens.transfers.presenter import TransfersPresenter
from warehouse_app.ui.screens.transfers.state import TABS, TransfersScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

DEEDS = ("confirm", "line", "pick", "send", "all", "receive", "finish", "close", "cancel")


def _actions() -> tuple[Action, ...]:
    return (
        Action("new", tr("New transfer"), "Ctrl+N", "plus", "bar", "primary"),
        Action("confirm", tr("Confirm"), "F6", kind="primary"),
        Action("line", tr("Goods"), "F2", "pencil"),
        Action("pick", tr("Pick all"), "F7"),
        Action("send", tr("Send"), "F8", kind="primary"),
        Action("all", tr("All came"), "F9", kind="primary"),
        Action("receive", tr("What came"), "F10"),
        Action("finish", tr("No more comes"), "F11"),
        Action("close", tr("Close"), "F12", kind="primary"),
        Action("cancel", tr("Cancel it"), "Ctrl+Del"),
        *keep_actions(tr("Search transfers")),
    )


class TransferView(OneCard):
    """One transfer: code, way, figures, deeds, and its pages."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        self._tables: tuple[Table, ...] = (
            Table(shown.line_columns(), name=tr("Goods"), dense=True),
            Table(shown.pick_columns(), name=tr("To pick"), dense=True),
            Table(shown.package_columns(), name=tr("Packages"), dense=True),
            Table(shown.deed_columns(now()), name=tr("Story"), dense=True),
        )
        nothing = (tr("No goods yet."), tr("Nothing is to be picked."), tr("No package yet."), tr("Nothing was done."))
        for table, words in zip(self._tables, nothing, strict=True):
            table.none = words
        self.put_pages(TABS, *self._tables)

    def render_transfer(self, detail: TransferDetail | None, tab: str) -> None:
        """Show a transfer, with the deeds of its step."""
        self.show_page(shown.tabs(detail), tab)
        self.show_deeds(shown.seen(detail))
        if detail is not None:
            self.show_head(shown.title(detail), shown.about(detail), shown.facts(detail, self._now()))
            for table, rows in zip(
                self._tables, (detail.lines, detail.picks, detail.packages, detail.deeds), strict=True
            ):
                table.show_rows(rows)


class TransfersView(KeepPage):
    """Renders `TransfersScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Transfers"), TRANSFERS)
        self.transfer = TransferView(now)
        super().__init__(
            _actions(), table, self.transfer,
            Frame(
                tr("Transfer or SKU, or scan it"),
                (tr("Choose a transfer, or scan it"), tr("Its goods and deeds appear here."), "arrow-left-right"),
                show_all=tr("Show all"), filters=(("source", tr("From any")), ("target", tr("To any"))),
            ),
        )  # fmt: skip
        self.transfer.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: TransfersPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.transfer.tabs.chosen.connect(presenter.tabbed)

    def render_state(self, state: TransfersScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.transfer.render_transfer(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
