"""The receipts page: views, the list, and beside it one receipt with what came, how it differs and what waits."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.receiving.looking import RECEIPTS
from warehouse_app.domain.receiving.values import ReceiptDetail
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.photostrip import PhotoStrip
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.receipts import shown
from warehouse_app.ui.screens.receipts.presenter import ReceiptsPresenter
from warehouse_app.ui.screens.receipts.state import TABS, ReceiptsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.ui.shell.photodeeds import Small
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("link", tr("Link"), "F2", "link"),
        Action("make", tr("Create"), "Ctrl+N", "plus"),
        Action("solve", tr("Settle"), "F8", "check"),
        Action("photo", tr("Photo"), "Shift+F4", "camera"),
        *keep_actions(tr("Search receipts")),
    )


class ReceiptView(OneCard):
    """One receipt: code, facts, deeds, and its pages."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now
        self._came = Table(shown.came_columns(), name=tr("What came"), dense=True)
        self._differ = Table(shown.difference_columns(), name=tr("Differences"), dense=True)
        self._parked = Table(shown.parked_columns(now()), name=tr("Set aside"), dense=True)
        self._story = Table(shown.story_columns(now()), name=tr("Story"), dense=True)
        self._came.none, self._differ.none = tr("Nothing came yet."), tr("Goods and paper agree.")
        self._parked.none, self._story.none = tr("Nothing stands aside."), tr("Nothing was scanned yet.")
        self.photos = PhotoStrip()
        self.put_pages(TABS, self._came, self._differ, self._parked, self.photos, self._story)

    def render_receipt(self, detail: ReceiptDetail | None, tab: str) -> None:
        """Show a receipt."""
        self.show_page(shown.tabs(detail), tab)
        if detail is None:
            return
        row = detail.row
        facts = shown.facts(row, self._now())
        self.show_head(shown.title(row), shown.about(detail), facts, shown.state_chip(row))
        self._came.show_rows(detail.came)
        self._differ.show_rows(detail.differences)
        self._parked.show_rows(detail.parked)
        self._story.show_rows(detail.lines)


class ReceiptsView(KeepPage):
    """Renders `ReceiptsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Receipts"), RECEIPTS)
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
        self.receipt.take(tuple(self.table.button(name) for name in ("link", "make", "solve", "photo")))

    def use(self, presenter: ReceiptsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.receipt.tabs.chosen.connect(presenter.tabbed)
        self.receipt.photos.opened.connect(presenter.photos.opened)

    def show_photos(self, photos: Small) -> None:
        """Show the photos of the receipt."""
        self.receipt.photos.show_photos(photos)

    def render_state(self, state: ReceiptsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.receipt.render_receipt(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
