"""What a deed costs in a company of a thousand orders, and in one of a million; and in an order of 10 000 lines.

Both companies are worked in turn in one run, so that both meet the same machine: a pack scan, the promises for one
order of three lines, opening an order, finding something by its code. A deed's cost is the median of its times; the
goal is their ratio: of the processor's times on SQLite, where all of the work is done here and the disk is no part of
it, and by the clock on PostgreSQL, where the server works.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import bigcompany
from benchmarks.servers import SQLITE, databases, wanted
from benchmarks.totes import picked

from tests.company import Company
from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.orders import order_detail
from warehouse_app.application.packing import PackScan
from warehouse_app.application.search import find
from warehouse_app.domain.people import Right

FEW, MANY = 1_000, 1_000_000
LINES, LONG = 25, 10_000
ROUNDS = 400
FLAT = 1.2
DEEDS = ("pack scan", "allocation of an order", "opening an order", "find by code")
RIGHTS = frozenset(Right)


@dataclass
class Times:
    """Seconds of one deed, by the clock and of the processor."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def run(self, deed: Callable[[], object]) -> None:
        """Do it once."""
        begin, spent = time.perf_counter(), time.thread_time()
        deed()
        self.processor.append(time.thread_time() - spent)
        self.clock.append(time.perf_counter() - begin)

    def p50(self, *, processor: bool = False) -> float:
        """Return the median in milliseconds, the first tenth left out."""
        kept = self.processor if processor else self.clock
        return statistics.median(kept[len(kept) // 10 :]) * 1000


class Shop:
    """A company of so many orders, worked deed by deed; one with `long` lines in the order at the bench."""

    def __init__(self, folder: Path, address: str, orders: int, rounds: int, lines: int = LINES) -> None:
        folder.mkdir()
        self.orders, self.company = orders, Company(folder, database=address)
        self.company.clock.moment = bigcompany.AT
        bigcompany.fill(self.company.store, orders)
        self.skus = [f"{20_000 + n}" for n in range(1, lines + 1)]
        self.tote = picked(self.company, "9001", self.skus, -(-rounds // lines) + 1)
        self.times = {deed: Times() for deed in DEEDS}
        self.draw = random.Random(5)
        self.company.runner.perform(PackScan(id="open", text=self.tote), self.company.packer).done()

    def scan(self, n: int) -> None:
        """Scan the n-th unit."""
        command = PackScan(id=f"scan-{n}", text=self.skus[n % len(self.skus)])
        outcome = self.company.runner.perform(command, self.company.packer)
        assert outcome.refusal is None, outcome.refusal

    def turn(self, n: int) -> None:
        """Do each deed once."""
        company = self.company
        self.times["pack scan"].run(lambda: self.scan(n))
        with company.write() as desk:
            skus = self.draw.sample(range(1, bigcompany.PRODUCTS), 3)
            order = company.order(desk, f"G{n}", [(f"{20_000 + sku}", 1) for sku in skus])
        command = AllocateOrder(id=f"promise-{n}", order_id=order, explain=False)
        self.times["allocation of an order"].run(lambda: company.runner.perform(command, company.supervisor).done())
        row = self.draw.randint(1, self.orders)
        self.times["opening an order"].run(
            lambda: company.runner.ask(lambda desk: order_detail(desk, row), company.supervisor)
        )
        code = str(5_000_000 + self.draw.randint(1, self.orders))
        self.times["find by code"].run(
            lambda: company.runner.ask(lambda desk: find(desk, code, RIGHTS), company.supervisor)
        )


def main() -> None:
    """Print figures and goals as JSON."""
    smoke, kind = "--smoke" in sys.argv, wanted()
    few, many, long = (200, 2_000, 300) if smoke else (FEW, MANY, LONG)
    rounds = 20 if smoke else ROUNDS
    with tempfile.TemporaryDirectory() as name, ExitStack() as held:
        folder = Path(name)
        made = held.enter_context(databases(folder, kind))
        begin = time.perf_counter()
        small, big, wide = (
            Shop(folder / title, held.enter_context(made.empty()), orders, rounds, lines)
            for title, orders, lines in (("small", few, LINES), ("big", many, LINES), ("wide", few, long))
        )
        for shop in (small, big, wide):
            made.rested(shop.company.address)
        made_s = time.perf_counter() - begin
        for n in range(rounds):
            for shop in (small, big) if n % 2 else (big, small):  # the first of two finds the processor colder
                shop.turn(n)
            wide.times["pack scan"].run(lambda n=n: wide.scan(n))  # type: ignore[misc]
        for shop in (small, big, wide):
            shop.company.close()
    figures: dict[str, object] = {"database": kind, "few": few, "many": many, "made_s": round(made_s)}
    own, goals = kind == SQLITE, []
    for deed in DEEDS:
        a, b = small.times[deed], big.times[deed]
        figures[deed] = {
            "few_ms": round(a.p50(), 3), "many_ms": round(b.p50(), 3),
            "few_cpu_ms": round(a.p50(processor=True), 3), "many_cpu_ms": round(b.p50(processor=True), 3),
        }  # fmt: skip
        ratio = round(b.p50(processor=own) / a.p50(processor=own), 2)
        goals.append({"name": f"{deed}, {many:,} / {few:,} orders", "value": ratio, "at_most": FLAT})
    scan, long_scan = small.times["pack scan"], wide.times["pack scan"]
    figures["pack scan in a long order"] = {
        "lines": long, "ms": round(long_scan.p50(), 3), "cpu_ms": round(long_scan.p50(processor=True), 3),
    }  # fmt: skip
    ratio = round(long_scan.p50(processor=own) / scan.p50(processor=own), 2)
    goals.append({"name": f"pack scan, order of {long:,} / {LINES} lines", "value": ratio, "at_most": FLAT})
    print(json.dumps({"name": "growth", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
