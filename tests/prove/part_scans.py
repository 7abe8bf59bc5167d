"""Scans at the pack bench: by the judge on values, and through the ledger while the program dies."""

from __future__ import annotations

from tests.prove.part import Counts, Part


def on_values(seed: int, count: int) -> Counts:
    """Judge so many scans by the pure functions of the bench."""
    from tests.prove.scanning import Simulation

    told = Simulation(seed).run(count)
    return {
        "done": told.scans, "wrong": told.wrong, "misread": told.misread, "doubles": told.doubles,
        "wrong in hand": told.wrong_in_hand, "too many": told.too_many, "refused": told.refused,
        "orders": told.orders,
    }  # fmt: skip


def through_ledger(seed: int, count: int) -> Counts:
    """Pack at a bench whose program dies at any scan, and is started again."""
    from tests.prove import scanledger

    return scanledger.through_ledger(seed, count)


PARTS = (
    Part("scans, judged", 10_000_000, 500_000, on_values, none=("wrong",)),
    Part("scans, ledger with crashes", 100_000, 2_500, through_ledger, none=("wrong",)),
)
