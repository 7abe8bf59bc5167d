"""The ledger beside its naive book, all operations at random."""

from __future__ import annotations

from tests.prove.part import Counts, Part
from tests.prove.searching import Machine, searched

STEPS = 30


def steps(seed: int, count: int) -> Counts:
    """Walk `count` steps of the ledger's machine."""
    from tests.mutants.ledger_machine import LedgerMachine

    class Walking(LedgerMachine, Machine):
        def walked(self) -> int:
            return self.n

    return searched(Walking, seed, count, STEPS)


PARTS = (Part("ledger steps", 1_000_000, 4_000, steps),)
