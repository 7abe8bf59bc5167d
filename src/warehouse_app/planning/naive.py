"""What a plan is compared with: orders on carts as they came, every cart walked in S-shape, as most houses do it.

A new cart is taken as soon as the next order does not fit. In S-shape every aisle with something in it is walked
through, from one cross aisle to the other in turn; where the last of them was entered from the front one goes back
there. Where a warehouse is no single block of aisles the carts are filled alike and walked the best known way, so
that what is saved is told too small rather than too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warehouse_app.planning.batching import CartCapacity, PlanOrder
from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import plan_route


@dataclass(frozen=True, slots=True)
class NaivePlan:
    """Carts as they came, and the walk of all of them; None where no distance is known. `s_shaped` says how."""

    carts: tuple[tuple[str, ...], ...]
    distance_mm: int | None
    s_shaped: bool


def naive_plan(orders: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph) -> NaivePlan:
    """Return how orders, given as they came, would be picked without a plan."""
    carts = _carts(orders, capacity)
    lengths = [_cart_length(cart, capacity, graph) for cart in carts]
    known = [length for length in lengths if length is not None]
    codes = tuple(tuple(order.code for order in cart) for cart in carts)
    shaped = all(_spots(graph, _places(cart)) is not None for cart in carts)
    return NaivePlan(codes, sum(known) if len(known) == len(lengths) else None, shaped)


def s_shape_length(block: Block, spots: Sequence[Spot]) -> int:
    """Return the length of the S-shaped walk from the depot through all `spots` and back."""
    aisles: dict[int, list[int]] = {}
    for aisle, at in spots:
        if (aisle, at) != block.depot:
            aisles.setdefault(aisle, []).append(at)
    if not aisles:
        return 2 * block.entry if tuple(spots) else 0
    if set(aisles) == {block.depot[0]}:
        stops = [*aisles[block.depot[0]], block.depot[1]]
        return 2 * block.entry + 2 * (max(stops) - min(stops))
    at_front = block.depot[1] - block.front <= block.back - block.depot[1]
    near = block.front if at_front else block.back
    columns = sorted(aisles)
    through = len(columns) - len(columns) % 2
    length = through * (block.back - block.front) + block.xs[columns[-1]] - block.xs[columns[0]]
    if through < len(columns):
        length += 2 * max(abs(at - near) for at in aisles[columns[-1]])
    here, ends = block.xs[block.depot[0]], (block.xs[columns[0]], block.xs[columns[-1]])
    length += abs(here - ends[0]) + abs(here - ends[1]) + 2 * abs(block.depot[1] - near)
    return length + 2 * block.entry


def s_shape_order(block: Block, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return the spots in the order the S-shaped walk passes them."""
    aisles: dict[int, set[int]] = {}
    for aisle, at in spots:
        aisles.setdefault(aisle, set()).add(at)
    at_front = block.depot[1] - block.front <= block.back - block.depot[1]
    walk: list[Spot] = []
    for n, aisle in enumerate(sorted(aisles)):
        walk.extend((aisle, at) for at in sorted(aisles[aisle], reverse=(n % 2 == 0) != at_front))
    return tuple(walk)


def _carts(orders: Iterable[PlanOrder], capacity: CartCapacity) -> list[list[PlanOrder]]:
    """Fill one cart after another; an order larger than a cart goes alone."""
    carts: list[list[PlanOrder]] = []
    units = 0
    for order in orders:
        if not carts or len(carts[-1]) >= capacity.slots or units + order.units > capacity.units:
            carts.append([])
            units = 0
        carts[-1].append(order)
        units += order.units
    return carts


def _places(cart: Iterable[PlanOrder]) -> list[str]:
    return [line.place for order in cart for line in order.lines]


def _spots(graph: WarehouseGraph, places: Iterable[str]) -> list[Spot] | None:
    """Return where places stand in the one block there is; None where they do not."""
    wanted = set(places)
    if graph.block is None or any(place not in graph.spots for place in wanted):
        return None
    return [graph.spots[place] for place in wanted]


def _cart_length(cart: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph) -> int | None:
    """Return the walk of one cart, in as many trips as an order larger than it needs."""
    if sum(order.units for order in cart) <= capacity.units:
        return _walk(graph, _places(cart))
    lengths = [_walk(graph, trip) for trip in _trips(cart, capacity, graph)]
    known = [length for length in lengths if length is not None]
    return sum(known) if len(known) == len(lengths) else None


def _walk(graph: WarehouseGraph, places: Sequence[str]) -> int | None:
    spots = _spots(graph, places)
    if spots is None or graph.block is None:
        return plan_route(graph, places).distance_mm
    return s_shape_length(graph.block, spots)


def _trips(cart: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph) -> list[list[str]]:
    """Return the places of each trip of an order too large, one filled after another on the way."""
    lines = [line for order in cart for line in order.lines]
    spots = _spots(graph, [line.place for line in lines])
    if spots is None or graph.block is None:
        lines.sort(key=lambda line: graph.walking_key(line.place))
    else:
        visit = {spot: n for n, spot in enumerate(s_shape_order(graph.block, spots))}
        lines.sort(key=lambda line: visit[graph.spots[line.place]])
    trips: list[list[str]] = [[]]
    room = capacity.units
    for line in lines:
        left = line.qty
        while left:
            if not room:
                trips.append([])
                room = capacity.units
            take = min(left, room)
            trips[-1].append(line.place)
            left, room = left - take, room - take
    return trips
