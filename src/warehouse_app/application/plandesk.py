"""The plan on a supervisor's desk: what can be planned is read once; working it out asks the database nothing more.

Each warehouse and each ship day has a plan of its own. What a plan is compared with, orders as they came in S-shape,
is worked out with the reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse_app.application.batchfloor import graph_for
from warehouse_app.application.carts import capacity_of, speed_of
from warehouse_app.application.plandeskmap import floor_of
from warehouse_app.application.settings import number_of
from warehouse_app.domain.layouts.floor import FloorPlan
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.domain.places import PlaceKind
from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder
from warehouse_app.planning.draft import Ground
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.naive import NaivePlan, naive_plan
from warehouse_app.planning.search.values import Fees
from warehouse_app.store import places as places_of
from warehouse_app.store import plandesk, plannable
from warehouse_app.store.crew import abilities
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True)
class ReadyOrder:
    """An order that can be planned. `key` is its name in the plan, `trips` how many carts it fills alone."""

    id: int
    code: str
    day: str
    placed_at: str
    ship_by: str
    service: str
    priority: int
    lines: int
    units: int
    trips: int

    @property
    def key(self) -> str:
        """Return its name in the plan."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What is planned together: the ready orders of one warehouse and one ship day, as they came.

    `unplaced` are the places that no map knows: what is picked there has no metres.
    """

    warehouse: str
    day: str
    orders: tuple[ReadyOrder, ...]
    ground: Ground
    naive: NaivePlan
    unplaced: tuple[str, ...]
    floor: FloorPlan

    @property
    def key(self) -> str:
        """Return what tells this plan from the others."""
        return f"{self.warehouse} {self.day}"

    def order(self, key: str) -> ReadyOrder | None:
        """Return an order by its name in the plan."""
        return next((each for each in self.orders if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be planned now, and the orders that cannot with the reason.

    `speed_mm_s` is how fast one walks, `seconds` for how long a plan is improved, `seen` are the orders looked at.
    """

    parts: tuple[PlanPart, ...] = ()
    left_out: tuple[NotPlannable, ...] = ()
    speed_mm_s: int = 1_000
    seconds: int = 0
    seen: frozenset[int] = frozenset()

    def part(self, key: str) -> PlanPart | None:
        """Return a part by its key."""
        return next((each for each in self.parts if each.key == key), None)


def ready_now(desk: Desk) -> frozenset[int]:
    """Return the orders that seem ready for a batch: one question, so that it can be asked after every change."""
    return frozenset(plannable.ready(desk))


def gather(desk: Desk, orders: tuple[int, ...] | None = None) -> Gathered:
    """Return all orders that are ready (or `orders`), by ship day and warehouse, the day that leaves first before."""
    wanted = plannable.ready(desk) if orders is None else orders
    found, left_out = plannable.candidates(desk, wanted)
    capacity = capacity_of(desk)
    houses = {code: _house(desk, code) for code in sorted({each.warehouse for each in found})}
    heads = plandesk.heads(desk, [each.order_id for each in found])
    groups: dict[tuple[str, str], list[plannable.Candidate]] = {}
    for each in sorted(found, key=lambda one: one.order_id):
        groups.setdefault((each.day, each.warehouse), []).append(each)
    fees = Fees(crews=abilities.crews(desk))
    parts = (_part(groups[key], heads, capacity, houses[key[1]], fees) for key in sorted(groups))
    return Gathered(tuple(parts), left_out, speed_of(desk), number_of(desk, "plan.seconds"), frozenset(wanted))


def _part(
    candidates: Sequence[plannable.Candidate],
    heads: Mapping[int, plandesk.Head],
    capacity: CartCapacity,
    house: tuple[WarehouseGraph, FloorPlan],
    fees: Fees,
) -> PlanPart:
    graph, floor = house
    orders = {str(each.order_id): plan_order(each) for each in candidates}
    ready = tuple(_ready(each, heads[each.order_id], orders[str(each.order_id)], capacity) for each in candidates)
    places = sorted({line.place for order in orders.values() for line in order.lines})
    return PlanPart(
        candidates[0].warehouse,
        candidates[0].day,
        ready,
        Ground(orders, capacity, graph, fees),
        naive_plan(tuple(orders.values()), capacity, graph),
        tuple(place for place in places if place not in graph.spots),
        floor,
    )


def _house(desk: Desk, warehouse: str) -> tuple[WarehouseGraph, FloorPlan]:
    graph = graph_for(desk, warehouse)
    bins = (place for place in places_of.of_kind(desk, PlaceKind.BIN) if place.warehouse == warehouse)
    return graph, floor_of(bins, graph)


def plan_order(each: plannable.Candidate) -> PlanOrder:
    """Return an order as planning sees it."""
    lines = tuple(PlanLine(str(line.line_id), line.place, line.qty) for line in each.lines)
    return PlanOrder(str(each.order_id), each.day, lines, each.rank, skills=each.skills)


def _ready(each: plannable.Candidate, head: plandesk.Head, order: PlanOrder, capacity: CartCapacity) -> ReadyOrder:
    return ReadyOrder(
        id=each.order_id,
        code=head.code,
        day=each.day,
        placed_at=head.placed_at,
        ship_by=head.ship_by,
        service=head.service,
        priority=head.priority,
        lines=len(order.lines),
        units=order.units,
        trips=max(1, -(-order.units // capacity.units)),
    )
