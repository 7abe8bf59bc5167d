"""The search: every engine reckons the same, keeps the cart's limits, and finds what cannot be beaten."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.planning.block import Block, Spot, shortest_length
from warehouse_app.planning.native.load import is_compiled
from warehouse_app.planning.search.anytime import Budget, Found, engine_for, first_queue, search
from warehouse_app.planning.search.charge import charge
from warehouse_app.planning.search.values import Fees, Groups, Job, Limits, OneBlock, Problem, Walks, Ways, charges

ENGINES = ["plain", "numpy", *(["compiled"] if is_compiled() else [])]
BACK = 12
NAMES = st.frozensets(st.sampled_from("abc"), max_size=2)


@st.composite
def floors(draw: st.DrawFn, jobs: int) -> OneBlock:
    xs = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=5)))
    aisle = draw(st.integers(0, len(xs) - 1))
    blind = aisle if len(xs) > 1 and draw(st.booleans()) else None
    at = draw(st.sampled_from([0, BACK])) if blind is not None else draw(st.integers(0, BACK))
    block = Block(tuple(xs), 0, BACK, (aisle, at), entry=draw(st.integers(0, 3)), blind=blind)
    spot = st.tuples(st.sampled_from([n for n in range(len(xs)) if n != blind]), st.integers(0, BACK))
    return OneBlock(block, tuple(tuple(draw(st.lists(spot, max_size=4))) for _ in range(jobs)))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    jobs = tuple(
        Job(
            units=draw(st.integers(0, 6)),
            weight=draw(st.integers(0, 6)),
            due=draw(st.none() | st.integers(0, 50)),
            rank=draw(st.integers(0, 3)),
            zones=draw(NAMES),
            kinds=draw(NAMES),
            shuns=draw(NAMES) if draw(st.integers(0, 5)) == 0 else frozenset(),
            skills=draw(NAMES),
        )
        for _ in range(draw(st.integers(0, 6)))
    )
    jobs = tuple(Job(**{**_fields(job), "shuns": job.shuns - job.kinds}) for job in jobs)
    limits = Limits(
        orders=draw(st.none() | st.integers(1, 4)),
        units=draw(st.none() | st.integers(6, 14)),
        weight=draw(st.none() | st.integers(6, 14)),
    )
    fees = Fees(
        due=draw(st.integers(0, 2)),
        due_slack=draw(st.integers(0, 20)),
        rank=draw(st.integers(0, 5)),
        zone=draw(st.integers(0, 5)),
        crews=tuple(draw(st.lists(NAMES, max_size=2))),
    )
    return Problem(jobs, limits, draw(floors(len(jobs))), fees if draw(st.booleans()) else Fees())


def _fields(job: Job) -> dict:
    return {name: getattr(job, name) for name in Job.__slots__}


def cost_by_hand(problem: Problem, group: tuple[int, ...]) -> int | None:
    """What a batch costs, reckoned from the rules without an engine; None where it may not be."""
    loads, limits = problem.loads()
    if any(sum(loads[n][at] for n in group) > limit for at, limit in enumerate(limits)):
        return None
    extra = charge(charges(problem), group)
    assert isinstance(problem.floor, OneBlock)
    spots = [spot for n in group for spot in problem.floor.spots[n]]
    return None if extra is None else extra + shortest_length(problem.floor.block, spots)


def partitions(jobs: list[int]) -> Iterator[list[tuple[int, ...]]]:
    if not jobs:
        yield []
        return
    first, *rest = jobs
    for plan in partitions(rest):
        yield [(first,), *plan]
        for at in range(len(plan)):
            yield [*plan[:at], (first, *plan[at]), *plan[at + 1 :]]


def best_of_all(problem: Problem) -> int:
    """The oracle: the cost of the best of all plans."""
    least = None
    known: dict[tuple[int, ...], int | None] = {}
    for plan in partitions(list(range(len(problem.jobs)))):
        costs = [known.setdefault(group, cost_by_hand(problem, group)) for group in plan]
        right = [cost for cost in costs if cost is not None]
        if len(right) == len(costs) and (least is None or sum(right) < least):
            least = sum(right)
    assert least is not None
    return least


def told_right(problem: Problem, found: Found) -> bool:
    """A plan has every order once, no batch that may not be, and costs what it says."""
    costs = [cost_by_hand(problem, tuple(group)) for group in found.groups]
    once = sorted(n for group in found.groups for n in group) == list(range(len(problem.jobs)))
    return once and None not in costs and sum(cost or 0 for cost in costs) == found.cost


@pytest.mark.parametrize("engine", ENGINES)
@given(problem=problems(), seed=st.integers(0, 3))
def test_a_plan_is_whole_allowed_and_costs_what_it_says(engine: str, problem: Problem, seed: int) -> None:
    better: list[Found] = []
    found = search(problem, Budget(300, seed=seed), told=better.append, which=engine)  # type: ignore[arg-type]
    assert told_right(problem, found)
    assert all(told_right(problem, each) for each in better)
    assert [each.cost for each in better] == sorted({each.cost for each in better}, reverse=True)


@pytest.mark.parametrize("engine", ENGINES)
@given(problem=problems())
def test_batches_cost_the_same_in_every_engine(engine: str, problem: Problem) -> None:
    groups = [(n,) for n in range(len(problem.jobs))] + [
        tuple(range(low, high)) for high in range(len(problem.jobs) + 1) for low in range(high)
    ]
    extras = [charge(charges(problem), group) for group in groups]
    assert isinstance(problem.floor, OneBlock)
    lengths = [
        shortest_length(problem.floor.block, [spot for n in group for spot in problem.floor.spots[n]])
        for group in groups
    ]
    expected = [None if extra is None else extra + length for extra, length in zip(extras, lengths, strict=True)]
    assert engine_for(problem, 0, engine).costs(groups) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES)
@given(problem=problems())
def test_no_plan_is_better_than_the_best_of_all(engine: str, problem: Problem) -> None:
    assert search(problem, Budget(100), which=engine).cost >= best_of_all(problem)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(6))
def test_the_best_of_all_plans_of_few_orders_is_found(engine: str, seed: int) -> None:
    problem = wave(7, seed=seed)
    assert search(problem, Budget(3000), which=engine).cost == best_of_all(problem)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_aisle_of_more_places_than_a_word_has_bits_is_walked_right(engine: str) -> None:
    dice = random.Random(4)
    block = Block((0, 7, 30), -20, 300, (1, -20), entry=2)
    spots = tuple(tuple((dice.randrange(3), dice.randrange(-15, 295)) for _ in range(9)) for _ in range(60))
    problem = Problem(tuple(Job() for _ in spots), Limits(orders=4), OneBlock(block, spots))
    groups = [tuple(dice.sample(range(60), 4)) for _ in range(50)]
    expected = [cost_by_hand(problem, group) for group in groups]
    assert engine_for(problem, 0, engine).costs(groups) == expected  # type: ignore[arg-type]


def test_planning_loads_no_numpy_before_it_needs_it() -> None:
    said = "import sys, warehouse_app.planning.batching; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"


def wave(jobs: int, units: int = 45, seed: int = 1, aisles: int = 6) -> Problem:
    dice = random.Random(seed)
    spots: list[tuple[Spot, ...]] = [
        tuple((dice.randrange(aisles), dice.randrange(1, 30)) for _ in range(dice.randint(1, 9))) for _ in range(jobs)
    ]
    block = Block(tuple(range(0, 5 * aisles, 5)), 0, 31, (0, 0))
    return Problem(
        tuple(Job(units=3 * len(each)) for each in spots), Limits(units=units), OneBlock(block, tuple(spots))
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_seed_and_steps_give_the_same_plan(engine: str) -> None:
    problem = wave(40)
    once, again, other = (search(problem, Budget(3000, seed=seed), which=engine) for seed in (5, 5, 6))  # type: ignore[arg-type]
    assert once == again
    assert other.groups != once.groups


@pytest.mark.parametrize("engine", ENGINES)
def test_how_the_steps_are_cut_into_parts_changes_nothing(engine: str) -> None:
    problem, parts = wave(30), []
    for reach in (7, 20_000):
        made = engine_for(problem, 3, engine)  # type: ignore[arg-type]
        made.reach = reach
        made.fill(first_queue(problem))
        while not made.prepare():
            pass
        left = 2000
        while left:
            left -= made.run(left, 8.0)
        parts.append((made.best(), made.best_cost()))
    assert parts[0] == parts[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_more_steps_find_shorter_walks_than_filling_carts(engine: str) -> None:
    told: list[Found] = []
    found = search(wave(60), Budget(4000), told=told.append, which=engine)  # type: ignore[arg-type]
    assert found.cost < told[0].cost * 0.93


@pytest.mark.parametrize("engine", ENGINES)
def test_a_plan_is_there_at_once_and_the_search_ends_when_told(engine: str) -> None:
    asked = count()
    told: list[Found] = []
    problem = wave(200)
    found = search(problem, Budget(10**12), stopped=lambda: next(asked) > 20, told=told.append, which=engine)  # type: ignore[arg-type]
    assert told_right(problem, found)
    assert told[0].steps == 0
    assert next(asked) < 30


@pytest.mark.parametrize("engine", ENGINES)
def test_between_two_questions_whether_to_stop_little_is_reckoned(engine: str) -> None:
    """A stop is answered after at most so many walks as are reckoned within two tenths of a second."""
    reckoned = count()
    floor = wave(50).floor
    assert isinstance(floor, OneBlock)
    if engine == "plain":
        problem = wave(50)
        counted = Walks(
            lambda jobs: next(reckoned) * 0 + shortest_length(floor.block, [s for n in jobs for s in floor.spots[n]])
        )
        made = engine_for(Problem(problem.jobs, problem.limits, counted))
        made.fill(range(50))
        before = next(reckoned)
        made.run(10**9, 5.0)
        assert next(reckoned) - before < 200
        return
    native = engine_for(wave(50), 0, "compiled")
    native.fill(range(50))
    before = native.walked()  # type: ignore[attr-defined]
    native.prepare()
    native.run(10**9, 5.0)
    assert native.walked() - before < 100_000  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine", ENGINES)
def test_seconds_are_kept_by_the_clock_that_is_given(engine: str) -> None:
    clock = count()
    found = search(wave(50), Budget(seconds=40), now=lambda: next(clock), which=engine)  # type: ignore[arg-type]
    assert told_right(wave(50), found)
    assert 40 <= next(clock) < 60


@pytest.mark.parametrize("engine", ENGINES)
def test_a_search_goes_on_from_a_plan(engine: str) -> None:
    problem = wave(30)
    start = search(problem, Budget(3000), which=engine).groups  # type: ignore[arg-type]
    told: list[Found] = []
    again = search(problem, Budget(0), start=start, told=told.append, which=engine)  # type: ignore[arg-type]
    assert again.cost <= sum(cost_by_hand(problem, group) or 0 for group in start)
    assert set(map(frozenset, told[0].groups)) == set(map(frozenset, start))


WRONG_STARTS: list[Groups] = [((0, 1),), ((0,), (1,), (1, 2)), ((0, 1, 2, 9),), ((0, 1, 2),)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("start", WRONG_STARTS)
def test_no_plan_is_no_plan_to_begin_from(engine: str, start: Groups) -> None:
    with pytest.raises(ValueError):
        search(wave(3, units=27), Budget(10), start=start, which=engine)  # type: ignore[arg-type]


def test_what_cannot_be_searched_is_refused() -> None:
    with pytest.raises(ValueError, match="larger"):
        search(wave(3, units=1), Budget(10))
    with pytest.raises(ValueError, match="clock"):
        search(wave(3), Budget(seconds=1.0))


def by_ways(problem: Problem) -> Problem:
    """The same problem, told by the ways between all places."""
    from warehouse_app.planning.block import distance

    assert isinstance(problem.floor, OneBlock)
    block, spots = problem.floor.block, problem.floor.spots
    places = [block.depot, *sorted({spot for each in spots for spot in each} - {block.depot})]
    number = {spot: n for n, spot in enumerate(places)}
    way = [distance(block, start, end) for start in places for end in places]
    stops = tuple(tuple(number[spot] for spot in each if number[spot]) for each in spots)
    return Problem(problem.jobs, problem.limits, Ways(len(places), way, stops))


@pytest.mark.skipif(not is_compiled(), reason="no compiler")
@given(jobs=st.integers(1, 6), seed=st.integers(0, 30))
def test_walks_by_ways_are_near_the_shortest_and_never_below(jobs: int, seed: int) -> None:
    problem = wave(jobs, units=10**6, seed=seed)
    groups = [tuple(range(high)) for high in range(1, jobs + 1)]
    found = engine_for(by_ways(problem), 0, "compiled").costs(groups)
    for group, cost in zip(groups, found, strict=True):
        least = cost_by_hand(problem, group)
        assert least is not None
        assert cost is not None
        assert least <= cost <= 1.25 * least


@pytest.mark.parametrize("engine", ENGINES)
def test_a_floor_of_ways_is_planned_as_well(engine: str) -> None:
    problem = by_ways(wave(25))
    told: list[Found] = []
    found = search(problem, Budget(600), told=told.append, which=engine)  # type: ignore[arg-type]
    assert sorted(n for group in found.groups for n in group) == list(range(25))
    assert found.cost < told[0].cost
