"""Slips planted in the compiled part are seen: each is built anew and asked what the right one is asked."""

from __future__ import annotations

import ctypes
import importlib.util
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.planning.test_search_engines import best_of_all, cost_by_hand, told_right, wave
from warehouse_app.domain.cartons.values import Box, Goods, Rules, Size
from warehouse_app.planning.block import Block
from warehouse_app.planning.cartonisation.bodies import bodies_for
from warehouse_app.planning.cartonisation.loader import CompiledLoader, asked_of
from warehouse_app.planning.cartonisation.plain import PlainLoader
from warehouse_app.planning.native import load
from warehouse_app.planning.search.anytime import Budget, search
from warehouse_app.planning.search.bound import lower_bound
from warehouse_app.planning.search.native import NativeEngine
from warehouse_app.planning.search.values import Fees, Job, Limits, OneBlock, Problem

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not load.is_compiled(), reason="no compiler")]

SOURCES = Path(load.__file__).parent
FAULTS = {
    "the way through is not taken": ("route.h", "least(me, ms)) + through)", "least(me, ms)) + twice)"),
    "two pieces end a walk": ("route.h", "least(b, least(f, e)) : only", "least(b, least(f, least(e, s))) : only"),
    "one crossing is walked once": ("route.h", "i64 step = 2 *", "i64 step = 1 *"),
    "the widest gap is the last": ("route.h", "widest = most(widest, here - before)", "widest = here - before"),
    "the depot is left out": ("problem.h", "stood[k] |= p->block.depot[k]", "stood[k] |= 0"),
    "room is not looked at": (
        "search.h",
        "if (more > 0 && batch->load[d] + more >",
        "if (0 && batch->load[d] + more >",
    ),
    "a swap forgets what it costs": ("search.h", "s->batch[b].cost = two;", "s->batch[b].cost = one;"),
    "what shuns each other travels": ("problem.h", "if (kinds & shunned) return NEVER;", ""),
    "zones are free": ("problem.h", "extra += p->zone_fee *", "extra += 0 *"),
    "due times may lie apart": ("problem.h", "extra += p->fee[d] * (high", "extra += 0 * (high"),
    "a proof looks at half the orders": ("bound.h", "return ++b->root >= b->n ||", "return (b->root += 2) >= b->n ||"),
    "a proof gives no room away": ("bound.h", "now + at_most(b, q + 1, then) <=", "now <="),
    "a bound is rounded up": ("bound.h", "floor(all / over", "floor(1.2 * all / over"),
}


def build(folder: Path) -> ctypes.CDLL:
    spec = importlib.util.spec_from_file_location(
        "build_native", Path(__file__).resolve().parents[2] / "packaging" / "build_native.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build(folder) is None
    library = ctypes.CDLL(str(folder / load.NAME))
    for name, (answer, given) in load._CALLS.items():
        call: Any = getattr(library, name)
        call.restype, call.argtypes = answer, given
    return library


def built_with(folder: Path, name: str, right: str, wrong: str) -> ctypes.CDLL:
    """Build the library with a fault in one of its sources."""
    for source in (*SOURCES.glob("*.c"), *SOURCES.glob("*.h")):
        text = source.read_text("utf-8")
        assert source.name != name or text.count(right) == 1, "the fault has its place"
        (folder / source.name).write_text(text.replace(right, wrong) if source.name == name else text, "utf-8")
    return build(folder)


def ruled(seed: int) -> Problem:
    dice = random.Random(seed)
    floor = wave(7, seed=seed).floor
    jobs = tuple(
        Job(units=3, due=dice.randrange(40), zones=frozenset(dice.choice("xyz")), kinds=frozenset({dice.choice("ab")}))
        for _ in range(6)
    )
    shy = Job(units=3, due=0, kinds=frozenset("c"), shuns=frozenset("a"))
    return Problem((*jobs, shy), Limits(units=12), floor, Fees(due=2, due_slack=5, zone=30))


def all_is_right() -> bool:
    """Ask for costs, plans and bounds of some small problems and look whether each is what it must be."""
    block = Block((0, 3, 9, 11, 40), 0, 30, (1, 7), entry=1)
    dice = random.Random(8)
    spots = tuple(tuple((dice.randrange(5), dice.randrange(31)) for _ in range(n % 9)) for n in range(120))
    walks = Problem(tuple(Job() for _ in spots), Limits(), OneBlock(block, spots))
    groups = [tuple(dice.sample(range(120), 1 + n % 3)) for n in range(200)]
    if NativeEngine(walks, 0).costs(groups) != [cost_by_hand(walks, group) for group in groups]:
        return False
    for seed in range(4):
        for problem in (ruled(seed), wave(7, seed=seed)):
            found = search(problem, Budget(3000), which="compiled")
            bound = lower_bound(problem, found.groups)
            best = best_of_all(problem)
            if not told_right(problem, found) or found.cost != best or bound is None or bound > best:
                return False
            alone = tuple((n,) for n in range(len(problem.jobs)))
            hurried = [lower_bound(problem, alone, parts=parts) for parts in (0, 5, 10, 20, 40)]
            if any(bound is None or bound > best for bound in hurried):
                return False
    wide = wave(40)
    found = search(wide, Budget(5000), which="compiled")
    bound = lower_bound(wide, found.groups)
    return told_right(wide, found) and bound is not None and bound <= found.cost


def test_what_is_asked_is_right_without_a_fault() -> None:
    assert all_is_right()


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_planted_fault_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = built_with(tmp_path, *FAULTS[fault])
    loaded: Callable[[], ctypes.CDLL] = lambda: library  # noqa: E731 - the stand-in of a function
    monkeypatch.setattr(load, "library", loaded)
    assert not all_is_right()


BOX_FAULTS = {
    "what overlaps by a millimetre is not seen": ("if (z > 0) return -1;", "if (z > 1) return -1;"),
    "goods stick out of the box": ("if (p[0] + d[0] > c->box[0] ||", "if (p[0] + d[0] > c->box[0] + 1 ||"),
    "fragile goods are lain upon": ("if (c->fragile[done[k]]) return -1;", ""),
    "goods stand in the air": ("if (carried * 1000 <", "if (carried * 2000 <"),
    "a box is too heavy": ("if (weight + c->grams[body] > c->weight ||", "if ("),
    "a corner is slid too far": ("if (end <= p[slide] && end > to &&", "if (end < p[slide] && end > to &&"),
    "a load goes on for ever": ("if (c->looks >= c->most)", "if (0)"),
    "what is kept apart goes together": ("c->apart[body] != group) continue;", "c->apart[body] == group) continue;"),
}


def boxes_are_right() -> bool:
    """Load some boxes and look whether the plain loader, step for step, does the same."""
    dice = random.Random(3)
    for n in range(60):
        room = Box("B", Size(200, 150, 120 + n), Size(1, 1, 1), most_g=1_500)
        basket = [
            Goods(
                f"I{k}",
                Size(dice.randrange(20, 90), dice.randrange(20, 90), dice.randrange(20, 90)),
                dice.randrange(300),
                1 + k % 2,
                fragile=k % 4 == 0,
                apart="xy"[k % 2] if n % 3 == 0 else "",
            )
            for k in range(9)
        ]
        bodies = bodies_for(basket, room)
        asked = asked_of(bodies, room, Rules())
        order = dice.sample(range(len(bodies)), len(bodies))
        most = (10**9, 300)[n % 2]
        if CompiledLoader(asked).load(order, n % 4, most) != PlainLoader(asked).load(order, n % 4, most):
            return False
    return True


def test_boxes_are_right_without_a_fault() -> None:
    assert boxes_are_right()


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
@pytest.mark.parametrize("fault", sorted(BOX_FAULTS))
def test_a_planted_fault_of_boxes_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = built_with(tmp_path, "cartons.h", *BOX_FAULTS[fault])
    monkeypatch.setattr(load, "library", lambda: library)
    assert not boxes_are_right()
