"""The search that one may stop: a usable plan at once, then savings, then better ones for as long as the budget lasts.

With a budget of steps the plan is the same every time for one seed and one engine. With seconds it is as good as the
time allows. `stopped` is asked after each part, a few hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.planning.native.load import is_compiled
from warehouse_app.planning.search.bound import can_prove, lower_bound
from warehouse_app.planning.search.engine import Engine
from warehouse_app.planning.search.native import NativeEngine
from warehouse_app.planning.search.plain import PlainEngine
from warehouse_app.planning.search.values import Groups, OneBlock, Problem, TooLargeError, Walks

Which = Literal["compiled", "numpy", "plain"]

HOT, COLD = 0.06, 0.004
"""Temperatures at the begin and the end, as shares of what a batch costs on average."""

PROVING = 0.15
"""Share of the time that goes into a bound, where one is asked for."""

STAGES = 200
"""Temperatures that a budget of steps goes through."""

PART = 50_000
"""Steps of one part at most, whatever they cost."""


@dataclass(frozen=True, slots=True)
class Budget:
    """For how long to search: so many steps, or so many seconds; with neither, steps by the number of orders."""

    steps: int | None = None
    seconds: float | None = None
    seed: int = 0

    def steps_for(self, jobs: int, pace: float) -> int:
        """Return how many steps where no seconds count, by an engine of this pace."""
        return self.steps if self.steps is not None else int(default_steps(jobs) * pace)


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan so far: its batches, what they cost, and the steps it took; `bound` is what no plan is below."""

    groups: Groups
    cost: int
    steps: int
    engine: str
    bound: int | None = None


def default_steps(jobs: int) -> int:
    """Return steps worth their time for so many orders, compiled: a blink for a few, under a second for more."""
    return min(120 * jobs * jobs, 4_500 * jobs, 1_200_000)


def engine_for(problem: Problem, seed: int = 0, which: Which | None = None) -> Engine:
    """Return the best engine there is for this problem, or the one asked for."""
    if isinstance(problem.floor, Walks) or which == "plain":
        return PlainEngine(problem, seed)
    if which == "compiled" or (which is None and is_compiled()):
        return NativeEngine(problem, seed)
    if not isinstance(problem.floor, OneBlock):
        return PlainEngine(problem, seed)
    from warehouse_app.planning.search.vector import VectorEngine  # numpy takes a tenth of a second to load

    return VectorEngine(problem, seed)


def search(
    problem: Problem,
    budget: Budget = Budget(),
    *,
    now: Callable[[], float] | None = None,
    stopped: Callable[[], bool] = lambda: False,
    told: Callable[[Found], None] = lambda _found: None,
    start: Groups | None = None,
    which: Which | None = None,
    prove: bool = False,
) -> Found:
    """Return the best plan found; `told` hears of the first one and of each better one.

    With `prove` a bound is worked out after it, in PROVING of the seconds, or in a fixed number of parts.
    `start` is a plan to begin from. ValueError where a job is larger than a cart, `start` is no plan of these jobs, or
    seconds are asked for without a clock (`now`).
    """
    if budget.seconds is not None and now is None:
        raise ValueError("seconds need a clock")
    if problem.too_large():
        raise TooLargeError("an order is larger than a cart")
    clock = now or (lambda: 0.0)
    began = clock()
    prove = prove and can_prove(problem)
    share = replace(budget, seconds=budget.seconds * (1 - PROVING)) if prove and budget.seconds is not None else budget
    found = _Run(problem, engine_for(problem, budget.seed, which), share, clock, stopped, told).go(start)
    if not prove:
        return found

    def over() -> bool:
        return stopped() or (budget.seconds is not None and clock() - began >= budget.seconds)

    return replace(found, bound=lower_bound(problem, found.groups, over=over))


class _Run:
    """One search under way."""

    def __init__(
        self,
        problem: Problem,
        engine: Engine,
        budget: Budget,
        now: Callable[[], float],
        stopped: Callable[[], bool],
        told: Callable[[Found], None],
    ) -> None:
        self.problem, self.engine, self.budget = problem, engine, budget
        self.now, self.stopped, self.told = now, stopped, told
        self.began = now()
        self.steps = 0
        self.last: Found | None = None

    def go(self, start: Groups | None) -> Found:
        """Do all of it."""
        if not self.problem.jobs:
            return self._tell()
        self.engine.fill(first_queue(self.problem))
        if start is not None and self.engine.begin(start) is None:
            raise ValueError("the plan to begin from has a batch that may not be")
        self._tell()
        if len(self.problem.jobs) > 1 and self._prepared():
            self._anneal()
        return self._tell()

    def _prepared(self) -> bool:
        while not self._over():
            if self.engine.prepare():
                self._tell()
                return True
        return False

    def _anneal(self) -> None:
        found = self._tell()
        each = max(1, found.cost // max(1, len(found.groups)))
        for share, steps in self._stages():
            heat = each * HOT * (COLD / HOT) ** share
            left = steps
            while left > 0 and not self.stopped():
                done = self.engine.run(min(left, PART), heat)
                self.steps += done
                left -= done
                self._tell()
                if self.budget.seconds is not None and self._late():
                    break

    def _stages(self) -> Iterator[tuple[float, int]]:
        """Yield how far the search is, from 0 to 1, and the steps to do at that temperature."""
        if self.budget.seconds is None:
            total = self.budget.steps_for(len(self.problem.jobs), self.engine.pace)
            stages = min(STAGES, total)
            for stage in range(stages):
                if self.stopped():
                    return
                yield stage / stages, (stage + 1) * total // stages - stage * total // stages
            return
        begin = self.now()
        room = self.began + self.budget.seconds - begin
        while not self._over():
            yield min(1.0, (self.now() - begin) / room), PART // 10

    def _late(self) -> bool:
        return self.budget.seconds is not None and self.now() - self.began >= self.budget.seconds

    def _over(self) -> bool:
        return self.stopped() or self._late()

    def _tell(self) -> Found:
        """Say what is best now, where it is better than before."""
        if not self.problem.jobs:
            return Found((), 0, 0, self.engine.name)
        cost = self.engine.best_cost()
        if self.last is None or cost < self.last.cost:
            self.last = Found(self.engine.best(), cost, self.steps, self.engine.name)
            self.told(self.last)
        elif self.steps != self.last.steps:
            self.last = Found(self.last.groups, cost, self.steps, self.engine.name)
        return self.last


def first_queue(problem: Problem) -> list[int]:
    """Return the jobs as they lie in the warehouse, so that who is near in the queue is near on the floor."""
    jobs, floor = problem.jobs, problem.floor
    keys: Sequence[tuple[int, ...]]
    if isinstance(floor, OneBlock):
        keys = [
            (max((aisle for aisle, _at in spots), default=0), sum(aisle for aisle, _at in spots) // max(1, len(spots)))
            for spots in floor.spots
        ]
    elif isinstance(floor, Walks):
        keys = [(floor.length((n,)),) for n in range(len(jobs))]
    else:
        keys = [(max((floor.way[stop] for stop in stops), default=0),) for stops in floor.stops]
    return sorted(range(len(jobs)), key=lambda n: (jobs[n].rank, jobs[n].due or 0, *keys[n], n))
