"""Containers and serial numbers: a container is a place and its own serial.

Carrying it is one leg, whatever lies in it.

Only an LPN's move can change a pool: then the pools of all in it, and in LPNs inside it, move in the same entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, insert, select, update

from warehouse_app.domain.items import CONTAINER_MARK, Item, container_item
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.ledger.rules import (
    Cell,
    ContainerLoop,
    NotEnough,
    SerialElsewhere,
    TooManyAtOnce,
    serial_moves,
)
from warehouse_app.domain.places import MAX_MOVED_CELLS, MAX_NESTING, MAY_GO_BELOW_ZERO, Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_s = ledger.serial_at
_HERE = (_s.c.sku == bindparam("sku_is"), _s.c.serial == bindparam("serial_is"))
_AT = Statement(select(_s.c.place_id).where(*_HERE))
_GO = Statement(update(_s).where(*_HERE).values(place_id=bindparam("to_place")))
_NEW = Statement(insert(_s).values(sku=bindparam("sku"), serial=bindparam("serial"), place_id=bindparam("place_id")))
_LEAVE = Statement(delete(_s).where(*_HERE))
_b = ledger.balance
_INSIDE = Statement(select(_b.c.item_id, _b.c.on_hand).where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0))


_STANDING = Statement(
    select(_s.c.sku, _s.c.serial).where(_s.c.place_id == bindparam("place_is"), _s.c.sku.like(CONTAINER_MARK + "%")),
)
_HELD = Statement(
    select(_b.c.item_id, _b.c.on_hand, _b.c.held).where(_b.c.place_id == bindparam("place_is"), _b.c.held > 0)
)

Serial = tuple[str, str]


def contents(desk: Desk, place_id: PlaceId) -> tuple[tuple[int, int], ...]:
    """Return what lies directly in a place: item numbers and quantities."""
    return tuple((row[0], row[1]) for row in _INSIDE.all(desk.connection, place_is=place_id))


def standing_in(desk: Desk, place_id: PlaceId) -> tuple[Place, ...]:
    """Return the containers that stand directly in a place."""
    rows = _STANDING.all(desk.connection, place_is=place_id)
    return tuple(places.container_place(desk, Item(row[0], serial=row[1])) for row in rows)


def serial_at(desk: Desk, sku: str, serial: str) -> PlaceId | None:
    """Return where a serial number is, or None when it is in no place that counts what it holds."""
    found = _AT.scalar(desk.connection, sku_is=sku, serial_is=serial)
    return None if found is None else PlaceId(found)


def move(desk: Desk, changes: Mapping[Cell, int], pools: dict[PoolKey, list[int]]) -> tuple[Place, ...]:
    """Take serial numbers and containers to where the entry leaves them, and the pools of all that LPNs hold.

    Returns the LPNs that left a pool. Raises Refused: SerialElsewhere, ContainerLoop, TooManyAtOnce.
    """
    moves = serial_moves(changes)
    carried = [key for key, nets in moves.items() if nets and key[0].startswith(CONTAINER_MARK)]
    containers = [places.container_place(desk, Item(sku, serial=serial)) for sku, serial in sorted(carried)]
    pallets = _pallets(desk, containers)
    before = {each.id: places.pool_warehouse(desk, each) for each in pallets}
    _move_serials(desk, moves)
    for container in containers:
        if _goes_into_another(desk, container, moves):
            _refuse_loop(desk, container)
    changed = []
    for pallet in pallets:
        after = places.pool_warehouse(desk, pallet)
        if before[pallet.id] != after:
            _shift(desk, pallet, before[pallet.id], after, pools)
            changed.append(pallet)
    _refuse_too_many(desk, changed)
    return tuple(each for each in changed if before[each.id] is not None)


def refuse_held(desk: Desk, left: Iterable[Place]) -> None:
    """Refuse that an LPN takes goods held for others out of their pool. Raises Refused(NotEnough)."""
    for pallet in left:
        row = _HELD.one(desk.connection, place_is=pallet.id)
        if row is not None:
            raise Refused(NotEnough(items.get(desk, row[0]).sku, pallet.code, row[1], row[1], row[2]))


def _move_serials(desk: Desk, moves: Mapping[Serial, Mapping[PlaceId, int]]) -> None:
    """Keep each serial number in at most one place. Raises Refused(SerialElsewhere)."""
    for (sku, serial), nets in sorted(moves.items()):
        told = {place: more for place, more in nets.items() if places.get(desk, place).kind not in MAY_GO_BELOW_ZERO}
        sources, targets = [p for p, more in told.items() if more < 0], [p for p, more in told.items() if more > 0]
        if not told:
            continue
        at = serial_at(desk, sku, serial)
        source, target = next(iter(sources), None), next(iter(targets), None)
        if any(abs(more) > 1 for more in told.values()) or len(sources) > 1 or len(targets) > 1:
            raise Refused(SerialElsewhere(sku, serial, places.get(desk, (targets or sources)[0]).code))
        if at is not None and at != source:
            raise Refused(SerialElsewhere(sku, serial, places.get(desk, at).code))
        _put_serial(desk, sku, serial, at, target)


def _put_serial(desk: Desk, sku: str, serial: str, at: PlaceId | None, target: PlaceId | None) -> None:
    if target is None:
        _LEAVE.run(desk.connection, sku_is=sku, serial_is=serial)
    elif at is not None:
        _GO.run(desk.connection, sku_is=sku, serial_is=serial, to_place=target)
    else:
        _NEW.run(desk.connection, sku=sku, serial=serial, place_id=target)


def _goes_into_another(desk: Desk, container: Place, moves: Mapping[Serial, Mapping[PlaceId, int]]) -> bool:
    """Tell whether a container is put into one: only then can it come to stand in itself, or too deep."""
    item = container_item(container.kind.value, container.code)
    nets = moves[item.sku, item.serial]
    return any(more > 0 and places.get(desk, place).is_container for place, more in nets.items())


def _refuse_loop(desk: Desk, container: Place) -> None:
    """Walk the chain upward from where the container stands now, and count how deep it is stacked itself."""
    chain = places.chain_upward(desk, container)
    above = [each for each in chain[1:] if each.is_container]
    if not above:
        return
    looped = any(each.id == container.id for each in above)
    if looped or len(above) + _height(desk, container, MAX_NESTING) > MAX_NESTING:
        raise Refused(ContainerLoop(container.code))


def _height(desk: Desk, container: Place, limit: int) -> int:
    inner = standing_in(desk, container.id) if limit > 0 else ()
    return 1 + max((_height(desk, each, limit - 1) for each in inner), default=0)


def _pallets(desk: Desk, containers: Iterable[Place]) -> tuple[Place, ...]:
    """Return the LPNs among the containers and the LPNs inside them: all whose pool the move may change."""
    found: dict[PlaceId, Place] = {}
    waiting = [each for each in containers if each.kind is PlaceKind.LPN]
    while waiting:
        pallet = waiting.pop()
        if pallet.id not in found:
            found[pallet.id] = pallet
            waiting += [each for each in standing_in(desk, pallet.id) if each.kind is PlaceKind.LPN]
    return tuple(found.values())


def _shift(desk: Desk, pallet: Place, before: str | None, after: str | None, pools: dict[PoolKey, list[int]]) -> None:
    for item_id, qty in contents(desk, pallet.id):
        item = items.get(desk, item_id)
        for warehouse, sign in ((before, -1), (after, 1)):
            for key in cells.pools_of(item, warehouse) if warehouse and not item.is_container else ():
                pools[key][0] += sign * qty


def _refuse_too_many(desk: Desk, left: Iterable[Place]) -> None:
    count = 0
    for pallet in left:
        count += len(contents(desk, pallet.id))
        if count > MAX_MOVED_CELLS:
            raise Refused(TooManyAtOnce(pallet.code, count))
