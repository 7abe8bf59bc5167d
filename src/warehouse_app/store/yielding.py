"""Count, quarantine, recall, expiry and damage are never refused.

Promises that can no longer be kept give way, the lowest rank first: what another cell or lot of the pool can still
keep is widened, the rest is lost and becomes a visible shortage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warehouse_app.domain.ledger.promises import WHOLE_POOL, PoolKey, Promise, Shortage, loses_first
from warehouse_app.domain.ledger.rules import Cell
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, Place, PlaceId
from warehouse_app.store import carrying, cells, items, places, promises
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Room:
    """What a posting is about to do to cells, holds and pools; `left` are the LPNs that leave their pool."""

    changes: Mapping[Cell, int]
    held: Mapping[Cell, int]
    pools: Mapping[PoolKey, list[int]]
    left: Iterable[Place]


def make_room(desk: Desk, room: Room, why: str) -> tuple[Shortage, ...]:
    """Widen or release promises until every cell and pool can lose what the posting takes; return the losers."""
    for (place_id, item), more in sorted(room.changes.items()):
        if more < 0 and places.get(desk, place_id).kind not in MAY_GO_BELOW_ZERO:
            _free_cell(desk, place_id, items.number(desk, item), more, room.held.get((place_id, item), 0), why)
    for pallet in room.left:
        for item_id, qty in carrying.contents(desk, pallet.id):
            _free_cell(desk, pallet.id, item_id, -qty, 0, why)
    lost: list[Shortage] = []
    for key in sorted(room.pools, key=lambda each: (each.lot == WHOLE_POOL, each.sku, each.warehouse, each.owner)):
        more, more_promised = room.pools[key]
        lost += _free_pool(desk, key, more, more_promised, why)
    return tuple(lost)


def _free_cell(desk: Desk, place_id: PlaceId, item_id: int, more: int, more_held: int, why: str) -> None:
    now = cells.read(desk, place_id, item_id)
    over = now.held + more_held - max(0, now.on_hand + more)
    for each in sorted(promises.in_cell(desk, place_id, item_id), key=loses_first) if over > 0 else ():
        qty = min(over, each.qty)
        promises.widen(desk, each, qty, why)
        over -= qty
        if over <= 0:
            return


def _free_pool(desk: Desk, key: PoolKey, more: int, more_promised: int, why: str) -> list[Shortage]:
    """Free a lot's pool by letting promises that another lot may keep go up first; the whole pool only by losing."""
    now = cells.read_pool(desk, key)
    over = now.promised + more_promised - max(0, now.on_hand + more)
    if over <= 0:
        return []
    candidates = sorted(promises.in_pool(desk, key), key=loses_first)
    if key.lot != WHOLE_POOL:
        over = _widen(desk, [each for each in candidates if not each.lot_asked], over, why)
        candidates = [each for each in candidates if each.lot_asked]
    lost: list[Shortage] = []
    for each in candidates:
        if over <= 0:
            break
        qty = min(over, each.qty)
        lost.append(promises.lose(desk, each, qty, why))
        over -= qty
    return lost


def _widen(desk: Desk, candidates: Iterable[Promise], over: int, why: str) -> int:
    for each in candidates:
        if over <= 0:
            break
        qty = min(over, each.qty)
        promises.widen(desk, each, qty, why)
        over -= qty
    return over
