"""What is picked best by itself: orders of one piece, and orders that are all alike.

Single pieces need no sorting afterwards: any of them goes into any parcel of its product. Orders alike are picked as
one order many times over. Both are recognised before batches are searched, and planned apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse_app.planning.batching import CartCapacity, PlannedBatch, PlanOrder, plan_batches
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.search.anytime import Budget

LEAST_ALIKE = 3
"""Orders alike that are worth a run of their own."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Orders in three parts: runs of orders alike, single pieces, and all others."""

    runs: tuple[tuple[PlanOrder, ...], ...]
    singles: tuple[PlanOrder, ...]
    others: tuple[PlanOrder, ...]


def taken_apart(orders: Iterable[PlanOrder], least: int = LEAST_ALIKE) -> Apart:
    """Return the orders in their parts, each as given. Orders of two days, or of two ranks, are never alike."""
    alike: dict[tuple[object, ...], list[PlanOrder]] = {}
    for order in orders:
        alike.setdefault(_content(order), []).append(order)
    runs, singles, others = [], [], []
    for same in alike.values():
        if same[0].units == 1:
            singles += same
        elif len(same) >= least and same[0].lines:
            runs.append(tuple(same))
        else:
            others += same
    return Apart(tuple(runs), tuple(singles), tuple(others))


def _content(order: PlanOrder) -> tuple[object, ...]:
    """Return what makes two orders alike: the same pieces from the same places on one day, in one rank."""
    taken: dict[str, int] = {}
    for line in order.lines:
        taken[line.place] = taken.get(line.place, 0) + line.qty
    return order.day, order.rank, frozenset(taken.items()), order.kinds, order.skills


@dataclass(frozen=True, slots=True)
class ApartPlan:
    """The batches of each part; `runs` has those of all runs, run by run."""

    runs: tuple[PlannedBatch, ...]
    singles: tuple[PlannedBatch, ...]
    others: tuple[PlannedBatch, ...]


def plan_apart(
    orders: Sequence[PlanOrder], capacity: CartCapacity, graph: WarehouseGraph, budget: Budget, least: int = LEAST_ALIKE
) -> ApartPlan:
    """Return batches in which single pieces and orders alike are by themselves.

    Single pieces take no slots: they lie loose on the cart, up to its units. A run is cut by what the cart holds.
    """
    parts = taken_apart(orders, least)
    loose = replace(capacity, slots=max(capacity.slots, capacity.units))
    runs = [batch for run in parts.runs for batch in plan_batches(run, capacity, graph, budget=budget)]
    singles = plan_batches(parts.singles, loose, graph, budget=budget)
    return ApartPlan(tuple(runs), singles, plan_batches(parts.others, capacity, graph, budget=budget))
