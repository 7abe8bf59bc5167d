"""Many processes race for the last units through every door that promises or takes stock; their history is judged.

`run(seed, count, address)` lets 16 processes do `count` deeds each and returns what was found.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.company import WAREHOUSE, Company
from tests.faults.linear import Deed, fits
from tests.faults.racer import BIN, ORDERS, SKUS, UNITS, order_code
from tests.tidy.tree import ROOT
from warehouse_app.application.doctor import examine
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import office

PROCESSES = 16
MOST_WANTED = 3
LONGEST_S = 900


@dataclass(frozen=True, slots=True)
class Report:
    """What a race found. `impossible` are the products whose history no order of its deeds explains."""

    deeds: int
    impossible: tuple[str, ...]
    oversold: int
    troubles: tuple[str, ...]
    untold: int
    """Losers that were not told who has what they lack."""
    broken: tuple[str, ...]
    """What the doctor found that was sound before."""
    again: int
    """Units of work that were run once more."""
    overtaken: int
    """Most turns at the file that others had while one waited for his."""
    longest_s: float
    seconds: float

    @property
    def sound(self) -> bool:
        """Tell whether all of it could have been and nobody was told of what is nobody's business."""
        return not (self.impossible or self.oversold or self.troubles or self.untold or self.broken)


def furnish(folder: Path, address: str, seed: int, processes: int = PROCESSES) -> Company:
    """Make a company with few units that everybody wants."""
    dice, company = Random(seed), Company(folder, database=address)
    with company.write() as desk:
        desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE))
        desk.connection.execute(office.person.insert().values(id="p-sup", code="SUP", role="supervisor", created_at=""))
        places.outside(desk, PlaceKind.ADJUST)
        for sku in SKUS:
            company.product(desk, sku)
            company.stock(desk, BIN, sku, UNITS)
    for process in range(processes):
        with company.write() as desk:
            for sku in SKUS:
                for n in range(ORDERS):
                    company.order(desk, order_code(process, sku, n), [(sku, dice.randint(1, MOST_WANTED))])
    return company


def run(seed: int, count: int, company: Company, processes: int = PROCESSES, plant: str = "") -> Report:
    """Let the processes race on a furnished company; `plant` names a fault to be found."""
    before, began = _broken(company), time.monotonic()
    words = [sys.executable, "-m", "tests.faults.racer", company.address]
    racers = [
        subprocess.Popen(
            [*words, str(n), str(seed), str(count), plant],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for n in range(processes)
    ]  # fmt: skip
    try:
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n", racer.communicate()[1]
        told = [_told(racer) for racer in _gone(racers)]
    finally:
        for racer in racers:
            racer.kill()
            racer.communicate()
    return _judged(company, told, before, round(time.monotonic() - began, 1))


def _broken(company: Company) -> frozenset[str]:
    """Return what the doctor finds: what tests set up behind the program's back is in no chain."""
    report = examine(company.runner, company.supervisor)
    return frozenset(row for check in report.checks for row in check.broken)


def _gone(racers: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    return racers


def _told(racer: subprocess.Popen[str]) -> Any:
    out, err = racer.communicate(timeout=LONGEST_S)
    assert racer.returncode == 0, err[-2_000:]
    return json.loads(out)


def _judged(company: Company, told: list[Any], before: frozenset[str], seconds: float) -> Report:
    histories: dict[str, list[Deed]] = defaultdict(list)
    for each in told:
        for sku, *deed in each["history"]:
            histories[sku].append(Deed(*deed))
    with company.store.read() as desk:
        pools = desk.connection.execute(tables.pool.select().where(tables.pool.c.lot == "*")).all()
    return Report(
        sum(len(each) for each in histories.values()),
        tuple(sku for sku, history in histories.items() if not fits(history, UNITS)),
        sum(1 for row in pools if row.promised > row.on_hand),
        tuple(code for each in told for code in each["troubles"]),
        sum(each["untold"] for each in told),
        tuple(sorted(_broken(company) - before)),
        sum(each["again"] for each in told),
        max(each["overtaken"] for each in told),
        max(each["longest_s"] for each in told),
        seconds,
    )
