"""What the stock screen knows: products found, one of them with its places, its promises and its story. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.domain.stock import ProductDetail, StockRow

Tab = Literal["places", "promises", "story"]
FETCH = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search; `more` says that the list goes on behind it."""

    rows: tuple[StockRow, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class StockScreen:
    """The screen. `more` says that the list goes on behind what was read."""

    text: str = ""
    rows: tuple[StockRow, ...] = ()
    more: bool = False
    chosen: str = ""
    detail: ProductDetail | None = None
    tab: Tab = "places"
    loaded: bool = False
    missed: str = ""

    @property
    def line(self) -> StockRow | None:
        """Return the chosen product."""
        if self.detail is not None and self.detail.row.sku == self.chosen:
            return self.detail.row
        return next((row for row in self.rows if row.sku == self.chosen), None)


def found(screen: StockScreen, page: Found, offset: int) -> StockScreen:
    """A page came: the first one replaces the list, a further one is put behind."""
    rows = (*screen.rows[:offset], *page.rows) if offset else page.rows
    return replace(screen, rows=rows, more=page.more, loaded=True)


def sought(screen: StockScreen, text: str) -> StockScreen:
    """Another text is looked for."""
    return replace(screen, text=text, missed="")


def chose(screen: StockScreen, sku: str) -> StockScreen:
    """Another product was chosen."""
    return screen if sku == screen.chosen else replace(screen, chosen=sku, detail=None, missed="")


def detailed(screen: StockScreen, detail: ProductDetail | None) -> StockScreen:
    """The chosen product was read; an answer about another one is too late, and none means that it is gone."""
    if detail is None:
        return replace(screen, missed=screen.chosen, chosen="", detail=None)
    return replace(screen, detail=detail) if detail.row.sku == screen.chosen else screen
