"""Mutation testing over ledger, pack and label code."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial

from tests.prove.hunting import all_of
from tests.prove.part import HERE, Counts, Part

ROOT = HERE.parent.parent

PIECE = 100


def faults(scope: str, first: int, count: int) -> Counts:
    """Judge `count` faults of a scope, from the first one named. One that survives without a reason is a fault of ours.

    `alike` are survivors that are told to change nothing; of all, one in ten may survive. In a process of its own, for
    pytest must be there before what it watches.
    """
    asked = [sys.executable, "-m", "tests.prove.mutation", scope, "1", str(first), str(count)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3_000:]
    counts = json.loads(done.stdout.splitlines()[-1])
    del counts["not listed"]
    return {"done": count, **counts}


PARTS = tuple(
    Part(f"mutants, {scope}", len(all_of(scope)), PIECE, partial(faults, scope), limit_s=1_800, in_order=True)
    for scope in ("ledger", "pack", "label")
)
