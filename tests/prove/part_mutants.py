"""Mutation testing over ledger, pack and label code."""

from __future__ import annotations

from functools import partial

from tests.prove.hunting import all_of
from tests.prove.part import Counts, Part

PIECE = 100


def faults(scope: str, first: int, count: int) -> Counts:
    """Judge `count` faults of a scope, from the first one named. One that survives without a reason is a fault of ours.

    `alike` are survivors that are told to change nothing; of all, one in ten may survive.
    """
    from tests.prove import mutation
    from tests.prove.survivors import known, unlisted

    chosen = all_of(scope)[first : first + count]
    fate = mutation.judged(scope, chosen)
    mutation.told(scope, fate, first)
    survived = fate.survived
    strange = unlisted(survived)
    assert not strange, f"noticed by no test, and not in survivors.toml: {strange}"
    alike = sum(known()[each.name].alike for each in survived)
    counts = {"killed": fate.killed, "survived": len(survived), "alike": alike, "the same": fate.void}
    return {"done": len(chosen), **counts}


PARTS = tuple(
    Part(f"mutants, {scope}", len(all_of(scope)), PIECE, partial(faults, scope), limit_s=1_800, in_order=True)
    for scope in ("ledger", "pack", "label")
)
