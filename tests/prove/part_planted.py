"""Every planted fault of the shop machine, looked for by chance."""

from __future__ import annotations

from tests.prove.part import Counts, Part


def by_chance(seed: int, count: int) -> Counts:
    """Plant each fault in turn, each with another seed."""
    import pytest

    from tests.mutants.shop_faults import FAULTS, found_by_chance

    survived = []
    for number in range(seed, seed + count):
        fault = tuple(FAULTS)[number % len(FAULTS)]
        with pytest.MonkeyPatch.context() as patch:
            if not found_by_chance(fault, 1_000 * (number + 1), patch):
                survived.append(fault)
    assert not survived, f"not found by chance: {survived}"
    return {"done": count, "survived": len(survived)}


PARTS = (Part("planted faults by chance", 100, 5, by_chance, none=("survived",), limit_s=3_600, in_order=True),)
