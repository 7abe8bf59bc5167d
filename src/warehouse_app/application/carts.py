"""What a cart holds and how fast one walks with it: settings of the company, as planning takes them."""

from __future__ import annotations

from warehouse_app.application.settings import number_of
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store.desk import Desk

MM_IN_CM = 10


def capacity_of(desk: Desk) -> CartCapacity:
    """Return what a cart holds here."""
    return CartCapacity(number_of(desk, "plan.cart_orders"), number_of(desk, "plan.cart_units"))


def speed_of(desk: Desk) -> int:
    """Return how fast one walks with a cart, in millimetres a second."""
    return number_of(desk, "plan.walking_speed") * MM_IN_CM
