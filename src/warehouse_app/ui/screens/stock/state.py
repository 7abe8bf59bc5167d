"""What the stock screen knows: three lists, one thing of one of them whole, and the question before a release. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.values import Holder
from warehouse_app.domain.stock import LotDetail, MapPlace, PlaceDetail, ProductDetail, Then

View = Literal["products", "places", "lots"]
Tab = Literal["places", "promises", "story"]
Detail = ProductDetail | PlaceDetail | LotDetail
VIEWS: tuple[View, ...] = ("products", "places", "lots")


@dataclass(frozen=True, slots=True)
class StockScreen:
    """The screen. `chosen` is a SKU, or the row of a place or lot; `totals` are the lengths of the lists, once known.

    `releasing` is the holder whose stock the question beside it would release; `missed` a product that is not there.
    `care` is what must be done before what was asked for.
    `at` is the moment the screen is set back to ("" for now), `then` the chosen thing as it was.
    """

    view: View = "products"
    text: str = ""
    totals: tuple[tuple[View, int | None], ...] = tuple((view, None) for view in VIEWS)
    loaded: bool = False
    chosen: str = ""
    detail: Detail | None = None
    tab: Tab = "places"
    holder: Holder | None = None
    releasing: Holder | None = None
    refusal: str = ""
    care: str = ""
    missed: str = ""
    bins: tuple[MapPlace, ...] = ()
    weeks: tuple[tuple[str, int], ...] = ()
    at: str = ""
    then: Then | None = None
    may_release: bool = False

    @property
    def query(self) -> ListQuery:
        """Return what the list in view is asked for: places that hold something, unless one is looked for."""
        narrowed = "filled" if self.view == "places" and not self.text else "all"
        return ListQuery(view=narrowed, text=self.text)

    @property
    def line(self) -> Detail | None:
        """Return the chosen thing, once it is here."""
        return self.detail

    @property
    def product(self) -> ProductDetail | None:
        """Return the chosen product, where it is one."""
        return self.detail if isinstance(self.detail, ProductDetail) else None

    def total(self, view: View) -> int | None:
        """Return how long a list is."""
        return dict(self.totals)[view]


def viewed(screen: StockScreen, view: View, text: str) -> StockScreen:
    """Another list, or the same one narrowed otherwise."""
    other = view != screen.view
    kept = replace(screen, view=view, text=text, missed="", refusal="", care="", loaded=screen.loaded and not other)
    return (
        replace(kept, chosen="", detail=None, then=None, releasing=None, holder=None, tab="places") if other else kept
    )


def counted(screen: StockScreen, view: View, total: int | None, *, loaded: bool) -> StockScreen:
    """A list told how long it is."""
    totals = tuple((name, total if name == view and total is not None else n) for name, n in screen.totals)
    return replace(screen, totals=totals, loaded=screen.loaded or loaded)


def chose(screen: StockScreen, key: str) -> StockScreen:
    """Another thing was chosen."""
    if key == screen.chosen:
        return screen
    return replace(
        screen,
        chosen=key,
        detail=None,
        then=None,
        missed="",
        holder=None,
        releasing=None,
        refusal="",
        care="",
        weeks=(),
    )


def detailed(screen: StockScreen, key: str, detail: Detail | None) -> StockScreen:
    """The chosen thing was read; an answer about another one is too late, and none means that it is gone."""
    if key != screen.chosen:
        return screen
    if detail is None:
        return replace(screen, missed=key, chosen="", detail=None)
    tab: Tab = "places" if screen.tab == "promises" and not isinstance(detail, ProductDetail) else screen.tab
    return replace(screen, detail=detail, tab=tab)


def set_back(screen: StockScreen, at: str) -> StockScreen:
    """The screen is set back to a moment, or ("") to now; who held it then is not told."""
    tab: Tab = "places" if at and screen.tab == "promises" else screen.tab
    return replace(screen, at=at, then=None, tab=tab, refusal="", holder=None if at else screen.holder)


def looked_back(screen: StockScreen, key: str, then: Then | None) -> StockScreen:
    """The chosen thing was read as it was; an answer about another one, or another moment, is too late."""
    late = key != screen.chosen or then is None or then.at != screen.at
    return screen if late else replace(screen, then=then)


def held_now(screen: StockScreen) -> StockScreen:
    """Forget a holder who holds nothing any more."""
    product, holder = screen.product, screen.holder
    alive = {each.promise for why in product.pools for each in why.holders} if product is not None else set()
    if holder is not None and holder.promise not in alive:
        return replace(screen, holder=None, releasing=None)
    return screen
