"""Plan and release as one deed: what the judge chose becomes batches, channel by channel, and goes to the floor.

Each step is a small transaction with a pause behind it. What an interruption left planned is released first when the
deed is asked for again, so that nothing is planned twice and nothing is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application import batches, labelfirst
from warehouse_app.application.batchfloor import PAUSE_S, Graphs
from warehouse_app.application.releasing.proposing import Asked, Proposal, propose
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import BatchNotIn, NotPlannable, NotReleasable
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.channels import Mode
from warehouse_app.domain.releasing.judge import Named
from warehouse_app.domain.releasing.values import BadCapacity
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store import releasing
from warehouse_app.store.desk import Desk

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginWave(Command):
    """Begin a wave: what is released together."""

    channel: str
    warehouse: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What became of a release: batches on the floor, orders in them, and who was left out and why."""

    released: tuple[str, ...]
    orders: int
    left_out: tuple[NotPlannable, ...]
    refused: tuple[NotReleasable, ...]
    late: tuple[Named, ...]
    waits: tuple[Named, ...]
    oversized: tuple[str, ...] = ()
    labels: bool = False
    """Their labels print now."""


@handles(BeginWave, right=Right.PLAN, answer=int)
def begin_wave(desk: Desk, command: BeginWave, _session: Session) -> int:
    """Write it; return its row number."""
    desk.touch(Touched.BATCH)
    return releasing.begin_wave(desk, command.channel, command.warehouse, command.mode)


def checked(capacity: CartCapacity) -> CartCapacity:
    """Return a capacity that holds something. Raises Refused(BadCapacity)."""
    if capacity.slots < 1 or capacity.units < 1:
        raise Refused(BadCapacity(capacity.slots, capacity.units))
    return capacity


def release_now(
    runner: Runner,
    session: Session,
    asked: Asked,
    *,
    pause: Callable[[float], None],
    told: Told = lambda _done, _all: None,
) -> ReleaseReport:
    """Release what the judge chooses; taken up again, it goes on where it stopped. Raises Refused, Trouble."""
    capacity = checked(runner.ask(asked.cart, session, Right.PLAN))
    graphs = Graphs(runner, session)
    left = runner.ask(lambda desk: releasing.left_over(desk, asked.warehouse), session, Right.PLAN)
    done = _Done(runner, session, capacity, graphs, pause)
    for batch_id in left:
        done.release(batch_id)
    proposal = runner.ask(lambda desk: propose(desk, asked), session, Right.PLAN)
    modes = {each.code: each.mode for each in runner.ask(releasing.channels, session, Right.PLAN)}
    for code in _in_turn(proposal):
        orders = tuple(order for order in proposal.orders if proposal.channels[order] == code)
        wave = BeginWave(id=runner.ids.new(), channel=code, warehouse=asked.warehouse, mode=modes.get(code, Mode.POOL))
        number = int(runner.perform(wave, session).done())
        planned = batches.plan(
            runner, session, orders=orders, capacity=capacity, pause=pause, graphs=graphs, wave=number
        )
        done.left_out += planned.left_out
        done.planned += len(planned.batches)
        for row in planned.batches:
            if row.trips > 1:
                done.oversized.append(row.code)
            if done.release(row.id):
                done.orders += row.orders
            told(len(done.released), done.planned)
    verdict = proposal.verdict
    labels = bool(done.released) and runner.ask(lambda desk: labelfirst.asks(desk, session.station), session)
    return ReleaseReport(
        tuple(done.released), done.orders, tuple(done.left_out), tuple(done.refused), verdict.late, verdict.waits,
        tuple(done.oversized), labels,
    )  # fmt: skip


def _in_turn(proposal: Proposal) -> tuple[str, ...]:
    """Return the channels, the one whose first order comes first before the others."""
    return tuple(dict.fromkeys(proposal.channels[order] for order in proposal.orders))


class _Done:
    """What was done so far, and how the next batch is released."""

    def __init__(
        self,
        runner: Runner,
        session: Session,
        capacity: CartCapacity,
        graphs: Graphs,
        pause: Callable[[float], None],
    ) -> None:
        self._runner, self._session, self._capacity = runner, session, capacity
        self._graphs, self._pause = graphs, pause
        self.released: list[str] = []
        self.refused: list[NotReleasable] = []
        self.left_out: tuple[NotPlannable, ...] = ()
        self.oversized: list[str] = []
        self.orders = self.planned = 0

    def release(self, batch_id: int) -> bool:
        """Release one and say whether it went; one that an order holds back stays planned and is named.

        One that another supervisor released or took apart a moment ago is theirs, and no reason to stop.
        """
        before = len(self.released)
        try:
            code = batches.release(
                self._runner, self._session, batch_id,
                capacity=self._capacity, pause=self._pause, graphs=self._graphs,
            )  # fmt: skip
        except Refused as refused:
            if not isinstance(refused.refusal, NotReleasable | BatchNotIn):
                raise
            if isinstance(refused.refusal, NotReleasable):
                self.refused.append(refused.refusal)
        else:
            self.released.append(code)
        self._pause(PAUSE_S)
        return len(self.released) > before
