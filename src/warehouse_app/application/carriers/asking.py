"""A label of a carrier is wanted: written with the deed that wants it, asked for by the worker after it."""

from __future__ import annotations

from typing import Protocol

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store import orders
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk


class Sealed(Protocol):
    """A parcel that is sealed, as its pack tells of it."""

    @property
    def parcel_id(self) -> int: ...
    @property
    def parcel(self) -> str: ...
    @property
    def order_id(self) -> int: ...


Way = tuple[str, str]
"""A carrier, and its service."""


def is_asked(carrier: str) -> bool:
    """Tell whether labels of a carrier are bought; the house's own are printed."""
    return carrier != HOUSE_CARRIER


def ask(desk: Desk, parcel: Sealed, way: Way, weighed: tuple[int | None, str], station: str) -> None:
    """Let a sealed parcel wait for a label; whatever was bought for it before is taken back first."""
    carrier, service = way
    purchases.take_back(desk, parcel.parcel_id)
    purchases.let_wait(desk, parcel.parcel_id, carrier, service, weighed)
    _want(desk, parcel, way, station)


def ask_anew(desk: Desk, parcel: Sealed, way: Way, station: str) -> None:
    """Ask another service, or once more, for a parcel that waits, where nothing can have been bought."""
    purchases.take_back(desk, parcel.parcel_id)
    purchases.go_by(desk, parcel.parcel_id, *way)
    _want(desk, parcel, way, station)


def _want(desk: Desk, parcel: Sealed, way: Way, station: str) -> None:
    carrier, service = way
    purchases.want(desk, (parcel.parcel_id, parcel.parcel), carrier, service, station)
    orders.log_event(desk, parcel.order_id, "label_wanted", f"{parcel.parcel}, {carrier} {service}".strip())
    desk.touch(Touched.PARCEL, Touched.PACK, Touched.ORDER, Touched.EXCEPTION)
