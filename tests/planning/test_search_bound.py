"""No plan is below the bound, whatever the orders and the rules; and it is near the best plan."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.test_search_engines import best_of_all, problems, wave
from warehouse_app.planning.native.load import is_compiled
from warehouse_app.planning.search.anytime import Budget, search
from warehouse_app.planning.search.bound import lower_bound
from warehouse_app.planning.search.values import Job, Limits, Problem, Walks

pytestmark = pytest.mark.skipif(not is_compiled(), reason="no compiler")


@given(problem=problems(), parts=st.sampled_from([0, 1, 5, 20_000]))
def test_no_plan_is_below_the_bound(problem: Problem, parts: int) -> None:
    alone = tuple((n,) for n in range(len(problem.jobs)))
    bound = lower_bound(problem, alone, parts=parts)
    assert bound is not None
    assert 0 <= bound <= best_of_all(problem)


@pytest.mark.parametrize("seed", range(8))
def test_the_bound_of_few_orders_is_near_the_best_of_all_plans(seed: int) -> None:
    problem = wave(8, seed=seed)
    best = search(problem, Budget(5000))
    bound = lower_bound(problem, best.groups)
    assert bound is not None
    assert 0.85 * best_of_all(problem) <= bound <= best_of_all(problem)


@pytest.mark.parametrize("units", [27, 45])
def test_the_bound_of_a_wave_does_not_depend_on_the_plan_it_began_with(units: int) -> None:
    problem = wave(40, units=units)
    good = search(problem, Budget(20_000))
    bad = search(problem, Budget(0))
    bounds = {lower_bound(problem, found.groups) for found in (good, bad)}
    (bound,) = bounds
    assert bound is not None
    assert 0.93 * good.cost < bound <= good.cost < bad.cost


def test_a_proof_cut_short_proves_less_and_nothing_wrong() -> None:
    problem = wave(60)
    good = search(problem, Budget(20_000))
    whole = lower_bound(problem, good.groups)
    asked = count()
    short = lower_bound(problem, good.groups, over=lambda: next(asked) > 40)
    assert whole is not None
    assert short is not None
    assert 0 < short < whole <= good.cost
    assert next(asked) < 45


def test_a_search_tells_its_bound_when_asked() -> None:
    assert search(wave(20), Budget(2000)).bound is None
    found = search(wave(20), Budget(2000), prove=True)
    assert found.bound is not None
    assert 0.9 * found.cost < found.bound <= found.cost


def test_where_nothing_can_be_proven_nothing_is_said() -> None:
    problem = wave(6)
    jobs = tuple((n,) for n in range(6))
    assert lower_bound(Problem(problem.jobs, problem.limits, Walks(lambda _jobs: 7)), jobs) is None
    assert lower_bound(Problem((Job(units=9),), Limits(units=3), problem.floor), ((0,),)) is None
    assert lower_bound(problem, ((0, 1, 2, 3, 4, 5),)) is None or problem.limits.units is None
    assert lower_bound(wave(0), ()) == 0


def test_no_time_is_kept_for_a_bound_that_cannot_be_had() -> None:
    problem = wave(12)
    floor = Walks(lambda jobs: 10 + len(jobs))
    clock, ends = count(), []
    for prove in (False, True):
        asked = Problem(problem.jobs, problem.limits, floor)
        first = next(clock)
        found = search(asked, Budget(seconds=100), now=lambda: next(clock), prove=prove)
        assert found.bound is None
        ends.append(next(clock) - first)
    assert ends[0] >= 100
    assert ends[1] >= 100
