"""The search in plain Python, for walks that somebody else reckons: the same moves, thousands of times fewer.

A cost once reckoned is kept under the set of its jobs, since most steps ask again what was asked before.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from warehouse_app.planning.block import shortest_length
from warehouse_app.planning.search.charge import charge
from warehouse_app.planning.search.engine import groups_of, where_of
from warehouse_app.planning.search.values import Floor, Groups, OneBlock, Problem, Walks, Ways, charges

Set = frozenset[int]

KNOWN_COSTS = 200_000
"""Costs kept at most; then forgotten all at once."""

NEIGHBOURS, REACH = 12, 40


class PlainEngine:
    """One search; not to be used by two threads at once."""

    name = "plain"
    reach = 60
    pace = 0.0017

    def __init__(self, problem: Problem, seed: int) -> None:
        self._loads, self._limits = problem.loads()
        self._charges = charges(problem)
        self._length = length_of(problem.floor)
        self._dice = random.Random(seed)  # noqa: S311 - a search, no secret
        self._known: dict[Set, int | None] = {}
        self._jobs = len(problem.jobs)
        self._queue: Sequence[int] = range(self._jobs)
        self._near: list[list[int]] = [[] for _ in problem.jobs]
        self._looked = self._reckoned = 0
        self._groups: list[set[int]] = []
        self._costs: list[int] = []
        self._in = [0] * self._jobs
        self._best: tuple[int, list[int]] = (1 << 62, [0] * self._jobs)

    def cost(self, group: Iterable[int]) -> int | None:
        """Return what a batch costs; None where its jobs may not travel together."""
        key = frozenset(group)
        if key not in self._known:
            if len(self._known) >= KNOWN_COSTS:
                self._known.clear()
            extra = charge(self._charges, key)
            self._reckoned += 1
            self._known[key] = None if extra is None else extra + (self._length(tuple(sorted(key))) if key else 0)
        return self._known[key]

    def _fits(self, group: Iterable[int]) -> bool:
        members = tuple(group)
        return all(sum(self._loads[n][column] for n in members) <= limit for column, limit in enumerate(self._limits))

    def fill(self, queue: Sequence[int]) -> int:
        self._queue = queue
        groups: list[list[int]] = []
        for n in queue:
            if groups and self._fits([*groups[-1], n]) and self.cost([*groups[-1], n]) is not None:
                groups[-1].append(n)
            else:
                groups.append([n])
        return self.begin(tuple(map(tuple, groups))) or 0

    def begin(self, groups: Groups) -> int | None:
        where_of(groups, self._jobs)
        costs = [self.cost(group) for group in groups]
        known = [cost for cost in costs if cost is not None]
        if len(known) < len(costs) or not all(map(self._fits, groups)):
            return None
        self._groups, self._costs = [set(group) for group in groups], known
        self._number()
        self._remember()
        return sum(known)

    def _number(self) -> None:
        for batch, group in enumerate(self._groups):
            for n in group:
                self._in[n] = batch

    def _remember(self) -> None:
        cost = sum(self._costs)
        if cost < self._best[0]:
            self._best = (cost, list(self._in))

    def prepare(self) -> bool:
        """Look for the neighbours of a few jobs more."""
        until = self._reckoned + self.reach
        while self._looked < self._jobs and self._reckoned < until:
            n = self._queue[self._looked]
            low = max(0, min(self._looked - REACH // 2, self._jobs - REACH))
            others = [other for other in self._queue[low : low + REACH] if other != n]
            gains = {other: self._saved(n, other) for other in others}
            self._near[n] = sorted(others, key=lambda other: (-gains[other], other))[:NEIGHBOURS]
            self._looked += 1
        return self._looked == self._jobs

    def _saved(self, one: int, other: int) -> int:
        joint = self.cost((one, other))
        return -(1 << 60) if joint is None else (self.cost((one,)) or 0) + (self.cost((other,)) or 0) - joint

    def run(self, steps: int, heat: float) -> int:
        until, done = self._reckoned + self.reach, 0
        while done < min(steps, 500) and self._reckoned < until:
            self._step(heat)
            done += 1
        return done

    def _step(self, heat: float) -> None:
        """Shift a job to the batch of another, or let two change places; at times where that costs a little more."""
        dice = self._dice
        one = dice.randrange(self._jobs)
        nearby = self._near[one] and dice.random() < 0.9  # noqa: PLR2004
        other = dice.choice(self._near[one]) if nearby else dice.randrange(self._jobs)
        a, b = self._in[one], self._in[other]
        alone = dice.random() < 0.02  # noqa: PLR2004 - at times into a batch of its own
        if alone:
            b, self._groups, self._costs = len(self._groups), [*self._groups, set()], [*self._costs, 0]
        if a != b:
            back = set() if alone or dice.random() < 0.5 else {dice.choice(sorted(self._groups[b]))}  # noqa: PLR2004
            self._try(a, b, (self._groups[a] - {one}) | back, (self._groups[b] - back) | {one}, heat)
        for batch in sorted({a, b}, reverse=True):
            self._drop_empty(batch)

    def _try(self, a: int, b: int, left: set[int], right: set[int], heat: float) -> None:
        if not self._fits(left) or not self._fits(right):
            return
        one, two = self.cost(left), self.cost(right)
        if one is None or two is None:
            return
        more = one + two - self._costs[a] - self._costs[b]
        if more > 0 and (heat <= 0 or self._dice.random() >= math.exp(-more / heat)):
            return
        self._groups[a], self._groups[b], self._costs[a], self._costs[b] = left, right, one, two
        for batch, group in ((a, left), (b, right)):
            for n in group:
                self._in[n] = batch
        self._remember()

    def _drop_empty(self, batch: int) -> None:
        if self._groups[batch]:
            return
        group, cost = self._groups.pop(), self._costs.pop()
        if batch < len(self._groups):
            self._groups[batch], self._costs[batch] = group, cost
            for n in group:
                self._in[n] = batch

    def best_cost(self) -> int:
        return self._best[0]

    def best(self) -> Groups:
        return groups_of(self._best[1])

    def costs(self, groups: Iterable[Sequence[int]]) -> list[int | None]:
        return [self.cost(group) for group in groups]


def length_of(floor: Floor) -> Callable[[tuple[int, ...]], int]:
    """Return the function that gives the length of a walk for a set of jobs."""
    if isinstance(floor, Walks):
        return floor.length
    if isinstance(floor, Ways):
        return lambda jobs: _by_ways(floor, jobs)
    return lambda jobs: _exact(floor, jobs)


def _exact(floor: OneBlock, jobs: tuple[int, ...]) -> int:
    return shortest_length(floor.block, [spot for n in jobs for spot in floor.spots[n]])


def _by_ways(floor: Ways, jobs: tuple[int, ...]) -> int:
    """Return the length of a walk: always the nearest place next, both ways round, the shorter."""
    left = sorted(set(chain.from_iterable(floor.stops[n] for n in jobs)))
    here, length = 0, 0
    while left:
        there = min(left, key=lambda stop: (floor.way[here * floor.places + stop], stop))
        left.remove(there)
        length += floor.way[here * floor.places + there]
        here = there
    return length + floor.way[here * floor.places]
