"""A whole plan at once, as a command does it: read, worked out within a budget, looked at or kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application.plandesk import PlanPart, gather
from warehouse_app.application.plandeskkeep import Kept, keep
from warehouse_app.application.plandeskwork import Budget, Worked, work_out
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.planning.draft import Stay
from warehouse_app.planning.naive import NaivePlan, naive_plan


@dataclass(frozen=True, slots=True)
class PartPlanned:
    """One plan: what was worked out, what it is compared with, and what of it is written (None: looked at only)."""

    part: PlanPart
    worked: Worked
    naive: NaivePlan
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The plans of all ship days and warehouses, and the orders that could not be planned."""

    parts: tuple[PartPlanned, ...]
    left_out: tuple[NotPlannable, ...]


def plan_all(
    runner: Runner,
    session: Session,
    *,
    orders: tuple[int, ...] | None,
    without: frozenset[int],
    budget: Budget,
    preview: bool,
    now: Callable[[], float],
    pause: Callable[[float], None],
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Planned:
    """Plan what is ready (or `orders`), `without` some. Seconds are for each plan. Raises Refused(NoRight), Trouble."""
    found = runner.ask(lambda desk: gather(desk, orders), session, Right.PLAN)
    done: list[PartPlanned] = []
    left_out = list(found.left_out)
    for n, part in enumerate(found.parts):
        told(n, len(found.parts))
        stay = Stay(out=frozenset(order.key for order in part.orders if order.id in without))
        worked = work_out(part.ground, stay, None, budget, now=now)
        numbers = tuple(batch.number for batch in worked.draft.batches)
        kept = None if preview else keep(runner, session, part, worked.draft, numbers, pause=pause)
        left_out += [] if kept is None else kept.left_out
        naive = naive_plan(stay.free(part.ground), part.ground.capacity, part.ground.graph)
        done.append(PartPlanned(part, worked, naive, kept))
    told(len(found.parts), len(found.parts))
    return Planned(tuple(done), tuple(left_out))
