"""Orders larger than a cart on the Plan screen: in trips of one cart, or split into parts with a cart each."""

from __future__ import annotations

from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.plan.state import Desk
from warehouse_app.wording import trn


def remarks(desk: Desk) -> list[str]:
    """Return what is said of the orders that are larger than a cart."""
    large = [order for order in desk.part.orders if order.trips > 1]
    if not large:
        return []
    if desk.part.split:
        words = trn(
            "Order {order} is larger than a cart and is split",
            "{n} orders are larger than a cart and are split",
            len(large),
        )
    else:
        words = trn(
            "Order {order} needs {trips} trips of a cart", "{n} orders need several trips of a cart", len(large)
        )
    return [words.format(order=code(large[0].code), trips=large[0].trips, n=len(large)) + "."]


def trips(desk: Desk, many: int) -> str:
    """Return in how many trips of one cart, or parts with a cart each, a batch is picked; "" where it is one."""
    if many == 1:
        return ""
    if not desk.part.split:
        return figures.counted(many, "trip", "trips")
    return trn("split in {n} part", "split in {n} parts", many).format(n=many)
