"""Where goods go: the places asked of the store, judged by pure rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from warehouse_app.domain.items import CONTAINER_MARK, Item
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.putaway.values import Goods, Proposal, Spot, Use
from warehouse_app.planning import putaway as planning
from warehouse_app.store import places, storage
from warehouse_app.store.desk import Desk
from warehouse_app.store.storage import Look, Sought


def sought_of(desk: Desk, item: Item, qty: int, warehouse: str, *, stage: bool = False) -> Sought | None:
    """Return an item, or a pallet whole, as goods to be put away; None where nothing is known of it."""
    if item.sku == f"{CONTAINER_MARK}{PlaceKind.LPN.value}":
        return storage.pallet_of(desk, places.container_place(desk, item).id, warehouse)
    return storage.goods_of(desk, item, qty, warehouse, stage=stage)


def propose(desk: Desk, sought: Sought, passed: frozenset[int] = frozenset()) -> Proposal:
    """Return where the goods go. `passed` are places that a person passed over.

    Looked at are the goods' own places and the nearest that suit; farther and less suited ones only while goods are
    left, so that most proposals ask little.
    """
    end = storage.farthest(desk, sought.warehouse)
    seen: dict[int, Spot] = {}
    found = Proposal((), sought.goods.qty, ())
    for place_ids in _looks(desk, sought, end):
        fresh = [each for each in place_ids if each not in seen and each not in passed]
        seen |= {spot.id: spot for spot in storage.spots(desk, sought, fresh)}
        found = planning.propose(sought.goods, seen.values(), end)
        if not found.left:
            break
    return found


def _looks(desk: Desk, sought: Sought, end: int) -> Iterator[tuple[int, ...]]:
    """Yield places, the likelier first, for as long as somebody asks: each look goes along the walk once at most."""
    goods = sought.goods
    start = planning.BANDS.get(goods.demand, 0) * end // 100
    first, second = (Use.BULK, Use.PICK) if goods.pallet or goods.has_home else (Use.PICK, Use.BULK)
    stages = storage.looked(desk, sought, Look(Use.STAGE, 0, 1, shared=True)) if goods.stage else ()
    zone = storage.looked(desk, sought, Look("", 0, goods.qty, goods.zone)) if goods.zone else ()
    near = storage.looked(desk, sought, Look(first, start, goods.qty))
    yield (*storage.known(desk, sought), *stages, *zone, *near)
    if near or storage.looked(desk, sought, Look("", 0, 0, many=1)):  # else none is empty: nothing to look for
        yield storage.looked(desk, sought, Look(second, start, goods.qty))
        yield storage.looked(desk, sought, Look("", 0, goods.qty)) if start else ()
        yield storage.looked(desk, sought, Look("", 0, 1))
    yield storage.looked(desk, sought, Look("", 0, 1, shared=True))
    yield storage.looked(desk, sought, Look("", None, 1))
    yield storage.looked(desk, sought, Look("", None, 1, shared=True))


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
