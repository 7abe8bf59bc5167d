"""Orders become batches: grouped by promise date under a cart's capacity, each order once, each trip walked the
shortest way.

An order larger than the cart is a batch of its own in several trips. This is one function, `plan_batches`, on
purpose: whatever plans better takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from warehouse_app.planning.grouping import Load, group_loads
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import Method, plan_route, route_cost


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A quantity of one order line to take from one place; a line that lies in two places comes twice."""

    line: str
    place: str
    qty: int


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """A released order: `day` is its promise date (any sortable text), `rank` its urgency (lower first)."""

    code: str
    day: str
    lines: tuple[PlanLine, ...]
    rank: int = 0

    @property
    def units(self) -> int:
        """All units of the order."""
        return sum(line.qty for line in self.lines)


@dataclass(frozen=True, slots=True)
class CartCapacity:
    """What one cart holds: `slots` orders and `units` units on one trip."""

    slots: int
    units: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Take `qty` of this order line from this place into this slot (numbered from 1)."""

    place: str
    order: str
    line: str
    qty: int
    slot: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One round of the cart: stops in walking order; `distance_mm` is None where no distance is known."""

    stops: tuple[Stop, ...]
    distance_mm: int | None
    method: Method


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """Orders that one cart picks together (slot n holds `orders[n - 1]`); more than one trip only for an order too
    large.
    """

    day: str
    orders: tuple[str, ...]
    trips: tuple[Trip, ...]

    @property
    def distance_mm(self) -> int | None:
        """The length of all trips; None where one is not known."""
        lengths = [trip.distance_mm for trip in self.trips]
        known = [length for length in lengths if length is not None]
        return sum(known) if len(known) == len(lengths) else None


def plan_batches(
    orders: Iterable[PlanOrder],
    capacity: CartCapacity,
    graph: WarehouseGraph,
    key: Callable[[PlanOrder], str] = attrgetter("day"),
) -> tuple[PlannedBatch, ...]:
    """Return batches, by day, within a day most urgent first; the same orders in any order give the same plan.

    Every order is in exactly one batch, every unit of it in exactly one stop; no trip carries more than the cart
    holds; orders of two values of `key` are never together. ValueError when a capacity or a quantity is below one,
    or two orders have one code.
    """
    given = tuple(orders)
    known = {order.code: order for order in given}
    _check(given, known, capacity)
    batches: list[PlannedBatch] = []
    by_day = sorted(known.values(), key=lambda order: (key(order), order.rank, order.code))
    for day, todays in groupby(by_day, key=key):
        loads = [_load(order, graph) for order in todays]
        groups = group_loads(loads, capacity.slots, capacity.units, lambda places: route_cost(graph, places))
        batches.extend(one_batch(day, [known[load.code] for load in group], capacity, graph) for group in groups)
    return tuple(batches)


def _check(orders: tuple[PlanOrder, ...], known: Mapping[str, PlanOrder], capacity: CartCapacity) -> None:
    """Refuse what no plan can be made of; such orders are a bug of the caller."""
    if capacity.slots < 1 or capacity.units < 1:
        raise ValueError("a cart holds at least one order and one unit")
    if len(known) != len(orders):
        raise ValueError("two orders have the same code")
    if any(line.qty < 1 for order in orders for line in order.lines):
        raise ValueError("a quantity to pick is at least one")


def _load(order: PlanOrder, graph: WarehouseGraph) -> Load:
    """Return the order as the cart sees it."""
    places = frozenset(line.place for line in order.lines)
    aisles = 0
    for place in places:
        if place in graph.spots:
            aisles |= 1 << graph.spots[place][0]
    return Load(order.code, order.rank, order.units, places, aisles)


def one_batch(day: str, orders: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph) -> PlannedBatch:
    """Return one batch of exactly these orders, slot by slot, with its trips in walking order."""
    slot_of = {order.code: slot for slot, order in enumerate(orders, 1)}
    stops = [
        Stop(line.place, order.code, line.line, line.qty, slot_of[order.code])
        for order in orders
        for line in order.lines
    ]
    whole = _trip(stops, graph)
    trips: tuple[Trip, ...] = (whole,)
    if sum(stop.qty for stop in stops) > capacity.units:
        trips = tuple(_trip(part, graph) for part in _split(whole.stops, capacity.units))
    return PlannedBatch(day, tuple(order.code for order in orders), trips)


def _trip(stops: list[Stop], graph: WarehouseGraph) -> Trip:
    """Return the stops in the order of the shortest walk; at one place by slot, then by line as given."""
    route = plan_route(graph, [stop.place for stop in stops])
    visit = {place: number for number, place in enumerate(route.places)}
    ordered = sorted(stops, key=lambda stop: (visit[stop.place], stop.slot))
    return Trip(tuple(ordered), route.distance_mm, route.method)


def _split(stops: Iterable[Stop], units: int) -> list[list[Stop]]:
    """Return the stops of a large order as trips: whole lines in walking order; only a line over a whole cart is
    divided.
    """
    trips: list[list[Stop]] = [[]]
    room = units
    for stop in stops:
        left = stop.qty
        if left > room and trips[-1]:
            trips.append([])
            room = units
        while left:
            take = min(left, room)
            trips[-1].append(Stop(stop.place, stop.order, stop.line, take, stop.slot))
            left -= take
            room -= take
            if left:
                trips.append([])
                room = units
    return trips
