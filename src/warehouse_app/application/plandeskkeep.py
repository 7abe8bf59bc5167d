"""A draft becomes planned batches: one small transaction each, and an order that changed meanwhile is left out by name.

What was done stays done when the deed is stopped between two batches; the orders of the others are ready as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warehouse_app.application.batches import KeepBatch, batch_id_of
from warehouse_app.application.batchfloor import PAUSE_S, Graphs
from warehouse_app.application.batchrelease import release
from warehouse_app.application.plandesk import PlanPart
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.planning.draft import DraftBatch, of_orders


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """A batch of the draft that is written: its number there, row and code."""

    number: int
    id: int
    code: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a draft: batches written, of these released, orders left out, batches that stayed planned."""

    batches: tuple[KeptBatch, ...] = ()
    released: tuple[str, ...] = ()
    left_out: tuple[NotPlannable, ...] = ()
    held_back: tuple[Refusal, ...] = ()


def keep(
    runner: Runner,
    session: Session,
    part: PlanPart,
    batches: Iterable[DraftBatch],
    *,
    pause: Callable[[float], None],
    let_go: bool = False,
) -> Kept:
    """Write these batches, and with `let_go` release each. Raises Refused(NoRight), Trouble."""
    graphs = Graphs(runner, session)
    kept: list[KeptBatch] = []
    released: list[str] = []
    left_out: list[NotPlannable] = []
    held_back: list[Refusal] = []
    for batch in batches:
        made = _keep_one(runner, session, part, batch, left_out)
        pause(PAUSE_S)
        if made is None:
            continue
        kept.append(made)
        if let_go:
            try:
                released.append(_let_go(runner, session, part, made, graphs, pause))
            except Refused as no:
                if no.refusal.code == "no_right":
                    raise
                held_back.append(no.refusal)
    return Kept(tuple(kept), tuple(released), tuple(left_out), tuple(held_back))


def _let_go(
    runner: Runner, session: Session, part: PlanPart, made: KeptBatch, graphs: Graphs, pause: Callable[[float], None]
) -> str:
    return release(runner, session, made.id, capacity=part.ground.capacity, pause=pause, graphs=graphs)


def _keep_one(
    runner: Runner, session: Session, part: PlanPart, batch: DraftBatch, left_out: list[NotPlannable]
) -> KeptBatch | None:
    """Write one batch; without the orders that cannot be planned any more, or None when none of them can."""
    now: DraftBatch | None = batch
    while now is not None:
        outcome = runner.perform(command_of(runner.ids.new(), part, now), session)
        if outcome.refusal is None:
            return _row_of(runner, session, batch.number, str(outcome.value))
        if not isinstance(outcome.refusal, NotPlannable):
            raise Refused(outcome.refusal)
        left_out.append(outcome.refusal)
        gone = {each.key for each in part.orders if each.code == outcome.refusal.order}
        rest = tuple(order for order in now.orders if order not in gone)
        now = of_orders(part.ground, now.number, rest) if rest and rest != now.orders else None
    return None


def _row_of(runner: Runner, session: Session, number: int, code: str) -> KeptBatch:
    return KeptBatch(number, runner.ask(lambda desk: batch_id_of(desk, code), session, Right.PLAN), code)


def command_of(command_id: str, part: PlanPart, batch: DraftBatch) -> KeepBatch:
    """Return the command that writes a batch of a draft."""
    return KeepBatch(
        id=command_id,
        warehouse=part.warehouse,
        ship_day=part.day,
        orders=tuple(int(order) for order in batch.orders),
        trips=len(batch.trips),
        distance_mm=sum(trip.distance_mm or 0 for trip in batch.trips),
        method=batch.trips[0].method,
    )
