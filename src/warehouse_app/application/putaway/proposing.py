"""Where goods go: the places asked of the store, judged by pure rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from warehouse_app.domain.items import CONTAINER_MARK, Item
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.putaway.values import Goods, Proposal, Spot
from warehouse_app.planning import putaway as planning
from warehouse_app.store import places, storage
from warehouse_app.store.desk import Desk
from warehouse_app.store.storage import Sought

EVERY_PLACE = 1_000_000


def sought_of(desk: Desk, item: Item, qty: int, warehouse: str, *, stage: bool = False) -> Sought | None:
    """Return an item, or a pallet whole, as goods to be put away; None where nothing is known of it."""
    if item.sku == f"{CONTAINER_MARK}{PlaceKind.LPN.value}":
        found = storage.pallet_of(desk, places.container_place(desk, item).id)
    else:
        found = storage.goods_of(desk, item, qty, stage=stage)
    return None if found is None else found._replace(warehouse=warehouse)


def propose(desk: Desk, sought: Sought, passed: frozenset[int] = frozenset()) -> Proposal:
    """Return where the goods go. `passed` are places that a person passed over.

    Looked at are places that are likely; where they have no room, those that others share, then all that are empty.
    """
    end = storage.farthest(desk, sought.warehouse)
    start = planning.BANDS.get(sought.goods.demand, 0) * end // 100
    seen: dict[int, Spot] = {}
    found = Proposal((), sought.goods.qty, ())
    for looked in _looked(desk, sought, start):
        seen |= {spot.id: spot for spot in looked if spot.id not in passed}
        found = planning.propose(sought.goods, seen.values(), end)
        if not found.left:
            break
    return found


def _looked(desk: Desk, sought: Sought, start: int) -> Iterator[tuple[Spot, ...]]:
    """Yield places to look at, each time more, for as long as somebody asks."""
    yield storage.likely(desk, sought, start)
    if start:
        yield storage.farther(desk, sought, storage.LOOKED_THROUGH)
    yield storage.shared(desk, sought)
    yield storage.farther(desk, sought, EVERY_PLACE)


def spread(
    desk: Desk, item: Item, qty: int, warehouse: str, waits: int, passed: frozenset[int]
) -> tuple[Proposal, ...]:
    """Return where units of an item go: those that orders wait for to a place for them, where there is one."""
    urgent = sought_of(desk, item, waits, warehouse, stage=True) if waits else None
    found: list[Proposal] = []
    left = qty
    if urgent is not None:
        staged = propose(desk, urgent, passed)
        kept = tuple(stop for stop in staged.stops if stop.why == "cross_dock")
        left -= sum(stop.qty for stop in kept)
        found += [replace(staged, stops=kept, left=0)] if kept else []
    sought = sought_of(desk, item, left, warehouse) if left else None
    if sought is not None:
        found.append(propose(desk, sought, passed))
    return tuple(found)


def spot_of(desk: Desk, sought: Sought, place_id: int, mine: int) -> Spot:
    """Return one place for goods of which `mine` units are on their way there and must not be counted twice."""
    (spot,) = storage.spots(desk, sought, [place_id])
    return without(sought.goods, spot, mine)


def without(goods: Goods, spot: Spot, mine: int) -> Spot:
    """Return a place without units of the goods that are on their way there."""
    now = spot.filled
    if goods.pallet:
        return replace(spot, filled=replace(now, pallets=now.pallets - min(mine, 1)))
    less = replace(
        now,
        units=now.units - mine,
        same=now.same - mine,
        g=now.g - mine * (goods.unit_g or 0),
        mm3=now.mm3 - mine * (goods.unit_mm3 or 0),
    )
    return replace(spot, filled=less)
