"""What is taken off the dock onto the trolley, put down, taken back, and undone; everything in whole units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse_app.application.putaway.proposing import propose, sought_of, spread
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import Scope
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.putaway.refusals import TrolleyFull
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, inventory, items, places, promises, putaway
from warehouse_app.store.desk import Desk
from warehouse_app.store.putaway import Load

MOST_STOPS = 200
"""Stops of one tour."""

MOST_UNDONE = 50
"""Deeds of one station that can be undone, newest first."""

Undo = dict[str, Any]


def carried(desk: Desk, station: str, source: PlaceId, item: Item) -> tuple[Load, ...]:
    """Return the stops of a station's tour that carry an item from a source."""
    return tuple(each for each in putaway.of_station(desk, station) if (each.source, each.item) == (source, item))


def set_load(desk: Desk, warehouse: str, source: PlaceId, item: Item, qty: int, passed: tuple[int, ...] = ()) -> int:
    """Let so many units of an item be on the trolley, with places proposed anew; return the units without a place.

    Raises Refused(TrolleyFull).
    """
    before = carried(desk, desk.station, source, item)
    for each in before:
        putaway.drop(desk, each.id)
    out = tuple(dict.fromkeys((*passed, *(one for each in before for one in each.passed))))
    if qty <= 0:
        return 0
    if len(putaway.of_station(desk, desk.station)) >= MOST_STOPS:
        raise Refused(TrolleyFull(MOST_STOPS))
    left = qty
    for found in spread(desk, item, qty, warehouse, _waits(desk, source, item, qty), frozenset(out)):
        for stop in found.stops:
            putaway.add(desk, Load(0, source, item, stop.qty, PlaceId(stop.spot.id), stop.why, out))
            left -= stop.qty
    if left:
        putaway.add(desk, Load(0, source, item, left, None, "no_place", out))
    desk.touch(Touched.MOVE)
    return left


def _waits(desk: Desk, source: PlaceId, item: Item, qty: int) -> int:
    """Return for how many of the units orders wait: what is promised right there."""
    number = items.find(desk, item)
    return 0 if number is None or item.is_container else min(qty, cells.read(desk, source, number).held)


def pass_over(desk: Desk, warehouse: str, load: Load) -> None:
    """Propose another place for one stop, and not this one again."""
    putaway.drop(desk, load.id)
    passed = (*load.passed, *(() if load.target is None else (int(load.target),)))
    sought = sought_of(desk, load.item, load.qty, warehouse)
    left = load.qty
    for stop in () if sought is None else propose(desk, sought, frozenset(passed)).stops:
        putaway.add(desk, Load(0, load.source, load.item, stop.qty, PlaceId(stop.spot.id), stop.why, passed))
        left -= stop.qty
    if left:
        putaway.add(desk, Load(0, load.source, load.item, left, None, "no_place", passed))
    desk.touch(Touched.MOVE)


def put(desk: Desk, command_id: str, load: Load, target: PlaceId, qty: int) -> Undo:
    """Put units of a stop down; return how it is undone. Raises Refused with a rule of posting's name.

    Promises of goods that leave the dock for orders go along: they name the new place.
    """
    entry = EntryId(f"{command_id}.put")
    along = _widened(desk, load, qty)
    inventory.move(desk, entry, load.item, qty, (load.source, target))
    for promise_id, many in along:
        promises.narrow(desk, promise_id, many, target, load.item)
    putaway.shrink(desk, load, qty)
    desk.touch(Touched.MOVE, Touched.STOCK)
    return {
        "do": "put", "entry": entry, "source": load.source, "item": items.number(desk, load.item), "qty": qty,
        "at": target, "target": load.target, "why": load.why, "passed": list(load.passed),
    }  # fmt: skip


def missed(desk: Desk, load: Load) -> Undo:
    """Return how it is undone that a stop's goods were said not to be on the trolley."""
    return {
        "do": "short", "source": load.source, "item": items.number(desk, load.item), "qty": load.qty,
        "target": load.target, "why": load.why, "passed": list(load.passed),
    }  # fmt: skip


def _widened(desk: Desk, load: Load, qty: int) -> list[tuple[Any, int]]:
    """Take promises off the cell that the goods leave: all for a stop where orders wait, else what would be lacking."""
    if load.item.is_container:
        return []
    number = items.number(desk, load.item)
    cell = cells.read(desk, load.source, number)
    over = min(qty, cell.held) if load.why == "cross_dock" else max(0, qty - cell.free)
    fetched = putaway.fetched(desk, load.source, number)
    along: list[tuple[Any, int]] = []
    for each in promises.in_cell(desk, load.source, number) if over > 0 else ():
        many = min(over, each.qty)
        if each.id in fetched or each.scope is not Scope.CELL:
            continue
        made = promises.widen(desk, each, many, "put away")
        along.append((made.id, many))
        over -= many
        if over <= 0:
            break
    return along


def undo(desk: Desk, command_id: str, warehouse: str, old: Mapping[str, Any]) -> Item:
    """Undo a deed: what was put or missed is on the trolley again, what was loaded lies on the dock. Raises Refused."""
    source, item = PlaceId(old["source"]), items.get(desk, old["item"])
    if old["do"] in ("put", "short"):
        if old["do"] == "put":
            inventory.reverse(desk, EntryId(old["entry"]), EntryId(f"{command_id}.undo"), "put-away undone")
        target = None if old["target"] is None else PlaceId(old["target"])
        putaway.add(desk, Load(0, source, item, old["qty"], target, old["why"], tuple(old["passed"])))
    else:
        now = sum(each.qty for each in carried(desk, desk.station, source, item))
        set_load(desk, warehouse, source, item, now - int(old["qty"]))
    desk.touch(Touched.MOVE, Touched.STOCK)
    return item


def place_code(desk: Desk, place: PlaceId | None) -> str:
    """Return the code of a place, "" for none."""
    return "" if place is None else places.get(desk, place).code
