"""What a cart holds: settings of the company, as planning takes them."""

from __future__ import annotations

from warehouse_app.application.settings import number_of
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store.desk import Desk


def capacity_of(desk: Desk) -> CartCapacity:
    """Return what a cart holds here."""
    return CartCapacity(number_of(desk, "plan.cart_orders"), number_of(desk, "plan.cart_units"))
