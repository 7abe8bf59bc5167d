"""What the orders screen knows: a view with its rows and marks, one order in detail, the question beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.application.packing.howpacked import HowPacked
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.values import OrderDetail, OrderRow, PoolReason
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.listfeed import ListState

Tab = Literal["story", "lines", "parcels", "packed", "holders", "photos"]
Asking = Literal["", "hold", "unhold", "cancel", "forget"]
PROVEN = frozenset({"cancel", "forget"})
"""Questions that are answered by typing the order's number, for nothing brings back what they take."""
DEFAULT_VIEW = "to_ship_today"


@dataclass(frozen=True, slots=True)
class OrdersScreen:
    """The screen. `list` tells of the list, whose rows the table has; `detail` belongs to `chosen`, of which `picked`
    is the row as the list had it; `holders` belong to its short lines, `packed` to its parcels.

    `refusal` is told beside the question or the order, `busy` names a deed of many commands that runs, `care` what the
    list could not do as asked.
    """

    list: ListState = field(default_factory=lambda: ListState(ListQuery(DEFAULT_VIEW)))
    counts: tuple[tuple[str, int], ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lane: str = ""
    form: FormValue | None = None
    currency: str = ""
    marked: tuple[OrderRow, ...] = ()
    picked: OrderRow | None = None
    care: str = ""
    chosen: int = 0
    detail: OrderDetail | None = None
    tab: Tab = "story"
    holders: tuple[PoolReason, ...] = ()
    packed: HowPacked = field(default_factory=HowPacked)
    asking: Asking = ""
    refusal: str = ""
    busy: str = ""
    rights: frozenset[Right] = frozenset()

    @property
    def row(self) -> OrderRow | None:
        """Return the chosen order, freshest first from its detail."""
        if self.detail is not None and self.detail.row.id == self.chosen:
            return self.detail.row
        return self.picked if self.picked is not None and self.picked.id == self.chosen else None

    @property
    def deed_on(self) -> tuple[OrderRow, ...]:
        """Return the orders a deed is for: the marked ones, else the chosen one."""
        return self.marked or ((self.row,) if self.row is not None else ())

    @property
    def query(self) -> ListQuery:
        """Return what the list asks."""
        return self.list.query


def wanting(screen: OrdersScreen) -> OrdersScreen:
    """Another list is asked for; what is shown stays until it comes."""
    return replace(screen, marked=(), refusal="", asking="", care="")


def listed(screen: OrdersScreen, found: ListState, currencies: frozenset[str]) -> OrdersScreen:
    """The list tells of itself; an amount is only told where it is of one currency."""
    return replace(screen, list=found, currency=next(iter(currencies)) if len(currencies) == 1 else "")


def chose(screen: OrdersScreen, order_id: int, picked: OrderRow | None = None) -> OrdersScreen:
    """Another order was chosen; `picked` is its row where the list has it."""
    if order_id == screen.chosen:
        return screen
    return replace(
        screen,
        chosen=order_id,
        picked=picked,
        detail=None,
        asking="",
        refusal="",
        holders=(),
        tab=_kept(screen.tab),
        packed=HowPacked(),
    )


def _kept(tab: Tab) -> Tab:
    return "story" if tab in ("packed", "holders", "photos") else tab


def detailed(screen: OrdersScreen, detail: OrderDetail) -> OrdersScreen:
    """The chosen order was read; an answer about another one is too late."""
    return replace(screen, detail=detail) if detail.row.id == screen.chosen else screen


def marked(screen: OrdersScreen, row: OrderRow) -> OrdersScreen:
    """Mark an order, or take its mark away."""
    kept = tuple(each for each in screen.marked if each.id != row.id)
    return replace(screen, marked=kept if len(kept) < len(screen.marked) else (*kept, row))


def told(screen: OrdersScreen, words: str) -> OrdersScreen:
    """A deed was refused: said where it was asked for, and the question stays with what was typed."""
    return replace(screen, refusal=words, busy="")


def done(screen: OrdersScreen) -> OrdersScreen:
    """A deed is done."""
    return replace(screen, busy="", refusal="", asking="", marked=())
