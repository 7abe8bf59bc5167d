"""The presenter of the stock screen: search by word or scan, one product with where it is and who holds it. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, cast

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.stock import ProductDetail
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.stock import questions
from warehouse_app.ui.screens.stock import state as screen
from warehouse_app.ui.screens.stock.state import FETCH, Found, StockScreen, Tab

_WAKES = frozenset({Touched.STOCK, Touched.ORDER, Touched.PRODUCT, Touched.PACK, Touched.BATCH, Touched.MANIFEST})


class StockView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: StockScreen) -> None: ...


class StockPresenter(Presenter):
    """Reads only; nothing here moves goods."""

    def __init__(self, view: StockView, hands: Hands) -> None:
        self._view, self._hands = view, hands
        self._screen = StockScreen()
        self._in_view, self._asked = False, 0

    def shown(self) -> None:
        """Read the list."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Goods moved or were promised."""
        if self._in_view and changes & _WAKES:
            self._read()

    def opened(self, what: str) -> None:
        """Show one product: "product:85123A"."""
        self.chosen(what.removeprefix("product:"))

    def scanned(self, text: str, device: str) -> None:
        """A product's barcode or SKU opens the product; what nobody knows is looked for as a word."""
        self._hands.ask(lambda desk: questions.sku_of(desk, text), lambda sku: self._was_scanned(sku, text.strip()))

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self._screen.text:
            self._show(screen.sought(self._screen, text.strip()))
            self._read()

    def more(self) -> None:
        """The end of what was read came into view."""
        if self._screen.more:
            self._read(len(self._screen.rows))

    def chosen(self, sku: str) -> None:
        """Another product."""
        if sku and sku != self._screen.chosen:
            self._show(screen.chose(self._screen, sku))
            self._detail()

    def tabbed(self, tab: str) -> None:
        """Another page of the product."""
        self._show(replace(self._screen, tab=cast("Tab", tab)))

    def commanded(self, name: str) -> None:
        """F5 reads again, Esc clears the search."""
        if name == "refresh":
            self._read()
        elif name == "back" and self._screen.text:
            self.sought("")

    def _was_scanned(self, sku: str, text: str) -> None:
        if sku:
            self.chosen(sku)
        else:
            self.sought(text)

    def _read(self, offset: int = 0) -> None:
        self._asked += 1
        asked, text = self._asked, self._screen.text
        size = FETCH if offset else max(FETCH, len(self._screen.rows))
        self._hands.ask(
            lambda desk: questions.find(desk, text, size, offset), lambda page: self._came(page, offset, asked)
        )

    def _came(self, page: Found, offset: int, asked: int) -> None:
        """Take a page unless another was asked for meanwhile."""
        if asked == self._asked:
            self._show(screen.found(self._screen, page, offset))
            if not offset:
                self._detail()

    def _detail(self) -> None:
        sku = self._screen.chosen
        if sku:
            self._hands.ask(lambda desk: questions.detail(desk, sku), self._was_detailed)

    def _was_detailed(self, detail: ProductDetail | None) -> None:
        self._show(screen.detailed(self._screen, detail))

    def _show(self, state: StockScreen) -> None:
        self._screen = state
        self._view.render_state(state)
