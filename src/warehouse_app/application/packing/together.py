"""Goods of an order that still lie apart wait: not sorted yet, or parts of it are still picked."""

from __future__ import annotations

from warehouse_app.domain.packing.refusals import StillPicked
from warehouse_app.domain.picking.ways import SHARED, Way
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.sorting.values import StillApart, StillToSort
from warehouse_app.store import pickparts, places, sorting
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods


def check(desk: Desk, order_id: int, code: str) -> None:
    """Refuse an order whose goods lie apart: not sorted yet, or parts of it are still picked.

    Raises Refused(StillToSort, StillApart, StillPicked).
    """
    way = sorting.way_of_order(desk, order_id)
    if way not in (Way.SORT, *SHARED):
        return
    missing = pickparts.missing_of(desk, order_id)
    if missing:
        told = ", ".join(f"{each.zone or '-'} ({each.who or each.state})" for each in missing)
        units = sum(each.units for each in missing)
        raise Refused(StillPicked(code, units, told) if way == Way.PARTS else StillApart(code, units, told))
    if way == Way.PARTS:  # more than a tote of the wall holds: it is packed out of its carts
        return
    lying, wall = goods.of_order(desk, order_id), sorting.wall_of(desk, order_id)
    apart = [each for each in lying if each.place_id != wall]
    if apart and (way == Way.SORT or len({each.place_id for each in lying}) > 1):
        tote = places.get(desk, PlaceId(apart[0].place_id)).code
        raise Refused(StillToSort(code, sum(each.qty for each in apart), tote))
