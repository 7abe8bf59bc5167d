"""A shift on a bad network: benches pack over fault proxies while one seeded fault after the other is put between.

`run(seed, count)` is the whole of it, for the gate with few faults and for long proofs with many.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests import postgres
from tests.faultproxy import Fault, FaultProxy, Kind
from tests.faults.benches import FaultyBench, Truth, compare, furnish

if TYPE_CHECKING:
    from tests.postgres import Server

BENCHES = 4
FAULTS = tuple(kind for kind in Kind if kind is not Kind.NONE)
MOST_BYTES = 4_000
"""Within so many bytes every place of a scan's traffic can be cut."""

MOST_DELAY_MS = 80
LONGEST_FAULT_S = 0.4
LOSSY = frozenset({Kind.LOSE_ANSWERS, Kind.LOSE_ALL})
LONGEST_LOSS_S = 3.0
"""Bytes are lost for so long at most; what was lost never comes."""

BETWEEN_S = 0.15
END_S = 60.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found. Everything in `truth` but its entries has to be 0."""

    seed: int
    faults: dict[str, int]
    truth: Truth
    accepted: int
    refused: int
    given_up_unknown: int
    given_up_not_done: int
    troubles: dict[str, int]
    longest_s: float
    seconds: float
    bugs: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was lost, doubled or invented, and nothing came up as a bug."""
        return not (self.truth.lost or self.truth.doubled or self.truth.invented or self.bugs)


def drawn(dice: Random, kinds: tuple[Kind, ...] = FAULTS) -> tuple[Fault, float]:
    """Return a fault and how long it lasts, in seconds."""
    kind = dice.choice(kinds)
    amount = {
        Kind.DELAY: dice.randint(5, MOST_DELAY_MS),
        Kind.CUT: dice.randint(1, MOST_BYTES),
        Kind.CUT_COMMIT: dice.randint(0, 1),
        Kind.LOSE_ALL: dice.randint(0, MOST_BYTES),
    }.get(kind, 0)
    return Fault(kind, amount), dice.uniform(0.02, LONGEST_LOSS_S if kind in LOSSY else LONGEST_FAULT_S)


def run(seed: int, count: int, server: Server, kinds: tuple[Kind, ...] = FAULTS, *, blind: bool = False) -> Report:
    """Let `count` faults happen to benches that pack, and hold the ledger against what people were told.

    `blind` benches do anew what was not answered: a fault to be found.
    """
    dice, began = Random(seed), time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(server.database())
        name = address.partition("@/")[2].partition("?")[0]
        company = furnish(folder, address, BENCHES)
        stack.callback(company.close)
        stack.enter_context(postgres.in_earnest())  # the benches: what was set up took its time
        proxies = [stack.enter_context(FaultProxy(server.socket)) for _ in range(BENCHES)]
        benches = [FaultyBench(company, n, proxy.url(name), seed, blind=blind) for n, proxy in enumerate(proxies)]
        for bench in benches:
            bench.start()
        _begun(benches)
        happened = _spoil(dice, count, kinds, proxies, benches)
        for bench in benches:
            bench.stop()
        for bench in benches:
            bench.join(END_S)
            assert not bench.is_alive(), f"{bench.name} hangs"
        told = [bench.told for bench in benches]
        return Report(
            seed,
            dict(happened),
            compare(address, told),
            sum(len(each.accepted) for each in told),
            sum(len(each.refused) for each in told),
            sum(len(each.unknown) for each in told),
            sum(len(each.not_done) for each in told),
            dict(sum((each.troubles for each in told), Counter[str]())),
            round(max(each.longest_s for each in told), 2),
            round(time.monotonic() - began, 1),
            tuple(repr(bench.bug) for bench in benches if bench.bug is not None),
        )


def _begun(benches: list[FaultyBench]) -> None:
    late = time.monotonic() + END_S
    while not all(bench.told.accepted for bench in benches):
        assert time.monotonic() < late, [bench.bug for bench in benches]
        time.sleep(0.02)


def _spoil(
    dice: Random, count: int, kinds: tuple[Kind, ...], proxies: list[FaultProxy], benches: list[FaultyBench]
) -> Counter[str]:
    """Put one fault after the other between, each at one bench, several at once; return how many of each kind."""
    happened: Counter[str] = Counter()
    until = [0.0] * len(proxies)
    while sum(happened.values()) < count and not any(bench.bug for bench in benches):
        now = time.monotonic()
        for n, proxy in enumerate(proxies):
            if until[n] and now > until[n]:
                proxy.heal()
                until[n] = 0.0
        free = [n for n, when in enumerate(until) if not when]
        if free and dice.random() < 0.5:
            n = dice.choice(free)
            fault, lasts = drawn(dice, kinds)
            proxies[n].put(fault)
            until[n] = time.monotonic() + lasts
            happened[fault.kind.value] += 1
        time.sleep(BETWEEN_S)
    for proxy in proxies:
        proxy.heal()
    return happened
