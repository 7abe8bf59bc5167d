"""The presenter of the stock screen: three lists, one thing whole, and held stock released with a reason. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, cast

from warehouse_app.application.run import Outcome
from warehouse_app.application.stock import LOTS, PLACES, PRODUCTS, as_it_was, minute_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.values import Holder
from warehouse_app.domain.people import Right
from warehouse_app.ports.clock import iso
from warehouse_app.ui.kit import figures
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.listfeed import ListFeed, ListView
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.stock import questions
from warehouse_app.ui.screens.stock import state as screen
from warehouse_app.ui.screens.stock.state import VIEWS, Detail, StockScreen, Tab, View
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.STOCK, Touched.ORDER, Touched.PRODUCT, Touched.PACK, Touched.BATCH, Touched.MANIFEST})
_LISTS: dict[View, Any] = {"products": PRODUCTS, "places": PLACES, "lots": LOTS}


class StockView(Protocol):
    """What the presenter asks of its page."""

    def list_of(self, view: View) -> ListView:
        """Return the table of a list."""

    def render_state(self, state: StockScreen) -> None: ...


class StockPresenter(Presenter):
    """`toast` tells of a finished deed, `go` shows another screen, `now` is the house's clock."""

    def __init__(
        self,
        view: StockView,
        hands: Hands,
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
        now: Callable[[], str],
    ) -> None:
        self._view, self._hands, self._toast, self._go, self._now = view, hands, toast, go, now
        self._screen = StockScreen(may_release=hands.may(Right.ALLOCATE))
        self.lists = {name: self._feed(name) for name in VIEWS}
        self._in_view, self._mapped, self._today = False, False, ""

    def _feed(self, name: View) -> ListFeed[Any]:
        return ListFeed(self._hands, _LISTS[name], self._view.list_of(name), lambda row: row.id,
                        lambda: self._list_changed(name))  # fmt: skip

    def kept(self) -> ListQuery:
        """Return what the list in view asks, to be kept as a view."""
        state, asked = self._screen, self.lists[self._screen.view].state.query
        return ListQuery(state.view, state.text, (), asked.sort, asked.descending)

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view: which list, its text, its order."""
        self._show(screen.viewed(self._screen, cast("View", query.view), query.text))
        self.lists[self._screen.view].open(replace(self._screen.query, sort=query.sort, descending=query.descending))

    def shown(self) -> None:
        """Read the list in view."""
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
        """Show one thing: "product:85123A", "holders:85123A" (who holds it), "place:A07-14", or the lots "lot:L77"."""
        kind, _, ref = what.partition(":")
        if kind == "place":
            self.scanned(ref, "")
        elif kind == "lot":
            self._want("lots", ref)
        else:
            self._want("products", "")
            tab: Tab = "promises" if kind == "holders" else "places"
            self._show(replace(self._screen, tab=tab))
            self._choose(ref)

    def scanned(self, text: str, device: str) -> None:
        """A product's barcode or SKU opens the product, a place's the place; what nobody knows is looked for."""
        code = text.strip()
        self._hands.ask(lambda desk: questions.meant(desk, code), lambda found: self._was_scanned(code, *found))

    def viewed(self, view: str) -> None:
        """Another list."""
        self._want(cast("View", view), "")

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self._screen.text:
            self._want(self._screen.view, text.strip())

    def sorted(self, name: str, descending: bool) -> None:
        """Another order of the list in view."""
        query = replace(self._screen.query, sort=name, descending=descending)
        self.lists[self._screen.view].open(query)

    def picked(self, row: Any) -> None:  # noqa: ANN401 - a row of the list in view
        """Another row."""
        if row is not None:
            self._choose(row.sku if self._screen.view == "products" else str(row.id))

    @property
    def tab(self) -> Tab:
        """The page of the thing that was chosen last."""
        return self._screen.tab

    def tabbed(self, tab: str) -> None:
        """Another page of the thing."""
        self._show(replace(self._screen, tab=cast("Tab", tab)))

    def set_back(self, text: str) -> None:
        """Show everything as it was at a minute ("10:42" of today, "2010-12-06 10:42"); "" is now again."""
        at, now = "", self._now()
        if text.strip():
            typed = text.strip() if "-" in text else f"{figures.filed(now)[:10]} {text.strip()}"
            moment = figures.moment(figures.unfiled(typed))
            if moment is None:
                self._show(replace(self._screen, refusal=tr("That is no time. Type it as 10:42 or 2010-12-06 10:42")))
                return
            at = minute_of(iso(moment))
        if at[:16] > now[:16]:
            self._show(replace(self._screen, refusal=tr("It is not that late yet")))
            return
        self._show(screen.set_back(self._screen, at))
        self._look_back()

    def held(self, holder: Holder | None) -> None:
        """Another holder of the product was chosen."""
        self._show(replace(self._screen, holder=holder if holder is not None and holder.promise else None))

    def product_of(self, sku: str) -> None:
        """Show the product of something that stands in a place."""
        self.opened(f"product:{sku}")

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        state = self._screen
        if name == "refresh":
            self._read()
        elif name == "as_at" and state.detail is None:
            words = tr("Choose a product, a place or a lot first: it is set back to a time")
            self._show(replace(state, care=words, missed=""))
        elif name == "release" and state.holder is not None and state.may_release:
            self._show(replace(state, releasing=state.holder, refusal=""))
        elif name == "order" and state.holder is not None:
            self._go("orders", f"order:{state.holder.order}")
        elif name == "back":
            self._back()

    def decided(self, reason: str) -> None:
        """The question before a release was answered."""
        holder = self._screen.releasing
        if holder is None:
            return
        if not reason.strip():
            self._show(replace(self._screen, refusal=tr("Say why, in a few words")))
            return

        def then(outcome: Outcome[object]) -> None:
            if outcome.refusal is not None:
                self._show(replace(self._screen, refusal=say_error(outcome.refusal)))
                return
            self._show(replace(self._screen, releasing=None, holder=None, refusal=""))
            self._toast(
                trn("{n} unit of order {order} is free", "{n} units of order {order} are free", holder.qty).format(
                    n=holder.qty, order=holder.order
                ),
                False,
            )

        self._hands.do(questions.release(self._hands.new_id(), holder, reason.strip()), then)

    def map_wanted(self, today: str = "") -> None:
        """There is room for the map: its bins are read once; and for what was sold in the weeks before `today`."""
        if not self._mapped:
            self._mapped, self._today = True, today
            self._sold()
            self._hands.ask(questions.bins, lambda bins: self._show(replace(self._screen, bins=bins)))

    def _back(self) -> None:
        if self._screen.releasing is not None or self._screen.refusal:
            self._show(replace(self._screen, releasing=None, refusal=""))
        elif self._screen.at:
            self.set_back("")
        elif self._screen.text:
            self.sought("")

    def _was_scanned(self, text: str, view: View, key: str) -> None:
        if not key:
            self._want(self._screen.view, text)
            return
        if view != self._screen.view:
            self._want(view, "")
        self._choose(key)

    def _want(self, view: View, text: str) -> None:
        self._show(screen.viewed(self._screen, view, text))
        self.lists[view].open(self._screen.query)

    def _read(self) -> None:
        self.lists[self._screen.view].refresh(self._screen.query)
        self._detail()

    def _list_changed(self, name: View) -> None:
        found = self.lists[name].state
        total = found.extent.total if found.extent is not None else None
        self._show(screen.counted(self._screen, name, total, loaded=not found.waiting))

    def _choose(self, key: str) -> None:
        if key and key != self._screen.chosen:
            self._show(screen.chose(self._screen, key))
            self._detail()

    def _detail(self) -> None:
        key, view = self._screen.chosen, self._screen.view
        if key:
            self._hands.ask(
                lambda desk: questions.detail(desk, view, key), lambda found: self._was_detailed(key, found)
            )
            self._look_back()

    def _look_back(self) -> None:
        key, view, at = self._screen.chosen, self._screen.view, self._screen.at
        if key and at:
            self._hands.ask(
                lambda desk: as_it_was(desk, view, key, at),
                lambda then: self._show(screen.looked_back(self._screen, key, then)),
            )

    def _was_detailed(self, key: str, found: Detail | None) -> None:
        self._show(screen.held_now(screen.detailed(self._screen, key, found)))
        self._sold()

    def _sold(self) -> None:
        """Read what was sold of the product in view, where there is room to show it."""
        product, today = self._screen.product, self._today
        if product is None or not today:
            return
        sku = product.row.sku

        def then(weeks: tuple[tuple[str, int], ...]) -> None:
            if self._screen.product is not None and self._screen.product.row.sku == sku:
                self._show(replace(self._screen, weeks=weeks))

        self._hands.ask(lambda desk: questions.sold(desk, sku, today), then)

    def _show(self, state: StockScreen) -> None:
        self._screen = state
        self._view.render_state(state)
