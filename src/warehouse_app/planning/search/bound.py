"""What no plan can be better than: a lower bound, proven by column generation (native/bound.h).

Where the search of all batches comes to its end, the bound is the optimum of the linear programme over all batches that
may be: usually within a few hundredths of the best plan. Where time is short a weaker bound is proven from the prices
found so far; it is weak, never wrong. Without the compiled part, above MOST_JOBS orders, and where walks are not exact
there is none.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.planning.native.load import is_compiled
from warehouse_app.planning.search.native import NativeEngine
from warehouse_app.planning.search.values import Groups, OneBlock, Problem

MOST_JOBS = 300
MOST_NODES = 3_000_000
"""Batches looked at in one proof before a weaker one is tried."""

MOST_PARTS = 20_000
"""Parts of the proof after which it is brought to an end, each a few thousandths of a second."""

HURRIED = 2_000
"""Parts that bringing it to an end may still take."""


def can_prove(problem: Problem) -> bool:
    """Tell whether there may be a bound for this problem."""
    return is_compiled() and len(problem.jobs) <= MOST_JOBS and isinstance(problem.floor, OneBlock)


def lower_bound(
    problem: Problem,
    plan: Groups,
    *,
    over: Callable[[], bool] = lambda: False,
    parts: int = MOST_PARTS,
) -> int | None:
    """Return a cost that no plan of this problem is below, or None where none is known.

    `plan` is the best one there is: its batches are where the proof begins. `over` is asked after each part and brings
    it to an end.
    """
    jobs = len(problem.jobs)
    if not jobs:
        return 0
    if not can_prove(problem) or problem.too_large():
        return None
    engine = NativeEngine(problem, 0)
    if engine.begin(plan) is None:
        return None
    left = parts
    while left and not over():
        left -= 1
        if engine.prove(MOST_NODES):
            return engine.proven()
    engine.hurry()
    for _ in range(HURRIED):
        if engine.prove(MOST_NODES):
            break
    return engine.proven()
