"""How an order was packed, as the orders page tells it: read when its tab is looked at, shown as two tables. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from warehouse_app.application.packing.howpacked import HowPacked, Proven, Taken, how_packed
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.values import Column
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.wording import tr
from warehouse_app.wording.proof import how_words


class PackedReader:
    """Reads it for the order that is chosen; an answer about another one is too late."""

    def __init__(self, hands: Hands, now: Callable[[], OrdersScreen], show: Callable[[OrdersScreen], None]) -> None:
        self._hands, self._now, self._show = hands, now, show

    def read(self) -> None:
        """Read it, where its tab is in view."""
        screen = self._now()
        chosen = screen.chosen
        if chosen and screen.tab == "packed":
            self._hands.ask(lambda desk: _ask(desk, chosen), lambda found: self._came(chosen, found))

    def _came(self, chosen: int, found: HowPacked) -> None:
        if chosen == self._now().chosen:
            self._show(replace(self._now(), packed=found))


def _ask(desk: Any, order_id: int) -> HowPacked:  # noqa: ANN401 - the application's desk
    return how_packed(desk, order_id)


def proven_columns() -> tuple[Column[Proven], ...]:
    """Return the columns of how units were proven."""
    return (
        Column(tr("Parcel"), lambda one: one.parcel, 104, "strong"),
        Column(tr("SKU"), lambda one: one.sku, 84, "code"),
        Column(tr("Units"), lambda one: figures.number(one.units), 52, "number", sort=lambda one: one.units),
        Column(tr("How"), lambda one: how_words(one.how), 0),
    )


def captured_columns() -> tuple[Column[Taken], ...]:
    """Return the columns of what was captured."""
    return (
        Column(tr("SKU"), lambda one: one.sku, 84, "code"),
        Column(tr("What"), lambda one: one.field, 72),
        Column(tr("Value"), lambda one: one.value, 0, "strong"),
        Column(tr("By"), lambda one: one.who or figures.NOTHING, 56),
    )
