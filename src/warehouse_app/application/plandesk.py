"""The plan on a supervisor's desk: what can be planned is read once; working it out asks the database nothing more.

Each warehouse and each ship day has a plan of its own. What a plan is compared with, orders as they came in S-shape,
is worked out with the reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse_app.application.batchfloor import graph_for
from warehouse_app.application.carts import capacity_of
from warehouse_app.application.pickways import may_split
from warehouse_app.application.plandeskmap import floor_of
from warehouse_app.application.settings import number_of
from warehouse_app.domain.layouts.floor import FloorPlan
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.domain.picking.ways import way_for
from warehouse_app.domain.places import PlaceKind
from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder
from warehouse_app.planning.draft import Draft, DraftBatch, Ground, of_orders
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
class PlannedIn:
    """A batch that is planned already and not released: its number in the draft, and its orders as they are written."""

    id: int
    code: str
    number: int
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What is planned together: the orders of one warehouse and one ship day, as they came.

    `planned` are the batches there are already; their orders are among the others. `unplaced` are the places that no
    map knows: what is picked there has no metres.
    """

    warehouse: str
    day: str
    orders: tuple[ReadyOrder, ...]
    ground: Ground
    naive: NaivePlan
    unplaced: tuple[str, ...]
    floor: FloorPlan
    planned: tuple[PlannedIn, ...] = ()
    singles: int = 0
    """From so many orders of a single piece on a batch of them is picked into one tote; 0 is never."""

    split: bool = False
    """Whether an order larger than a cart goes in parts, each with a cart of its own."""

    @property
    def key(self) -> str:
        """Return what tells this plan from the others."""
        return f"{self.warehouse} {self.day}"

    def order(self, key: str) -> ReadyOrder | None:
        """Return an order by its name in the plan."""
        return next((each for each in self.orders if each.key == key), None)

    def walk_ms(self, walk_mm: int) -> int:
        """Return how long it takes to walk so far here."""
        return self.ground.graph.pace.walk_ms(walk_mm)

    def way_of(self, batch: DraftBatch) -> str:
        """Return how a batch of the draft will be picked, "" as it comes."""
        return way_for([self.ground.orders[order].units for order in batch.orders], self.singles)

    def planned_as(self, number: int) -> PlannedIn | None:
        """Return the planned batch that a number of the draft stands for."""
        return next((each for each in self.planned if each.number == number), None)

    def begun(self) -> Draft:
        """Return the draft to begin with: the batches that are planned, as they are."""
        here = ((each, tuple(o for o in each.orders if o in self.ground.orders)) for each in self.planned)
        made = (of_orders(self.ground, each.number, orders, fixed=True) for each, orders in here if orders)
        return Draft(tuple(made))

    def is_changed(self, draft: Draft) -> bool:
        """Say whether a draft has the planned batches otherwise than they are written."""
        return bool(self.changed(draft))

    def changed(self, draft: Draft) -> tuple[PlannedIn, ...]:
        """Return the planned batches that a draft has otherwise, or no more."""
        now = {batch.number: batch.orders for batch in draft.batches}
        return tuple(each for each in self.planned if now.get(each.number, ()) != each.orders)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be planned now, and the orders that cannot with the reason.

    `seconds` is for how long a plan is improved, `seen` are the orders looked at.
    """

    parts: tuple[PlanPart, ...] = ()
    left_out: tuple[NotPlannable, ...] = ()
    seconds: int = 0
    seen: frozenset[int] = frozenset()

    def part(self, key: str) -> PlanPart | None:
        """Return a part by its key."""
        return next((each for each in self.parts if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Now:
    """Which orders are ready, and which batches are planned, at a glance: asked after every change."""

    ready: frozenset[int]
    planned: frozenset[tuple[str, ...]]


def now_ready(desk: Desk) -> Now:
    """Return what there is to plan, by two questions."""
    planned = plandesk.planned(desk)
    return Now(frozenset(plannable.ready(desk)), frozenset((each.code, *map(str, each.orders)) for each in planned))


def gather(desk: Desk, orders: tuple[int, ...] | None = None, *, with_planned: bool = False) -> Gathered:
    """Return all orders that are ready (or `orders`), by ship day and warehouse, the day that leaves first before.

    With the orders of planned batches, if these are to be looked at or changed as well.
    """
    ready = plannable.ready(desk) if orders is None else orders
    batches = plandesk.planned(desk) if with_planned else ()
    in_batch = {order: batch for batch in batches for order in batch.orders}
    wanted = tuple(dict.fromkeys((*in_batch, *ready)))
    found, left_out = plannable.candidates(desk, wanted, tuple(batch.id for batch in batches))
    capacity, heads = capacity_of(desk), plandesk.heads(desk, [each.order_id for each in found])
    groups: dict[tuple[str, str], list[plannable.Candidate]] = {}
    for each in sorted(found, key=lambda one: one.order_id):
        batch = in_batch.get(each.order_id)
        day = each.day if batch is None else batch.ship_day
        groups.setdefault((day, each.warehouse), []).append(replace(each, day=day))
    houses = {code: _house(desk, code) for code in sorted({each.warehouse for each in found})}
    fees = Fees(crews=abilities.crews(desk))
    least, split = number_of(desk, "plan.singles"), may_split(desk)
    parts = (
        _part(groups[key], heads, capacity, fees, houses[key[1]], [each for each in batches if key == _key(each)])
        for key in sorted(groups)
    )
    made = tuple(replace(part, singles=least, split=split) for part in parts)
    return Gathered(made, left_out, number_of(desk, "plan.seconds"), frozenset(ready))


def _key(batch: plandesk.Planned) -> tuple[str, str]:
    return batch.ship_day, batch.warehouse


def _part(
    candidates: Sequence[plannable.Candidate],
    heads: Mapping[int, plandesk.Head],
    capacity: CartCapacity,
    fees: Fees,
    house: tuple[WarehouseGraph, FloorPlan],
    batches: Sequence[plandesk.Planned],
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
        tuple(PlannedIn(each.id, each.code, n, tuple(map(str, each.orders))) for n, each in enumerate(batches, 1)),
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
