"""The search in C: savings, annealing, ruin and recreate, on one block or by ways between places."""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

from warehouse_app.planning.native import load
from warehouse_app.planning.search.engine import groups_of, where_of
from warehouse_app.planning.search.stops import Bits, bits_of
from warehouse_app.planning.search.values import Groups, OneBlock, Problem, Walks, Ways, charges

NEVER = 1 << 60
KNOWN_COSTS, KNOWN_WAYS = 1 << 14, 1 << 18
"""Costs remembered: a walk through one block is reckoned sooner than fetched from memory far away (a quarter of the
time), one by ways between places is not.
"""

SMALL, NEIGHBOURS, REACH = 600, 24, 150
"""Up to SMALL orders everybody may be a neighbour; above, only the REACH orders before and after in the queue."""

RUINS = 30
"""Of 1024 steps so many ruin and recreate. One costs as much as ten others. With 300 of them plans of 100 and of 500
orders of a web shop were 0.6 and 1.4 % longer after the same time; those of 3 to 8 orders a cart were 0.05 % shorter.
"""

INT, LONG, UNSIGNED = "i", "q", "Q"


def _address(values: array[int]) -> int:
    return values.buffer_info()[0]


def block_of(bits: Bits, keep: list[array[int]]) -> load.Block:
    """Return the block as the library wants it; its arrays are kept in `keep`."""
    depot = array(UNSIGNED, bits.masks([bits.block.depot]))
    keep += [array(LONG, bits.xs), array(LONG, bits.at), depot]
    xs, at, depot = keep[-3:]
    block, aisle = bits.block, bits.depot // (bits.words * 64)
    lengths = (block.front, block.back, block.entry)
    return load.Block(
        len(bits.xs), bits.words, *lengths, aisle, bits.blind, _address(xs), _address(at), _address(depot)
    )


class NativeEngine:
    """One search; not to be used by two threads at once."""

    name = "compiled"
    reach = 20_000
    pace = 1.0

    def __init__(self, problem: Problem, seed: int) -> None:
        library = load.library()
        assert library is not None, "there is a compiled part"
        assert not isinstance(problem.floor, Walks), "the library reckons walks itself"
        self._library = library
        self._jobs = len(problem.jobs)
        self._keep: list[array[int]] = []
        self._queue = array(INT, range(self._jobs))
        self._asked = self._problem(problem)
        if isinstance(problem.floor, Ways):
            self.reach = max(100, 20_000 // (1 + max(map(len, problem.floor.stops), default=0) ** 2))
        known = KNOWN_WAYS if isinstance(problem.floor, Ways) else KNOWN_COSTS
        self._handle = library.wh_new(ctypes.byref(self._asked), seed & (2**64 - 1), known, NEIGHBOURS)
        self._looked = 0
        self._joining = self._proving = False

    def __del__(self) -> None:
        handle = getattr(self, "_handle", None)
        if handle:
            self._library.wh_free(handle)

    def _kept(self, kind: str, values: Iterable[int]) -> int:
        made = array(kind, values)
        if not made:
            made.append(0)
        self._keep.append(made)
        return _address(made)

    def _problem(self, problem: Problem) -> load.Problem:
        loads, limits = problem.loads()
        extra = charges(problem)
        asked = load.Problem(n=self._jobs, dims=len(limits), spreads=len(extra.fees), crews=len(extra.crews))
        asked.grouped = extra.any
        asked.load = self._kept(LONG, chain.from_iterable(loads))
        asked.capacity = self._kept(LONG, limits)
        asked.kind, asked.shuns = self._kept(UNSIGNED, extra.kinds), self._kept(UNSIGNED, extra.shuns)
        asked.skill, asked.crew = self._kept(UNSIGNED, extra.skills), self._kept(UNSIGNED, extra.crews)
        asked.zone, asked.zone_fee = self._kept(UNSIGNED, extra.zones), extra.zone_fee
        values = (-NEVER if value is None else value for row in extra.values for value in row)
        asked.value = self._kept(LONG, values)
        asked.slack, asked.fee = self._kept(LONG, extra.slacks), self._kept(LONG, extra.fees)
        floor = problem.floor
        if isinstance(floor, OneBlock):
            bits = bits_of(floor.block, chain.from_iterable(floor.spots))
            asked.block = block_of(bits, self._keep)
            asked.stops = self._kept(UNSIGNED, chain.from_iterable(bits.masks(spots) for spots in floor.spots))
        elif isinstance(floor, Ways):
            asked.places = floor.places
            asked.way = self._kept(LONG, floor.way)
            asked.stop = self._kept(INT, chain.from_iterable(floor.stops))
            asked.stop_from = self._kept(INT, accumulate(map(len, floor.stops), initial=0))
        return asked

    def fill(self, queue: Sequence[int]) -> int:
        self._queue = array(INT, queue)
        return int(self._library.wh_fill(self._handle, _address(self._queue)))

    def begin(self, groups: Groups) -> int | None:
        where = array(INT, where_of(groups, self._jobs))
        cost = int(self._library.wh_set(self._handle, _address(where)))
        return None if cost < 0 else cost

    def prepare(self) -> bool:
        """Look for neighbours, then join by savings, then go on from the best."""
        if self._looked < self._jobs:
            reach = self._jobs if self._jobs <= SMALL else REACH
            until = min(self._jobs, self._looked + max(1, self.reach // (2 * min(reach, self._jobs) + 1)))
            self._library.wh_near(self._handle, self._looked, until, reach)
            self._looked = until
            return False
        if not self._joining:
            self._library.wh_savings(self._handle)
            self._joining = True
            return False
        if not self._library.wh_join(self._handle, self.reach // 4):
            return False
        self._library.wh_back(self._handle)
        return True

    def run(self, steps: int, heat: float) -> int:
        return int(self._library.wh_run(self._handle, steps, self.reach, heat, RUINS))

    def prove(self, nodes: int) -> bool:
        """Do a part of a proof of what no plan is below; True when it is over."""
        if not self._proving:
            alone = self.costs([(n,) for n in range(self._jobs)])
            queue = sorted(range(self._jobs), key=lambda n: (-(alone[n] or 0), n))
            self._library.wh_bound(self._handle, self._kept(INT, queue))
            self._proving = True
        return bool(self._library.wh_prove(self._handle, nodes))

    def hurry(self) -> None:
        """Let the proof come to an end with what it has."""
        if self._proving:
            self._library.wh_hurry(self._handle)

    def proven(self) -> int:
        """Return what is proven so far; 0 before anything is."""
        return int(self._library.wh_proven(self._handle)) if self._proving else 0

    def walked(self) -> int:
        """Return how many walks were reckoned so far."""
        return int(self._library.wh_walked(self._handle))

    def best_cost(self) -> int:
        return int(self._library.wh_best(self._handle, None))

    def best(self) -> Groups:
        where = array(INT, bytes(4 * self._jobs))
        self._library.wh_best(self._handle, _address(where))
        return groups_of(where)

    def costs(self, groups: Iterable[Sequence[int]]) -> list[int | None]:
        given = [tuple(group) for group in groups]
        who = array(INT, chain.from_iterable(given))
        starts = array(INT, accumulate(map(len, given), initial=0))
        costs = array(LONG, bytes(8 * len(given)))
        self._library.wh_costs(self._handle, len(given), _address(starts), _address(who), _address(costs))
        return [None if cost < 0 else cost for cost in costs]


assert array(INT).itemsize == ctypes.sizeof(ctypes.c_int), sys.platform
