"""Mutation testing: each small fault of a module against the fast tests that reach the statement it stands in.

The tests are collected once in this process. They are run once to learn which of them reach which lines; then each
fault is planted in a child of this process, which runs those tests, the likeliest and quickest first, until one fails.
A fault that no test notices survives, and is told: `survivors.toml` lists those that are known, each with its reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import types
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests import scratch
from tests.company import laid
from tests.prove.hunting import SCOPES, all_of
from tests.prove.mutating import Mutant, codes_of, functions_of, planted
from tests.prove.part import HERE
from tests.prove.survivors import known, unlisted

ROOT = HERE.parent.parent
KEPT = ROOT / "build" / "mutants"
SLOWEST_S = 5.0
"""Tests that take longer, watched, are left out: a survivor is met by all others, and there are many."""

MOST_S = 15.0
"""A fault meets tests for so much processor time: what none of the quickest notices is hardly noticed by the others."""

SLACK_S, PATIENCE, ASLEEP_S = 1.0, 10, 60
"""A test may take so many times the processor time it took, and so many seconds more: what goes on hangs. So does what
waits so long without using the processor."""


@dataclass
class Fate:
    """What became of faults. `unreached` are those in functions that no test calls; they count as surviving.

    `void` are those that change nothing, or cannot be planted: they count as nothing.
    """

    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    unreached: list[Mutant] = field(default_factory=list)
    void: int = 0

    @property
    def survived(self) -> list[Mutant]:
        """Return all that no test noticed."""
        return [*self.survivors, *self.unreached]


def judged(scope: str, mutants: Sequence[Mutant], more: Sequence[str] = ()) -> Fate:
    """Plant each fault in turn and say what became of it."""
    os.environ["WAREHOUSE_EXAMPLES"] = "quick"
    session = Hunt(scope, mutants)
    asked = [
        *SCOPES[scope].tests,
        "-q",
        "--tb=no",
        "-p",
        "no:randomly",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        *more,
    ]
    code = pytest.main([*asked, "-k", "not server", "-m", SCOPES[scope].marks], [session])
    if session.fault:
        raise AssertionError(session.fault)
    assert code == 0, f"the tests could not be collected: {code}"
    return session.fate


class Hunt:
    """A plugin of pytest whose run of the tests is the hunt."""

    def __init__(self, scope: str, mutants: Sequence[Mutant]) -> None:
        self.scope, self.mutants = scope, mutants
        self.fate, self.fault = Fate(), ""
        self.failed = False
        self.reached: dict[str, list[int]] = {}
        self.took: list[float] = []
        self.noticed: dict[str, Counter[int]] = defaultdict(Counter)
        self.nth: list[int] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn who reaches what, or remember it, then hunt."""
        modules = SCOPES[self.scope].modules
        functions = {f"{module}:{name}": each for module in modules for name, each in functions_of(module).items()}
        alike: Counter[str] = Counter()
        for item in session.items:
            alike[item.nodeid.partition("[")[0]] += 1
            self.nth.append(alike[item.nodeid.partition("[")[0]])
        kept = KEPT / f"reach-{self.scope}-{_content()}.json"
        if kept.exists():
            self.reached, self.took = json.loads(kept.read_text("utf-8"))
        else:
            self._learn(session, functions)
            KEPT.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([self.reached, self.took]), "utf-8")
        laid()  # here, not in each child
        for mutant in () if self.fault else self.mutants:
            self._hunt(session, functions.get(f"{mutant.module}:{mutant.function}"), mutant)
        return True

    def _learn(self, session: pytest.Session, functions: dict[str, types.FunctionType]) -> None:
        places = {code: each.__module__ for each in functions.values() for code in codes_of(each.__code__)}
        found: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(session.items):
            began = time.process_time()
            for place in _watched(item, places):
                found[place].append(number)
            self.took.append(time.process_time() - began)
            if self.failed:
                self.fault = f"{item.nodeid} fails with nothing planted"
                return
        self.reached = dict(found)

    def _chosen(self, mutant: Mutant) -> list[int]:
        """Return the tests that reach the fault: who noticed others of its function first, then the quickest.

        One that is run with many values is one test with its first value, and hardly another with each one more.
        """
        first, last = mutant.reach
        met = {n for line in range(first, last + 1) for n in self.reached.get(f"{mutant.module}:{line}", ())}
        noticed = self.noticed[f"{mutant.module}:{mutant.function}"]
        quick = sorted(
            (n for n in met if self.took[n] < SLOWEST_S), key=lambda n: self.took[n] * self.nth[n] / (1 + noticed[n])
        )
        until = accumulate(self.took[n] for n in quick)
        return [n for n, took in zip(quick, until, strict=True) if took < MOST_S]

    def _hunt(self, session: pytest.Session, function: types.FunctionType | None, mutant: Mutant) -> None:
        chosen = self._chosen(mutant)
        code = None if function is None else planted(mutant, function)
        if function is not None and code is None:
            self.fate.void += 1
        elif function is None or code is None or not chosen:
            self.fate.unreached.append(mutant)
        else:
            by = self._noticed_by(session, function, code, chosen)
            if by is None:
                self.fate.survivors.append(mutant)
            else:
                self.fate.killed += 1
                self.noticed[f"{mutant.module}:{mutant.function}"][by] += 1

    def _noticed_by(
        self, session: pytest.Session, function: types.FunctionType, code: types.CodeType, chosen: list[int]
    ) -> int | None:
        """Run the tests in a child with the fault planted; return the one that noticed it."""
        folder = Path(tempfile.mkdtemp(prefix="warehouse-mutant-", dir=scratch.memory()))
        child = os.fork()
        if child == 0:
            function.__code__ = code
            self._child(session, chosen, folder)
        _, status = os.waitpid(child, 0)
        last = int((folder / "at").read_text("utf-8")) if (folder / "at").exists() else chosen[0]
        shutil.rmtree(folder, ignore_errors=True)
        return None if os.waitstatus_to_exitcode(status) == 0 else last

    def _child(self, session: pytest.Session, chosen: list[int], folder: Path) -> None:
        """Run the tests with the fault planted, and end: with 0 where all of them pass."""
        status = 1
        try:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            _forget(SCOPES[self.scope].modules)
            paths: Any = session.config._tmp_path_factory  # type: ignore[attr-defined]
            paths._basetemp, paths._given_basetemp = None, folder / "tests"
            for number in chosen:
                item = session.items[number]
                (folder / "at").write_text(str(number), "utf-8")
                signal.setitimer(signal.ITIMER_PROF, SLACK_S + PATIENCE * self.took[number])  # ends this process
                signal.alarm(ASLEEP_S)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if self.failed:
                    break
            status = 1 if self.failed else 0
        finally:
            os._exit(status)


def _watched(item: pytest.Item, places: dict[types.CodeType, str]) -> set[str]:
    """Run a test; return which lines of the watched functions it ran."""
    seen: set[str] = set()

    def watch(frame: types.FrameType, _what: str, _arg: Any) -> Any:
        module = places.get(frame.f_code)
        if module is None:
            return None

        def line(inner: types.FrameType, _what: str, _arg: Any) -> Any:
            seen.add(f"{module}:{inner.f_lineno}")
            return line

        return line(frame, "", None)

    threading.settrace(watch)
    sys.settrace(watch)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    finally:
        sys.settrace(None)
        threading.settrace(None)
    return seen


def _forget(modules: Sequence[str]) -> None:
    """Empty what functions of these modules remember: it was told without the fault."""
    for module in modules:
        for each in vars(sys.modules[module]).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


def _content() -> str:
    """Return a digest of all code and tests: what was learnt of other ones is not believed."""
    found = hashlib.sha256()
    for path in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def told(scope: str, fate: Fate, start: int) -> None:
    """Keep the survivors of a piece for people to read, in build/mutants."""
    lines = {"survived": [str(each) for each in fate.survivors], "unreached": [str(each) for each in fate.unreached]}
    (KEPT / f"{scope}-{start:05d}.json").write_text(json.dumps(lines, indent=1) + "\n", "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Judge every n-th fault of a scope, or `COUNT` of them from the `FIRST`; 1 where a survivor is not listed.

    `python -m tests.prove.mutation SCOPE N` or `... SCOPE 1 FIRST COUNT`.
    """
    scope, each = arguments[0], int(arguments[1])
    first, count = (int(text) for text in (*arguments[2:], "0", "1000000")[:2])
    fate = judged(scope, all_of(scope)[first : first + count : each])
    told(scope, fate, first)
    strange = unlisted(fate.survived)
    alike = sum(known()[one.name].alike for one in fate.survived if one.name in known())
    counts = {"killed": fate.killed, "survived": len(fate.survived), "alike": alike, "the same": fate.void}
    print(json.dumps({**counts, "not listed": strange}))
    return 1 if strange else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
