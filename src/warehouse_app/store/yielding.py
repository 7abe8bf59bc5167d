"""Count, quarantine, recall, expiry and damage are never refused.

Promises that can no longer be kept give way, the lowest rank first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from warehouse_app.domain.ledger.entries import Leg
from warehouse_app.domain.ledger.promises import PoolKey, Shortage, loses_first
from warehouse_app.domain.ledger.rules import cell_changes
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO
from warehouse_app.store import cells, items, places, promises
from warehouse_app.store.desk import Desk


def make_room(desk: Desk, legs: Iterable[Leg], why: str) -> tuple[Shortage, ...]:
    """Widen or release promises until every source cell and pool can lose what the legs take; return the losers."""
    pools: dict[PoolKey, int] = defaultdict(int)
    for (place_id, item), more in sorted(cell_changes(legs).items()):
        place = places.get(desk, place_id)
        if item.is_container or place.kind in MAY_GO_BELOW_ZERO:
            continue
        if more < 0:
            _free_cell(desk, place_id, items.number(desk, item), -more, why)
        warehouse = places.pool_warehouse(desk, place)
        for key in cells.pools_of(item, warehouse) if warehouse else ():
            pools[key] += more
    lost: list[Shortage] = []
    for key in sorted(pools, key=lambda each: (each.sku, each.warehouse, each.owner, each.grade, each.lot)):
        if pools[key] < 0:
            lost += _free_pool(desk, key, -pools[key], why)
    return tuple(lost)


def _free_cell(desk: Desk, place_id: int, item_id: int, leaving: int, why: str) -> None:
    now = cells.read(desk, place_id, item_id)
    over = now.held - max(0, now.on_hand - leaving)
    for each in sorted(promises.in_cell(desk, place_id, item_id), key=loses_first) if over > 0 else ():  # type: ignore[arg-type]
        qty = min(over, each.qty)
        promises.widen(desk, each, qty, why)
        over -= qty
        if over <= 0:
            return


def _free_pool(desk: Desk, key: PoolKey, leaving: int, why: str) -> list[Shortage]:
    now = cells.read_pool(desk, key)
    over = now.promised - max(0, now.on_hand - leaving)
    lost: list[Shortage] = []
    for each in sorted(promises.in_pool(desk, key), key=loses_first) if over > 0 else ():
        qty = min(over, each.qty)
        lost.append(promises.lose(desk, each, qty, why))
        over -= qty
        if over <= 0:
            break
    return lost
