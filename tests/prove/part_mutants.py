"""Mutation testing over ledger, pack and label code."""

from __future__ import annotations

from functools import partial

from tests.prove.hunting import all_of
from tests.prove.part import Counts, Part

PIECE = 60


def faults(scope: str, first: int, count: int) -> Counts:
    """Judge `count` faults of a scope, from the first one named."""
    from tests.prove import mutation

    chosen = all_of(scope)[first : first + count]
    fate = mutation.judged(scope, chosen)
    mutation.told(scope, fate, first)
    survived = len(fate.survivors) + len(fate.unreached)
    return {"done": len(chosen), "killed": fate.killed, "survived": survived, "the same": fate.void}


PARTS = tuple(
    Part(f"mutants, {scope}", len(all_of(scope)), PIECE, partial(faults, scope), limit_s=1_800, in_order=True)
    for scope in ("ledger", "pack", "label")
)
