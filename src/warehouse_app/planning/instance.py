"""The planner alone, on an instance as a plain dictionary: read strictly, planned, told with the true length of
every tour.

One block only: two cross aisles. Lengths of the instance may have fractions; they are planned in millionths, so that
no sum ever drifts. `depot_entry` is the way between the depot and its cross aisle, walked once out and once back on
every tour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from warehouse_app.domain.refusals import Usage
from warehouse_app.planning.block import Block, Spot, shortest_length, shortest_walk, walk_length
from warehouse_app.planning.grouping import Load, group_loads

SCALE = 1_000_000
METHOD = "savings_then_exact_one_block"
_MAX_AISLES = 10_000
_MAX_LENGTH = 1e9


@dataclass(frozen=True, slots=True)
class _Instance:
    """A checked instance in millionths."""

    block: Block
    spots: Mapping[str, Spot]
    loads: tuple[Load, ...]
    size: int | None
    orders: int | None


def plan_instance(instance: object, now: Callable[[], float] | None = None) -> dict[str, object]:
    """Return the plan of an instance (both in the words of the contract).

    `now` is a clock in seconds for the field `seconds`, 0.0 without it. `steps` counts walks that were computed.
    Raises Usage: `instance_invalid` with the field and what is wrong, `not_in_this_version` for other than two cross
    aisles, `order_over_capacity`.
    """
    started = now() if now is not None else 0.0
    asked = _read(instance)
    steps = 0

    def walk(places: frozenset[str]) -> int:
        nonlocal steps
        steps += 1
        return shortest_length(asked.block, [asked.spots[place] for place in places])

    groups = group_loads(asked.loads, asked.orders, asked.size, walk)
    batches, total = [], 0
    for group in groups:
        places, length = _tour(asked, group)
        total += length
        batches.append({"orders": [load.code for load in group], "distance": length / SCALE, "tour": places})
    return {
        "distance": total / SCALE,
        "batches": batches,
        "seconds": round(now() - started, 6) if now is not None else 0.0,
        "steps": steps + len(groups),
        "method": METHOD,
        "bound": None,
    }


def _tour(asked: _Instance, group: list[Load]) -> tuple[list[str], int]:
    """Return the places of a batch in walking order and the true length of just that walk."""
    wanted = sorted(frozenset().union(*(load.places for load in group)))
    walk = shortest_walk(asked.block, [asked.spots[place] for place in wanted])
    visit = {spot: number for number, spot in enumerate(walk.spots)}
    wanted.sort(key=lambda place: visit[asked.spots[place]])
    return wanted, walk_length(asked.block, [asked.spots[place] for place in wanted])


def _wrong(field: str, problem: str) -> Usage:
    return Usage("instance_invalid", field=field, problem=problem)


def _read(instance: object) -> _Instance:
    """Return the checked instance."""
    whole = _object(instance, "instance")
    layout = _object(whole.get("layout"), "layout")
    block = _block(layout, _length(whole.get("depot_entry", 0), "depot_entry"))
    spots = {}
    for number, place in enumerate(_list(whole.get("places"), "places")):
        field = f"places[{number}]"
        fields = _object(place, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in spots:
            raise _wrong(f"{field}.id", "twice")
        spots[code] = _spot(block, fields, field)
    capacity = _object(whole.get("capacity", {}), "capacity")
    size = None if capacity.get("size") is None else _size(capacity["size"], "capacity.size")
    orders = None if capacity.get("orders") is None else _count(capacity["orders"], "capacity.orders")
    loads = _loads(_list(whole.get("orders"), "orders"), spots, size)
    return _Instance(block, spots, loads, size, orders)


def _block(layout: Mapping[str, object], entry: int) -> Block:
    """Return the block of the layout."""
    aisles = _count(layout.get("aisles"), "layout.aisles")
    if aisles > _MAX_AISLES:
        raise _wrong("layout.aisles", "too_large")
    step = _length(layout.get("aisle_distance"), "layout.aisle_distance")
    crossings = [_length(at, "layout.cross_aisles") for at in _list(layout.get("cross_aisles"), "layout.cross_aisles")]
    if len(crossings) != 2:  # noqa: PLR2004 - one block has a front and a back
        raise Usage("not_in_this_version", what="cross_aisles", count=len(crossings))
    front, back = sorted(crossings)
    flat = Block(tuple(aisle * step for aisle in range(aisles)), front, back, (0, front), entry)
    depot = _object(layout.get("depot", {"aisle": 0, "at": front / SCALE}), "layout.depot")
    return Block(flat.xs, front, back, _spot(flat, depot, "layout.depot"), entry)


def _spot(block: Block, fields: Mapping[str, object], field: str) -> Spot:
    """Return where a place or the depot is; it lies in an aisle between the two cross aisles."""
    aisle = fields.get("aisle")
    if not _is_whole(aisle) or not 0 <= aisle < len(block.xs):
        raise _wrong(f"{field}.aisle", "no_such_aisle")
    at = _length(fields.get("at"), f"{field}.at")
    if not block.front <= at <= block.back:
        raise _wrong(f"{field}.at", "outside_the_cross_aisles")
    return aisle, at


def _loads(orders: list[object], spots: Mapping[str, Spot], size: int | None) -> tuple[Load, ...]:
    """Return the orders; each fits on a cart. Due dates and priorities do not count yet: only distance does."""
    loads: dict[str, Load] = {}
    for number, order in enumerate(orders):
        field = f"orders[{number}]"
        fields = _object(order, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in loads:
            raise _wrong(f"{field}.id", "twice")
        takes = _size(fields.get("size"), f"{field}.size")
        if size is not None and takes > size:
            raise Usage("order_over_capacity", order=code)
        places = set()
        for line in _list(fields.get("lines", []), f"{field}.lines"):
            place = _text(_object(line, f"{field}.lines").get("place"), f"{field}.lines.place")
            if place not in spots:
                raise _wrong(f"{field}.lines.place", "no_such_place")
            places.add(place)
        aisles = 0
        for place in places:
            aisles |= 1 << spots[place][0]
        loads[code] = Load(code, 0, takes, frozenset(places), aisles)
    return tuple(loads.values())


def _object(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(field, "not_an_object")
    return value


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(field, "not_a_list")
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(field, "not_a_name")
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: object, field: str) -> int:
    if not _is_whole(value) or value < 1:
        raise _wrong(field, "not_a_number_above_zero")
    return value


def _length(value: object, field: str) -> int:
    """Return a length at or above zero in millionths."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _MAX_LENGTH:
        raise _wrong(field, "not_a_length")
    return round(value * SCALE)


def _size(value: object, field: str) -> int:
    """Return a size at or above zero in millionths; any unit that adds up."""
    return _length(value, field)
