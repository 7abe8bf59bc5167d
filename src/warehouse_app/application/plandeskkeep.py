"""A draft becomes planned batches: one small transaction each, and an order that changed meanwhile is left out by name.

Batches that were planned before and are otherwise in the draft are written anew together, so that an order moved
between two of them is never in none. What was done stays done when the deed is stopped between two batches; the orders
of the others are ready as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from warehouse_app.application.batcharrange import ArrangeBatches, BatchShape
from warehouse_app.application.batches import KeepBatch, batch_id_of
from warehouse_app.application.batchfloor import PAUSE_S, Graphs
from warehouse_app.application.batchrelease import release
from warehouse_app.application.plandesk import PlanPart
from warehouse_app.application.run import Command, Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.planning.draft import Draft, DraftBatch, left_out


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


@dataclass(slots=True)
class _Work:
    """A draft on its way into the database."""

    runner: Runner
    session: Session
    part: PlanPart
    draft: Draft
    pause: Callable[[float], None]
    kept: list[KeptBatch] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    left_out: list[NotPlannable] = field(default_factory=list)
    held_back: list[Refusal] = field(default_factory=list)

    def told(self) -> Kept:
        """Return what became of it."""
        return Kept(tuple(self.kept), tuple(self.released), tuple(self.left_out), tuple(self.held_back))

    def goes(self, command: Command) -> object:
        """Perform a command; return its answer, or None where an order cannot be planned any more: it is left out."""
        outcome = self.runner.perform(command, self.session)
        self.pause(PAUSE_S)
        if outcome.refusal is None:
            return outcome.value
        if not isinstance(outcome.refusal, NotPlannable):
            raise Refused(outcome.refusal)
        gone = {each.key for each in self.part.orders if each.code == outcome.refusal.order}
        if not gone or outcome.refusal in self.left_out:
            raise Refused(outcome.refusal)
        self.left_out.append(outcome.refusal)
        self.draft = left_out(self.part.ground, self.draft, gone)
        return None

    def arrange(self) -> None:
        """Write the planned batches that are otherwise in the draft."""
        while shapes := shapes_of(self.part, self.draft):
            if self.goes(ArrangeBatches(id=self.runner.ids.new(), shapes=shapes)) is not None:
                return

    def keep(self, number: int) -> KeptBatch | None:
        """Write one batch, if it is not written; None when none of its orders can be planned any more."""
        planned = self.part.planned_as(number)
        while (batch := self.draft.batch(number)) is not None:
            if planned is not None:
                return KeptBatch(number, planned.id, planned.code)
            code = self.goes(command_of(self.runner.ids.new(), self.part, batch))
            if code is not None:
                made = KeptBatch(number, self._row_of(str(code)), str(code))
                self.kept.append(made)
                return made
        return None

    def _row_of(self, code: str) -> int:
        return self.runner.ask(lambda desk: batch_id_of(desk, code), self.session, Right.PLAN)

    def let_go(self, made: KeptBatch, graphs: Graphs) -> None:
        """Release a batch; one that may not go stays planned, and why is told."""
        capacity = self.part.ground.capacity
        try:
            code = release(self.runner, self.session, made.id, capacity=capacity, pause=self.pause, graphs=graphs)
        except Refused as no:
            if no.refusal.code == "no_right":
                raise
            self.held_back.append(no.refusal)
        else:
            self.released.append(code)


def keep(
    runner: Runner,
    session: Session,
    part: PlanPart,
    draft: Draft,
    numbers: Iterable[int],
    *,
    pause: Callable[[float], None],
    let_go: bool = False,
) -> Kept:
    """Write these batches of a draft, and with `let_go` release each. Raises Refused(NoRight, BatchNotIn), Trouble."""
    work, graphs = _Work(runner, session, part, draft, pause), Graphs(runner, session)
    work.arrange()
    for number in numbers:
        made = work.keep(number)
        if made is not None and let_go:
            work.let_go(made, graphs)
            pause(PAUSE_S)
    return work.told()


def shapes_of(part: PlanPart, draft: Draft, *, new: bool = False) -> tuple[BatchShape, ...]:
    """Return the planned batches that a draft has otherwise; with `new` also the batches that are not planned yet."""
    changed = [(each.id, draft.batch(each.number)) for each in part.changed(draft)]
    if new:
        changed += [(0, batch) for batch in draft.batches if part.planned_as(batch.number) is None]
    return tuple(_shape(number, batch) for number, batch in changed)


def _shape(batch_id: int, batch: DraftBatch | None) -> BatchShape:
    if batch is None:
        return BatchShape(batch_id, ())
    walk = sum(trip.distance_mm or 0 for trip in batch.trips)
    return BatchShape(batch_id, _rows(batch), len(batch.trips), walk, batch.trips[0].method)


def _rows(batch: DraftBatch) -> tuple[int, ...]:
    return tuple(int(order) for order in batch.orders)


def command_of(command_id: str, part: PlanPart, batch: DraftBatch) -> KeepBatch:
    """Return the command that writes a batch of a draft."""
    return KeepBatch(
        id=command_id,
        warehouse=part.warehouse,
        ship_day=part.day,
        orders=_rows(batch),
        trips=len(batch.trips),
        distance_mm=sum(trip.distance_mm or 0 for trip in batch.trips),
        method=batch.trips[0].method,
        way=part.way_of(batch),
    )
