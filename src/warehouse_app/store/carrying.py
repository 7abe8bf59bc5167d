"""Containers and serial numbers: a container is a place and its own serial.

Carrying it is one leg, whatever lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from warehouse_app.domain.ledger.entries import Leg
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.ledger.rules import ContainerLoop, SerialElsewhere, TooManyAtOnce, serial_moves
from warehouse_app.domain.places import MAX_MOVED_CELLS, MAX_NESTING, MAY_GO_BELOW_ZERO, Place, PlaceId
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


def contents(desk: Desk, place_id: PlaceId) -> tuple[tuple[int, int], ...]:
    """Return what lies directly in a place: item numbers and quantities."""
    return tuple((row[0], row[1]) for row in _INSIDE.all(desk.connection, place_is=place_id))


def move_serials(desk: Desk, legs: Iterable[Leg]) -> None:
    """Keep each serial number in at most one place. Raises Refused(SerialElsewhere)."""
    for (sku, serial), (source, target) in sorted(serial_moves(legs).items()):
        at = _AT.scalar(desk.connection, sku_is=sku, serial_is=serial)
        leaves = places.get(desk, target).kind in MAY_GO_BELOW_ZERO
        if at is not None and at != source:
            raise Refused(SerialElsewhere(sku, serial, places.get(desk, PlaceId(at)).code))
        if leaves:
            _LEAVE.run(desk.connection, sku_is=sku, serial_is=serial)
        elif at is not None:
            _GO.run(desk.connection, sku_is=sku, serial_is=serial, to_place=target)
        else:
            _appear(desk, sku, serial, target)


def _appear(desk: Desk, sku: str, serial: str, target: PlaceId) -> None:
    try:
        _NEW.run(desk.connection, sku=sku, serial=serial, place_id=target)
    except IntegrityError as error:
        raise Refused(SerialElsewhere(sku, serial, "")) from error


def move_containers(desk: Desk, legs: Iterable[Leg], pools: dict[PoolKey, list[int]]) -> None:
    """Refuse loops, and move the pools of all that lies in a container whose pool changes. Raises Refused."""
    for leg in legs:
        if not leg.item.is_container:
            continue
        container = places.container_place(desk, leg.item)
        source, target = places.get(desk, leg.source), places.get(desk, leg.target)
        _refuse_loop(desk, container, target)
        before = _pool_if_in(desk, container, source)
        after = _pool_if_in(desk, container, target)
        if before != after:
            _shift(desk, container, before, after, pools)


def _refuse_loop(desk: Desk, container: Place, target: Place) -> None:
    chain = places.chain_upward(desk, target)
    if len(chain) > MAX_NESTING or any(each.id == container.id for each in chain):
        raise Refused(ContainerLoop(container.code))


def _pool_if_in(desk: Desk, container: Place, where: Place) -> str | None:
    """Return the pool's warehouse for goods in `container` when it stands in `where`.

    Only LPNs keep their goods promisable.
    """
    return places.pool_warehouse(desk, where) if container.kind.value == "LPN" else None


def _shift(
    desk: Desk, container: Place, before: str | None, after: str | None, pools: dict[PoolKey, list[int]]
) -> None:
    found = _all_inside(desk, container)
    if len(found) > MAX_MOVED_CELLS:
        raise Refused(TooManyAtOnce(container.code, len(found)))
    for item_id, qty in found:
        item = items.get(desk, item_id)
        for warehouse, sign in ((before, -1), (after, 1)):
            for key in cells.pools_of(item, warehouse) if warehouse else ():
                pools[key][0] += sign * qty


def _all_inside(desk: Desk, container: Place) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for item_id, qty in contents(desk, container.id):
        item = items.get(desk, item_id)
        if not item.is_container:
            found.append((item_id, qty))
            continue
        inner = places.container_place(desk, item)
        if inner.kind.value == "LPN":
            found += _all_inside(desk, inner)
    return found
