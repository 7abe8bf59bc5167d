"""Orders become batches: never two promise dates on one cart, each order once, each trip walked the shortest way.

Which orders share a cart is searched (`planning.search`), so that all carts together walk as little as can be found. An
order larger than the cart is a batch of its own in several trips; no other order is ever split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from warehouse_app.planning.floors import floor_of
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import Method, plan_route
from warehouse_app.planning.search.anytime import Budget, Found, search
from warehouse_app.planning.search.values import Fees, Groups, Job, Limits, Problem


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A quantity of one order line to take from one place; a line that lies in two places comes twice."""

    line: str
    place: str
    qty: int


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """A released order: `day` is its promise date (any sortable text), `rank` its urgency (lower first).

    `due` in seconds from any beginning. What it takes of a cart beside its units, and with whom it may not travel, is
    told as in `planning.search.values.Job`.
    """

    code: str
    day: str
    lines: tuple[PlanLine, ...]
    rank: int = 0
    due: int | None = None
    slots: int = 1
    weight: int = 0
    volume: int = 0
    zones: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    shuns: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()

    @property
    def units(self) -> int:
        """All units of the order."""
        return sum(line.qty for line in self.lines)


@dataclass(frozen=True, slots=True)
class CartCapacity:
    """What one cart holds on one trip: slots (an order takes one, unless it says more) and units; None is no limit."""

    slots: int
    units: int
    orders: int | None = None
    weight: int | None = None
    volume: int | None = None


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


def walked_mm(trips: Sequence[Trip]) -> int | None:
    """Return the length of all these trips; None where one is not known."""
    lengths = [trip.distance_mm for trip in trips]
    known = [length for length in lengths if length is not None]
    return sum(known) if len(known) == len(lengths) else None


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
        return walked_mm(self.trips)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which orders share a cart: the best so far, what it costs, and the steps it took.

    `cost` and `bound`, which no plan is below, are of the orders that fit on a cart; None: nothing is known.
    """

    groups: tuple[tuple[str, ...], ...]
    cost: int
    steps: int
    bound: int | None = None


def plan_batches(
    orders: Iterable[PlanOrder],
    capacity: CartCapacity,
    graph: WarehouseGraph,
    key: Callable[[PlanOrder], str] = attrgetter("day"),
    *,
    budget: Budget = Budget(),  # noqa: B008 - frozen
    fees: Fees = Fees(),  # noqa: B008 - frozen
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
        found = group_orders(tuple(todays), capacity, graph, budget, fees=fees)
        batches.extend(one_batch(day, [known[code] for code in group], capacity, graph) for group in found.groups)
    return tuple(batches)


def group_orders(
    orders: Sequence[PlanOrder],
    capacity: CartCapacity,
    graph: WarehouseGraph,
    budget: Budget,
    *,
    fees: Fees = Fees(),  # noqa: B008 - frozen
    start: Iterable[Sequence[str]] | None = None,
    now: Callable[[], float] | None = None,
    stopped: Callable[[], bool] = lambda: False,
    told: Callable[[Grouping], None] = lambda _grouping: None,
    prove: bool = False,
) -> Grouping:
    """Return which of these orders, all of one day, share a cart, most urgent first; `told` hears of better and better.

    `start` is a plan to begin from, its batches as codes. Orders larger than a cart are alone. `prove`: some of the
    time goes into a bound that no plan is below.
    """
    queue = sorted(orders, key=lambda order: (order.rank, order.code))
    problem = problem_of(queue, capacity, graph, fees)
    large = frozenset(problem.too_large())
    small = [n for n in range(len(queue)) if n not in large]
    alone = tuple((queue[n].code,) for n in sorted(large))
    codes = [queue[n].code for n in small]

    def grouping(found: Found) -> Grouping:
        groups = sorted(tuple(sorted(group)) for group in found.groups)
        named = [tuple(codes[n] for n in group) for group in groups]
        place = {order.code: n for n, order in enumerate(queue)}
        whole = sorted([*named, *alone], key=lambda group: place[group[0]])
        return Grouping(tuple(whole), found.cost, found.steps, found.bound)

    found = search(
        problem.part(small),
        budget,
        now=now,
        stopped=stopped,
        told=lambda found: told(grouping(found)),
        start=None if start is None else _numbered(start, codes),
        prove=prove,
    )
    return grouping(found)


def _numbered(start: Iterable[Sequence[str]], codes: Sequence[str]) -> Groups:
    """Return a plan to begin from as numbers; orders it does not name go alone."""
    number = {code: n for n, code in enumerate(codes)}
    groups = [tuple(number.pop(code) for code in group if code in number) for group in start]
    return (*(group for group in groups if group), *((n,) for n in number.values()))


def problem_of(orders: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph, fees: Fees) -> Problem:
    """Return the orders as the search sees them."""
    jobs = tuple(
        Job(
            units=order.units,
            slots=order.slots,
            weight=order.weight,
            volume=order.volume,
            due=order.due,
            rank=order.rank,
            zones=order.zones,
            kinds=order.kinds,
            shuns=order.shuns,
            skills=order.skills,
        )
        for order in orders
    )
    limits = Limits(
        orders=capacity.orders,
        units=capacity.units,
        slots=capacity.slots,
        weight=capacity.weight,
        volume=capacity.volume,
    )
    return Problem(jobs, limits, floor_of([[line.place for line in order.lines] for order in orders], graph), fees)


def _check(orders: tuple[PlanOrder, ...], known: Mapping[str, PlanOrder], capacity: CartCapacity) -> None:
    """Refuse what no plan can be made of; such orders are a bug of the caller."""
    if capacity.slots < 1 or capacity.units < 1:
        raise ValueError("a cart holds at least one order and one unit")
    if len(known) != len(orders):
        raise ValueError("two orders have the same code")
    if any(line.qty < 1 for order in orders for line in order.lines):
        raise ValueError("a quantity to pick is at least one")


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
