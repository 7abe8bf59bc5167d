"""How good plans are after a second and four, against the best known; how long a walk takes; what is saved.

Times are the processor's, so that neighbours on the machine count little. Gaps are to the references of
`planner_references.py`: the best of long runs, some of which are proven to be within a few hundredths of the optimum.
What is saved is told against first come first served in S-shape. `--long` runs the instances for ten seconds too.
"""

from __future__ import annotations

import ctypes
import json
import random
import subprocess
import sys
import time
from array import array
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, chain
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.planner_instances import BLOCK, CASES, Case, shop, spot

from warehouse_app.planning.naive import s_shape_length
from warehouse_app.planning.native import load
from warehouse_app.planning.search.anytime import Budget, Found, search
from warehouse_app.planning.search.native import block_of
from warehouse_app.planning.search.stops import bits_of
from warehouse_app.planning.search.values import OneBlock, Problem
from warehouse_app.planning.search.vectorwalk import Rows

REFERENCES = Path(__file__).with_name("planner_references.json")
NUMPY_CASES = tuple(case for case in CASES if case.orders == 100)
WAVES, WAVE, CORES, WAVES_SECONDS = 20, 500, 2, 25.0
ROUTES, REPEATS = 2_000, 5
SHOPS = 20
"""Instances a demand that the saving is the mean of: with five it depends on the dice by one part in a hundred."""

Goal = dict[str, Any]


def main() -> None:
    """Print figures and goals as JSON."""
    smoke, long = "--smoke" in sys.argv, "--long" in sys.argv
    figures: dict[str, Any] = {"compiled": load.is_compiled(), "instances": len(CASES)}
    goals: list[Goal] = []
    for part in (_walks, _import, _first):
        _step(part.__name__, lambda part=part: part(figures, goals, smoke=smoke))  # type: ignore[misc]
    if load.is_compiled():
        _step("gaps", lambda: _gaps(figures, goals, smoke=smoke, long=long))
        _step("bounds", lambda: _bounds(figures, smoke=smoke))
        _step("saved", lambda: _saved(figures, goals, smoke=smoke))
        _step("waves", lambda: _waves(figures, goals, smoke=smoke))
    _step("numpy", lambda: _numpy(figures, goals, smoke=smoke))
    print(json.dumps({"name": "planner", "figures": figures, "goals": goals}))


def _step(name: str, work: Callable[[], None]) -> None:
    began = time.monotonic()
    work()
    print(f"{name}: {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def _goal(goals: list[Goal], name: str, value: float, at_most: float) -> None:
    goals.append({"name": name, "value": round(value, 3), "at_most": at_most})


def _walks(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    """Microseconds a walk of 30 to 75 articles, over a batch of walks."""
    dice = random.Random(7)
    count = 100 if smoke else ROUTES
    routes = [tuple(spot(dice, "uniform") for _ in range(dice.randint(30, 75))) for _ in range(count)]
    bits = bits_of(BLOCK, chain.from_iterable(routes))
    rows = Rows(bits)
    masks = rows.masks(routes)
    figures["walk_numpy_us"] = _best(lambda: rows.lengths(masks), count)
    _goal(goals, "one walk in numpy, us", figures["walk_numpy_us"], 10)
    library = load.library()
    if library is None:
        return
    keep: list[array[int]] = []
    block = block_of(bits, keep)
    stops = array("i", (bits.number[each] for route in routes for each in route))
    starts, lengths = array("i", accumulate(map(len, routes), initial=0)), array("q", bytes(8 * count))
    given = [each.buffer_info()[0] for each in (starts, stops, lengths)]
    figures["walk_compiled_us"] = _best(lambda: library.wh_walks(ctypes.byref(block), count, *given), count)
    _goal(goals, "one walk compiled, us", figures["walk_compiled_us"], 2)
    assert list(rows.lengths(masks)) == list(lengths)


def _best(work: Callable[[], object], count: int) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return round(min(times) / count * 1e6, 3)


def _import(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    """Milliseconds of processor to import planning, beside a Python that imports nothing of ours."""
    ours = "import warehouse_app.planning.batching"
    said = f"import time, dataclasses, ctypes, heapq; t = time.process_time(); {ours}; print(time.process_time() - t)"
    rounds = 1 if smoke else 7
    times = [
        float(subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True).stdout)
        for _ in range(rounds)
    ]
    figures["import_ms"] = round(1000 * min(times), 1)
    _goal(goals, "import of planning, ms", figures["import_ms"], 50)


def _first(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    """Milliseconds to the first plan that can be used, of a wave of 100 and of 10 000 orders at once."""
    for orders in (100, 1_000 if smoke else 10_000):
        problem = shop(orders, "uniform", 1)
        times = [_to_first(problem) for _ in range(1 if smoke else 3)]
        figures[f"first_plan_{orders}_ms"] = round(1000 * min(times), 1)
        _goal(goals, f"first plan of {orders} orders, ms", figures[f"first_plan_{orders}_ms"], 100)


def _to_first(problem: Problem) -> float:
    at: list[float] = []
    began = time.process_time()
    search(problem, Budget(0), stopped=lambda: bool(at), told=lambda _found: at.append(time.process_time()))
    return at[0] - began


def _gap(case: Case, seconds: float, which: str) -> float:
    """Return by how much the plan after so long is longer than the best known, in hundredths."""
    best = int(json.loads(REFERENCES.read_text("utf-8"))[case.name]["length"])
    found = search(case.problem(), Budget(seconds=seconds, seed=1), now=time.process_time, which=which)  # type: ignore[arg-type]
    return 100 * (found.cost - best) / best


def _gaps(figures: dict[str, Any], goals: list[Goal], *, smoke: bool, long: bool) -> None:
    cases = CASES[:2] if smoke else CASES
    limits = {1.0: 0.8, 4.0: 0.5, **({10.0: 0.2} if long else {})}
    for seconds, limit in limits.items():
        spent = seconds / 100 if smoke else seconds
        gaps = {case.name: round(_gap(case, spent, "compiled"), 3) for case in cases}
        figures[f"gaps_{seconds:g}_s"] = gaps
        _goal(goals, f"mean gap after {seconds:g} s, %", mean(gaps.values()), limit)
        if seconds == 1.0:
            _goal(goals, "largest gap after 1 s, %", max(gaps.values()), 3.0)


def _numpy(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    cases = NUMPY_CASES[:1] if smoke else NUMPY_CASES
    gaps = {case.name: round(_gap(case, 0.2 if smoke else 10.0, "numpy"), 3) for case in cases}
    figures["gaps_numpy_10_s"] = gaps
    _goal(goals, "mean gap after 10 s in numpy, 100 orders, %", mean(gaps.values()), 2.0)


def _bounds(figures: dict[str, Any], *, smoke: bool) -> None:
    """How far the proven bound is below the plan, and how long it took."""
    told = {}
    for case in CASES[:1] if smoke else CASES:
        problem = case.problem()
        found = search(problem, Budget(20_000 if smoke else 500_000, seed=1))
        began = time.process_time()
        bound = search(problem, Budget(0), start=found.groups, prove=True).bound
        assert bound is not None
        gap = round(100 * (found.cost - bound) / found.cost, 2)
        told[case.name] = {"gap_percent": gap, "seconds": round(time.process_time() - began, 2)}
    figures["bounds"] = told


def _naive(problem: Problem) -> int:
    """Return the walk of carts filled as the orders came, each in S-shape."""
    loads, limits = problem.loads()
    assert isinstance(problem.floor, OneBlock)
    carts: list[list[int]] = []
    room: list[int] = []
    for n, load_ in enumerate(loads):
        if not carts or any(takes > left for takes, left in zip(load_, room, strict=True)):
            carts.append([])
            room = list(limits)
        carts[-1].append(n)
        room = [left - takes for takes, left in zip(load_, room, strict=True)]
    spots = problem.floor.spots
    return sum(s_shape_length(problem.floor.block, [each for n in cart for each in spots[n]]) for cart in carts)


def _saved(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    for demand, at_least in (("uniform", 33), ("classes", 50)):
        shares = []
        for seed in range(1 if smoke else SHOPS):
            problem = shop(100, demand, seed)
            found = search(problem, Budget(seconds=0.02 if smoke else 1.0, seed=1), now=time.process_time)
            shares.append(100 * found.cost / _naive(problem))
        figures[f"walk_{demand}_of_naive_percent"] = [round(share, 2) for share in shares]
        _goal(goals, f"walk of 100 orders after 1 s / first come in S-shape, {demand}, %", mean(shares), 100 - at_least)


def _waves(figures: dict[str, Any], goals: list[Goal], *, smoke: bool) -> None:
    """10 000 orders in waves, two at a time; each has its share of the time, by the clock of its own thread."""
    waves, wave = (2, 50) if smoke else (WAVES, WAVE)
    problems = [shop(wave, "uniform", 100 + number) for number in range(waves)]
    each = 0.05 if smoke else CORES * WAVES_SECONDS / waves

    def plan(problem: Problem) -> Found:
        return search(problem, Budget(seconds=each, seed=1), now=time.thread_time)

    with ThreadPoolExecutor(CORES) as lanes:
        found = list(lanes.map(plan, problems))
    share = 100 * sum(one.cost for one in found) / sum(map(_naive, problems))
    figures["waves"] = {"orders": waves * wave, "seconds_each": each, "walk_of_naive_percent": round(share, 2)}
    _goal(goals, "walk of 10 000 orders in waves after 25 s on two cores / first come in S-shape, %", share, 61)


if __name__ == "__main__":
    main()
