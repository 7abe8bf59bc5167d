"""What the orders screen knows: a view with its rows and marks, one order in detail, the question beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.domain.orders.values import OrderDetail, OrderRow, PoolReason
from warehouse_app.domain.people import Right

Tab = Literal["story", "lines", "parcels", "holders"]
Asking = Literal["", "hold", "unhold", "cancel"]
DEFAULT_VIEW = "to_ship_today"
FETCH = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: a view, a text, a light, and how it is sorted ("-ship_by" downwards)."""

    view: str = DEFAULT_VIEW
    text: str = ""
    light: str = ""
    sort: str = "ship_by"


@dataclass(frozen=True, slots=True)
class OrdersScreen:
    """The screen. `rows` are the first pages of `total`; `detail` belongs to `chosen`; `holders` to one short line.

    `refusal` is told beside the question or the order, `busy` names a deed of many commands that runs.
    """

    wanted: Wanted = field(default_factory=Wanted)
    rows: tuple[OrderRow, ...] = ()
    total: int = 0
    value_minor: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    marked: frozenset[int] = frozenset()
    chosen: int = 0
    detail: OrderDetail | None = None
    tab: Tab = "story"
    holders: tuple[PoolReason, ...] = ()
    asking: Asking = ""
    refusal: str = ""
    busy: str = ""
    rights: frozenset[Right] = frozenset()
    loaded: bool = False

    @property
    def row(self) -> OrderRow | None:
        """Return the chosen order, freshest first from its detail."""
        if self.detail is not None and self.detail.row.id == self.chosen:
            return self.detail.row
        return next((row for row in self.rows if row.id == self.chosen), None)

    @property
    def deed_on(self) -> tuple[OrderRow, ...]:
        """Return the orders a deed is for: the marked ones, else the chosen one."""
        marked = tuple(row for row in self.rows if row.id in self.marked)
        return marked or ((self.row,) if self.row is not None else ())

    @property
    def filtered(self) -> int:
        """Return how many filters narrow the view."""
        return bool(self.wanted.text) + bool(self.wanted.light)


def wanting(screen: OrdersScreen, wanted: Wanted) -> OrdersScreen:
    """Another list is asked for; what is shown stays until it comes."""
    return replace(screen, wanted=wanted, marked=frozenset(), refusal="", asking="")


def paged(screen: OrdersScreen, rows: tuple[OrderRow, ...], total: int, value_minor: int, offset: int) -> OrdersScreen:
    """A page came: the first one replaces the list, a further one is put behind."""
    kept = (*screen.rows[:offset], *rows) if offset else rows
    seen = frozenset(row.id for row in kept)
    return replace(
        screen, rows=kept, total=total, value_minor=value_minor, marked=screen.marked & seen, loaded=True
    )  # fmt: skip


def chose(screen: OrdersScreen, order_id: int) -> OrdersScreen:
    """Another order was chosen."""
    if order_id == screen.chosen:
        return screen
    return replace(screen, chosen=order_id, detail=None, asking="", refusal="", holders=(), tab=_kept(screen.tab))


def _kept(tab: Tab) -> Tab:
    return "story" if tab == "holders" else tab


def detailed(screen: OrdersScreen, detail: OrderDetail) -> OrdersScreen:
    """The chosen order was read, and its row in the list with it; an answer about another one is too late."""
    if detail.row.id != screen.chosen:
        return screen
    rows = tuple(detail.row if row.id == detail.row.id else row for row in screen.rows)
    return replace(screen, detail=detail, rows=rows)


def marked(screen: OrdersScreen, order_id: int) -> OrdersScreen:
    """Mark an order, or take its mark away."""
    return replace(screen, marked=screen.marked ^ {order_id}) if order_id else screen


def told(screen: OrdersScreen, words: str) -> OrdersScreen:
    """A deed was refused: said where it was asked for, and the question stays with what was typed."""
    return replace(screen, refusal=words, busy="")


def done(screen: OrdersScreen) -> OrdersScreen:
    """A deed is done."""
    return replace(screen, busy="", refusal="", asking="", marked=frozenset())
