"""Mutation testing: what is planted is planted, what no test notices survives, and a sample of ours does not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.prove.hunting import SCOPES, all_of
from tests.prove.mutating import functions_of, mutants_of, planted
from tests.prove.run import ROOT, environment
from tests.prove.survivors import known
from warehouse_app.domain.packing import judge

JUDGE = "warehouse_app.domain.packing.judge"
EVERY, MOST_S = 3, 600
"""One fault of so many is planted here; the long proof plants all."""


def test_a_fault_changes_the_function_it_stands_in() -> None:
    function = functions_of(JUDGE)["take"]
    lines = [judge.OpenLine(1, 2)]
    right, before = function(judge.Shot("A", "", 1), lines), function.__code__
    answers = []
    for mutant in (each for each in mutants_of(JUDGE) if each.function == "take"):
        code = planted(mutant, function)
        assert code is not None
        function.__code__ = code
        try:
            answers.append(function(judge.Shot("A", "", 1), lines))
        except (TypeError, ZeroDivisionError, UnboundLocalError):
            answers.append("broken")
        finally:
            function.__code__ = before
    assert len(answers) > len("faults")
    assert sum(answer != right for answer in answers) > len(answers) // 2


def test_every_scope_has_faults_to_plant() -> None:
    for scope in SCOPES:
        assert len({str(each) + str(each.number) for each in all_of(scope)}) == len(all_of(scope)) > 50


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a fault is planted in a fork of the process")
@pytest.mark.timeout(MOST_S)
def test_a_sample_of_faults_is_noticed() -> None:
    asked = [sys.executable, "-m", "tests.prove.mutation", "sample", str(EVERY)]
    done = subprocess.run(
        asked, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=MOST_S, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    counts = json.loads(done.stdout.splitlines()[-1])
    assert counts["killed"] >= 9 * counts["survived"]
    assert not counts["not listed"]


def test_every_listed_survivor_is_a_fault_that_can_be_planted() -> None:
    assert not known().keys() - {each.name for scope in SCOPES for each in all_of(scope)}
    assert all(reason.why for reason in known().values())
