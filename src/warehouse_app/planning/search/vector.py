"""The search with numpy: hundreds of moves are looked at together, and of those accepted all that do not meet are done.

One move at a time would spend the time on numpy's calls. Since a plan has many batches and few moves are accepted, it
hardly matters to a move that others are done beside it: what each would change is exact, because no two touch the same
batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from warehouse_app.planning.search.charge import charge
from warehouse_app.planning.search.engine import groups_of, where_of
from warehouse_app.planning.search.stops import bits_of
from warehouse_app.planning.search.values import Groups, OneBlock, Problem, charges
from warehouse_app.planning.search.vectorwalk import NEVER, Longs, Rows, Words

LOOKED_AT = 512
"""Moves thrown at once; of those for which there is room at most WALKED are looked at."""

WALKED = 256
KNOWN_COSTS = 1 << 17
NEIGHBOURS, SMALL, REACH = 24, 200, 60

Bools = NDArray[np.bool_]


class VectorEngine:
    """One search; not to be used by two threads at once."""

    name = "numpy"
    reach = 4_000
    pace = 0.07

    def __init__(self, problem: Problem, seed: int) -> None:
        assert isinstance(problem.floor, OneBlock), "rows are walks through one block"
        self._jobs = jobs = len(problem.jobs)
        self._charges = charges(problem)
        loads, limits = problem.loads()
        dims = len(limits)
        self._load: Longs = np.array([*loads, (0,) * dims], dtype=np.int64).reshape(jobs + 1, dims)
        self._limits: Longs = np.array(limits, dtype=np.int64)
        self._rows = Rows(bits_of(problem.floor.block, chain.from_iterable(problem.floor.spots)))
        self._masks: Words = self._rows.masks([*problem.floor.spots, ()])
        names = np.random.default_rng(20_071).integers(1, 1 << 62, jobs, dtype=np.uint64)
        self._names: Words = np.append(names, np.uint64(0))
        self._known: Words = np.zeros(KNOWN_COSTS, dtype=np.uint64)
        self._worth: Longs = np.zeros(KNOWN_COSTS, dtype=np.int64)
        self._dice = np.random.default_rng(seed & (2**63 - 1))
        self._near: NDArray[np.int64] = np.zeros((jobs, 0), dtype=np.int64)
        self._queue: Sequence[int] = range(jobs)
        self._pairs: list[tuple[int, int, int]] = []
        self._looked = 0
        self._best: tuple[int, list[int]] = (NEVER, [0] * jobs)
        self._set([[n] for n in range(jobs)])

    def _set(self, groups: Sequence[Sequence[int]]) -> None:
        """Take a plan as it is; a row for each batch, and empty ones to move to."""
        widest = max((len(group) for group in groups), default=0) + 4
        self._in = np.zeros(self._jobs, dtype=np.int64)
        self._who = np.full((len(groups) + 1, widest), self._jobs, dtype=np.int64)
        for batch, group in enumerate(groups):
            self._who[batch, : len(group)] = group
            self._in[list(group)] = batch
        self._count: Longs = (self._who != self._jobs).sum(axis=1)
        self._room: Longs = self._limits - self._load[self._who].sum(axis=1)
        self._cost: Longs = self._costs(self._who)

    def _costs(self, who: NDArray[np.int64]) -> Longs:
        """Return what batches cost, a row for each; NEVER where they may not be."""
        keys: Words = np.bitwise_xor.reduce(self._names[who], axis=1)
        slots = (keys & np.uint64(KNOWN_COSTS - 1)).astype(np.int64)
        found: Longs = np.where(self._known[slots] == keys, self._worth[slots], -1)
        found[keys == 0] = 0
        todo = np.flatnonzero(found < 0)
        if len(todo):
            rows: Words = np.bitwise_or.reduce(self._masks[who[todo]], axis=1)
            fresh = self._rows.lengths(rows)
            if self._charges.any:
                fresh = self._charged(who[todo], fresh)
            found[todo] = fresh
            self._known[slots[todo]] = keys[todo]
            self._worth[slots[todo]] = fresh
        return found

    def _charged(self, who: NDArray[np.int64], lengths: Longs) -> Longs:
        extra = [charge(self._charges, (int(n) for n in row if n != self._jobs)) for row in who]
        return np.array(
            [NEVER if more is None else more + int(length) for more, length in zip(extra, lengths, strict=True)]
        )

    def fill(self, queue: Sequence[int]) -> int:
        self._queue = queue
        groups: list[list[int]] = []
        room: list[int] = []
        for n in queue:
            load = [int(takes) for takes in self._load[n]]
            if (
                not groups
                or any(takes > left for takes, left in zip(load, room, strict=True))
                or self._apart(groups[-1], n)
            ):
                groups.append([])
                room = [int(limit) for limit in self._limits]
            groups[-1].append(n)
            room = [left - takes for takes, left in zip(load, room, strict=True)]
        return self.begin(tuple(map(tuple, groups))) or 0

    def _apart(self, group: list[int], n: int) -> bool:
        return self._charges.any and charge(self._charges, [*group, n]) is None

    def begin(self, groups: Groups) -> int | None:
        where_of(groups, self._jobs)
        self._set(groups)
        if (self._room < 0).any() or (self._cost >= NEVER).any():
            return None
        self._remember()
        return int(self._cost.sum())

    def _remember(self) -> None:
        cost = int(self._cost.sum())
        if cost < self._best[0]:
            self._best = (cost, [int(batch) for batch in self._in])

    def prepare(self) -> bool:
        """Look for neighbours, some jobs at a time; then join by what the pairs save."""
        if self._looked == 0:
            self._near = np.zeros((self._jobs, min(NEIGHBOURS, self._jobs - 1)), dtype=np.int64)
        if self._looked < self._jobs:
            reach = self._jobs - 1 if self._jobs <= SMALL else REACH
            for _ in range(max(1, self.reach // (2 * reach))):
                if self._looked < self._jobs:
                    self._look(self._looked, reach)
                    self._looked += 1
            return False
        self._join()
        self.begin(groups_of(self._best[1]))
        return True

    def _look(self, at: int, reach: int) -> None:
        """Find the neighbours of the job at this place of the queue."""
        low = max(0, min(at - reach, self._jobs - 1 - 2 * reach))
        one = self._queue[at]
        others = np.array([n for n in self._queue[low : low + 2 * reach + 1] if n != one], dtype=np.int64)
        pairs = np.stack([np.full_like(others, one), others], axis=1)
        joint, alone = self._costs(pairs), self._costs(np.append(others, one)[:, None])
        saved: Longs = alone[:-1] + alone[-1] - joint
        rank = np.lexsort((others, -saved))[: self._near.shape[1]]
        self._near[one, : len(rank)] = others[rank]
        self._near[one, len(rank) :] = others[rank[0]]
        self._pairs += [(-int(saved[k]), one, int(others[k])) for k in rank if saved[k] > 0]

    def _join(self) -> None:
        """Join the batches of the two jobs that save most, then of the next two, where there is room."""
        into = list(range(self._jobs))
        groups = [[n] for n in range(self._jobs)]
        load = self._load.copy()
        for _saved, one, other in sorted(self._pairs):
            a, b = into[one], into[other]
            if a == b or (load[a] + load[b] > self._limits).any() or self._apart(groups[a], other):
                continue
            if self._charges.any and charge(self._charges, groups[a] + groups[b]) is None:
                continue
            load[a] += load[b]
            groups[a] += groups[b]
            for n in groups[b]:
                into[n] = a
            groups[b] = []
        self._pairs = []
        self.begin(tuple(tuple(group) for group in groups if group))

    def run(self, steps: int, heat: float) -> int:
        """Look at one handful of moves."""
        many, dice = min(steps, LOOKED_AT), self._dice
        one: Longs = dice.integers(0, self._jobs, many)
        other: Longs = self._near[one, dice.integers(0, self._near.shape[1], many)]
        other = np.where(dice.random(many) < 1 / 16, dice.integers(0, self._jobs, many), other)
        a, b = self._in[one], self._in[other]
        alone = dice.random(many) < 1 / 64
        b = np.where(alone, int(np.flatnonzero(self._count == 0)[0]), b)
        swaps = (dice.random(many) < 1 / 2) & ~alone
        picked = self._who[b, (dice.random(many) * self._count[b]).astype(np.int64)]
        back = np.where(swaps, picked, self._jobs)
        more = self._load[one] - self._load[back]
        right = (a != b) & (more <= self._room[b]).all(axis=1) & (-more <= self._room[a]).all(axis=1)
        chosen = np.flatnonzero(right)[:WALKED]
        if len(chosen):
            self._move(a[chosen], b[chosen], one[chosen], back[chosen], heat)
        return many

    def _move(self, a: Longs, b: Longs, one: Longs, back: Longs, heat: float) -> None:
        """Put `one` from batch a into b, `back` from b into a, where that is accepted."""
        dummy, many = self._jobs, np.arange(len(a))
        if int(self._count.max()) + 1 >= self._who.shape[1]:
            self._who = np.pad(self._who, ((0, 0), (0, 4)), constant_values=dummy)
        left, right = self._who[a], self._who[b]
        left[left == one[:, None]] = back
        place = np.where(back == dummy, self._count[b], (right == back[:, None]).argmax(axis=1))
        right[many, place] = one
        costs = self._costs(np.concatenate([left, right]))
        new_a, new_b = costs[: len(a)], costs[len(a) :]
        more = new_a + new_b - self._cost[a] - self._cost[b]
        limit = heat * -np.log(1.0 - self._dice.random(len(a)))
        touched: set[int] = set()
        for k in np.flatnonzero((more <= limit) & (new_a < NEVER) & (new_b < NEVER)):
            if int(a[k]) not in touched and int(b[k]) not in touched:
                touched |= {int(a[k]), int(b[k])}
                self._write(int(a[k]), left[k], int(new_a[k]))
                self._write(int(b[k]), right[k], int(new_b[k]))
        if touched:
            if (self._count > 0).all():
                self._widen()
            self._remember()

    def _write(self, batch: int, who: Longs, cost: int) -> None:
        jobs = who[who != self._jobs]
        self._who[batch] = self._jobs
        self._who[batch, : len(jobs)] = jobs
        self._count[batch], self._cost[batch] = len(jobs), cost
        self._room[batch] = self._limits - self._load[jobs].sum(axis=0)
        self._in[jobs] = batch

    def _widen(self) -> None:
        """Add an empty batch to move to."""
        self._who = np.pad(self._who, ((0, 1), (0, 0)), constant_values=self._jobs)
        self._count, self._cost = np.append(self._count, 0), np.append(self._cost, 0)
        self._room = np.concatenate([self._room, self._limits[None, :]])

    def best_cost(self) -> int:
        return self._best[0]

    def best(self) -> Groups:
        return groups_of(self._best[1])

    def costs(self, groups: Iterable[Sequence[int]]) -> list[int | None]:
        given = [tuple(group) for group in groups]
        widest = max(map(len, given), default=0) + 1
        who = np.full((len(given), widest), self._jobs, dtype=np.int64)
        for row, group in enumerate(given):
            who[row, : len(group)] = group
        return [None if cost >= NEVER else int(cost) for cost in self._costs(who)]
