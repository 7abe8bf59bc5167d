"""How an order was packed, told later: how the units in its parcels were proven, and what was captured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.application.proofrules import parcel_proof
from warehouse_app.application.verdicts.capture import captured_of
from warehouse_app.store import orderdetail
from warehouse_app.store.desk import Desk

MOST_PARCELS = 50
"""Parcels of one order whose units are told; who packed more looks at them one by one."""


class Proven(NamedTuple):
    """Units of one product in one parcel that were proven in one way, by whose rule, and why it is so."""

    parcel: str
    sku: str
    units: int
    how: str
    by: str
    why: str


class Taken(NamedTuple):
    """A value that was captured with units of a product, and by whom."""

    sku: str
    field: str
    value: str
    units: int
    who: str


@dataclass(frozen=True, slots=True)
class HowPacked:
    """What is known of how an order was packed."""

    proven: tuple[Proven, ...] = ()
    captured: tuple[Taken, ...] = ()


def how_packed(desk: Desk, order_id: int) -> HowPacked:
    """Return how what lies in the parcels of an order was proven, and what was captured with it. For `Runner.ask`."""
    found = [
        Proven(parcel.code, each.sku, each.units, each.how, each.by, each.why)
        for parcel in orderdetail.parcels(desk, order_id)[:MOST_PARCELS]
        for each in parcel_proof(desk, parcel.code).parts
    ]
    captured = captured_of(desk, order_id)
    return HowPacked(tuple(found), tuple(Taken(one.sku, one.field, one.value, one.qty, one.who) for one in captured))
