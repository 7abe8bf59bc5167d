"""The planner alone, on an instance as a plain dictionary: read strictly, planned, told with the true length of
every tour.

Two cross aisles are one block, walked exactly; with more of them the batches are found by good walks, and the walks
told are exact where that is affordable. Lengths of the instance may have fractions; they are planned in millionths,
so that no sum ever drifts. `depot_entry` is the way between the depot and its cross aisle, walked once out and once
back on every tour. Batches are told by the earliest `due`, then the highest `priority` in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TypeGuard

from warehouse_app.domain.refusals import Usage
from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.floors import floor_of, grid_distance
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import plan_route
from warehouse_app.planning.search.anytime import Budget, search
from warehouse_app.planning.search.values import Job, Limits, Problem
from warehouse_app.planning.walks.grid import Grid

SCALE = 1_000_000
_MAX_AISLES = 10_000
_MAX_LENGTH = 1e9
_MAX_CROSSINGS = 100
_FARTHEST = 4 * 10**12
"""So far may all walks together be at most, in the unit of the instance: in millionths it is what a machine counts."""


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of an instance; `urgency` sorts the most urgent first."""

    code: str
    size: int
    places: frozenset[str]
    urgency: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Instance:
    """A checked instance in millionths."""

    graph: WarehouseGraph
    orders: tuple[_Order, ...]
    limits: Limits


def plan_instance(
    instance: object,
    now: Callable[[], float] | None = None,
    budget: Budget = Budget(),  # noqa: B008 - frozen
) -> dict[str, object]:
    """Return the plan of an instance (both in the words of the contract).

    `now` is a clock in seconds for the field `seconds`, 0.0 without it.
    Raises Usage: `instance_invalid` with the field and what is wrong, `order_over_capacity`.
    """
    started = now() if now is not None else 0.0
    asked = _read(instance)
    jobs = tuple(Job(units=order.size) for order in asked.orders)
    floor = floor_of([sorted(order.places) for order in asked.orders], asked.graph)
    found = search(Problem(jobs, asked.limits, floor), budget, now=now, prove=True)
    groups = [[asked.orders[n] for n in group] for group in found.groups]
    groups.sort(key=lambda group: (min(order.urgency for order in group), asked.orders.index(group[0])))
    batches: list[dict[str, object]] = []
    total, methods = 0, set()
    for group in groups:
        places, length, method = _tour(asked.graph, group)
        total += length
        methods.add(method)
        batches.append({"orders": [order.code for order in group], "distance": length / SCALE, "tour": places})
    return {
        "distance": total / SCALE,
        "batches": batches,
        "seconds": round(now() - started, 6) if now is not None else 0.0,
        "steps": found.steps,
        "method": "_".join(["annealing", found.engine, "walks", *sorted(methods)]),
        "bound": None if found.bound is None else found.bound / SCALE,
        "gap": None if found.bound is None else _gap(total, found.bound),
    }


def _gap(total: int, bound: int) -> float:
    """Return by how much the plan may be longer than the best there is, as a share of the plan."""
    return round((total - bound) / total, 6) if total else 0.0


def _tour(graph: WarehouseGraph, group: list[_Order]) -> tuple[list[str], int, str]:
    """Return the places of a batch in walking order, the true length of just that walk, and how it was found."""
    route = plan_route(graph, frozenset().union(*(order.places for order in group)))
    grid = graph.floor
    assert grid is not None, "an instance has a floor"
    ring = [grid.start, *(graph.spots[place] for place in route.places), grid.end]
    length = sum(grid_distance(grid, here, there) for here, there in pairwise(ring)) if route.places else 0
    return list(route.places), length + (grid.entry + grid.leave if route.places else 0), route.method


def _wrong(field: str, problem: str) -> Usage:
    return Usage("instance_invalid", field=field, problem=problem)


def _read(instance: object) -> _Instance:
    """Return the checked instance."""
    whole = _object(instance, "instance")
    layout = _object(whole.get("layout"), "layout")
    floor = _floor(layout, _length(whole.get("depot_entry", 0), "depot_entry"))
    spots = {}
    for number, place in enumerate(_list(whole.get("places"), "places")):
        field = f"places[{number}]"
        fields = _object(place, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in spots:
            raise _wrong(f"{field}.id", "twice")
        spots[code] = _spot(floor, fields, field)
    capacity = _object(whole.get("capacity", {}), "capacity")
    size = None if capacity.get("size") is None else _size(capacity["size"], "capacity.size")
    if size == 0:
        raise _wrong("capacity.size", "not_a_number_above_zero")
    count = None if capacity.get("orders") is None else _count(capacity["orders"], "capacity.orders")
    orders = _orders(_list(whole.get("orders"), "orders"), spots, size)
    count = None if count is None else min(count, max(1, len(orders)))
    _check_far(floor, orders)
    one_block = len(floor.crossings) == 2  # noqa: PLR2004 - a front and a back
    block = Block(floor.xs, floor.crossings[0], floor.crossings[-1], floor.start, floor.entry) if one_block else None
    graph = WarehouseGraph(block, spots, {}, None if one_block else floor)
    return _Instance(graph, orders, Limits(orders=count, units=size))


def _check_far(floor: Grid, orders: tuple[_Order, ...]) -> None:
    """Refuse a floor on which the walks of these orders could come to more than a machine counts."""
    around = floor.xs[-1] + len(floor.xs) * (floor.crossings[-1] - floor.crossings[0]) + floor.entry
    stops = sum(max(1, len(order.places)) for order in orders)
    if 2 * around * max(1, stops) > _FARTHEST * SCALE:
        raise _wrong("layout", "too_large")


def _floor(layout: Mapping[str, object], entry: int) -> Grid:
    """Return the aisles and cross aisles of the layout."""
    aisles = _count(layout.get("aisles"), "layout.aisles")
    if aisles > _MAX_AISLES:
        raise _wrong("layout.aisles", "too_large")
    step = _length(layout.get("aisle_distance"), "layout.aisle_distance")
    crossings = [_length(at, "layout.cross_aisles") for at in _list(layout.get("cross_aisles"), "layout.cross_aisles")]
    if len(set(crossings)) < 2:  # noqa: PLR2004 - an aisle has two ends
        raise _wrong("layout.cross_aisles", "fewer_than_two")
    if len(crossings) > _MAX_CROSSINGS:
        raise _wrong("layout.cross_aisles", "too_large")
    ends = tuple(sorted(set(crossings)))
    depot: Spot = (0, ends[0])
    flat = Grid(tuple(aisle * step for aisle in range(aisles)), ends, depot, depot, entry, entry)
    given = _object(layout.get("depot", {"aisle": 0, "at": ends[0] / SCALE}), "layout.depot")
    start = _spot(flat, given, "layout.depot")
    return replace(flat, start=start, end=start)


def _spot(floor: Grid, fields: Mapping[str, object], field: str) -> Spot:
    """Return where a place or the depot is; it lies in an aisle between the outer cross aisles."""
    aisle = fields.get("aisle")
    if not _is_whole(aisle) or not 0 <= aisle < len(floor.xs):
        raise _wrong(f"{field}.aisle", "no_such_aisle")
    at = _length(fields.get("at"), f"{field}.at")
    if not floor.crossings[0] <= at <= floor.crossings[-1]:
        raise _wrong(f"{field}.at", "outside_the_cross_aisles")
    return aisle, at


def _orders(given: list[object], spots: Mapping[str, Spot], size: int | None) -> tuple[_Order, ...]:
    """Return the orders; each fits on a cart."""
    orders: dict[str, _Order] = {}
    for number, order in enumerate(given):
        field = f"orders[{number}]"
        fields = _object(order, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in orders:
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
        orders[code] = _Order(code, takes, frozenset(places), _urgency(fields, field))
    return tuple(orders.values())


def _urgency(fields: Mapping[str, object], field: str) -> tuple[float, float]:
    """Return what sorts the most urgent first: due (seconds, or a time as text; none is last), then priority."""
    due, priority = fields.get("due"), fields.get("priority", 0)
    if not isinstance(priority, int | float) or isinstance(priority, bool) or priority != priority:  # noqa: PLR0124
        raise _wrong(f"{field}.priority", "not_a_number")
    if due is None:
        return float("inf"), -priority
    if isinstance(due, str):
        try:
            time = datetime.fromisoformat(due)
            return (time if time.tzinfo is not None else time.replace(tzinfo=UTC)).timestamp(), -priority
        except (ValueError, OverflowError):
            raise _wrong(f"{field}.due", "not_a_time") from None
    if not isinstance(due, int | float) or isinstance(due, bool) or due != due:  # noqa: PLR0124
        raise _wrong(f"{field}.due", "not_a_time")
    try:
        return float(due), -priority
    except OverflowError:
        raise _wrong(f"{field}.due", "not_a_time") from None


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
