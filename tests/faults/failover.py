"""The server is killed in the middle of a shift, its standby takes over, and the old one comes back as the standby.

`run(seed, count)` does it so many times, with benches that pack all the while.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests import postgres
from tests.faults.benches import FaultyBench, Truth, compare, furnish
from tests.pgpair import Pair, pair
from warehouse_app.store.postgresql import limits

BENCHES = 4
SHIFT_S = (0.6, 1.6)
"""How long they pack between two failures."""

NOTICED_S = (0.0, 1.0)
"""How long it takes until somebody promotes the standby."""

LONGEST_S = 120.0
"""After which somebody hangs; how soon they go on is `Report.away_s`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found. `away_s` is the longest time from a kill until every bench had an answer again."""

    seed: int
    kills: int
    truth: Truth
    accepted: int
    away_s: float
    troubles: dict[str, int]
    bugs: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was lost, doubled or invented, and nothing came up as a bug."""
        return not (self.truth.lost or self.truth.doubled or self.truth.invented or self.bugs)


class Home:
    """Remembers what the benches of one home have seen."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}

    def newest(self, company: str) -> int:
        return self.kept.get(company, 0)

    def seen(self, company: str, epoch: int) -> None:
        self.kept[company] = max(epoch, self.newest(company))


def run(seed: int, count: int) -> Report:
    """Kill the server `count` times while benches pack, and hold the ledger against what people were told."""
    dice = Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        two = stack.enter_context(pair())
        limits.SHORTEST_PAUSE_MS = postgres.PAUSE_IN_TESTS_MS
        furnished = furnish(folder, two.server.url(), BENCHES)
        furnished.close()
        stack.enter_context(postgres.in_earnest())  # the benches: what was set up took its time
        home = Home()
        benches = [FaultyBench(furnished, n, two.url, seed, home) for n in range(BENCHES)]
        stack.callback(_end, benches)
        for bench in benches:
            bench.start()
        answered(benches)
        away_s = 0.0
        for n in range(count):
            if n:
                two.rejoin()
            time.sleep(dice.uniform(*SHIFT_S))
            away_s = max(away_s, fail_over(two, benches, dice.uniform(*NOTICED_S)))
        _end(benches)
        told = [bench.told for bench in benches]
        troubles: dict[str, int] = {}
        for each in told:
            for code, times in each.troubles.items():
                troubles[code] = troubles.get(code, 0) + times
        return Report(
            seed,
            count,
            compare(two.server.url(), told),
            sum(len(each.accepted) for each in told),
            round(away_s, 2),
            troubles,
            tuple(repr(bench.bug) for bench in benches if bench.bug is not None),
        )


def fail_over(two: Pair, benches: list[FaultyBench], noticed_s: float) -> float:
    """Kill the server, let the standby be promoted after a while; return the seconds until every bench was answered."""
    two.server.kill()
    began = time.monotonic()
    time.sleep(noticed_s)
    two.promote()
    answered(benches)
    return time.monotonic() - began


def answered(benches: list[FaultyBench]) -> None:
    """Wait until every bench has an accepted scan more."""
    before = [len(bench.told.accepted) for bench in benches]
    late = time.monotonic() + LONGEST_S
    while any(len(bench.told.accepted) <= n for bench, n in zip(benches, before, strict=True)):
        bugs = [bench.bug for bench in benches if bench.bug is not None]
        assert not bugs, bugs
        assert time.monotonic() < late, f"no answer for {LONGEST_S} s: {[bench.told.troubles for bench in benches]}"
        time.sleep(0.02)


def _end(benches: list[FaultyBench]) -> None:
    for bench in benches:
        bench.stop()
    for bench in benches:
        bench.join(LONGEST_S)
        assert not bench.is_alive(), f"{bench.name} hangs"
