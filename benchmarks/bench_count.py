"""Counting in a warehouse of 20 000 places: planned whole, the day's proposals computed, and a scan at the bench.

Times are wall clock, the least of several, and processor time beside them, which says what a busy machine hides.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.company import WAREHOUSE, Company
from tests.countbench import Counter
from warehouse_app.application.counting import plans
from warehouse_app.domain.items import Item
from warehouse_app.planning import counting as planning
from warehouse_app.store import items, people
from warehouse_app.store.counting import facts
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.schema import ledger

PLACES, SMALL = 20_000, 2_000
SKUS = 2_000
SCANS, FEW = 400, 40
TRIES = 3


def furnish(folder: Path, places: int) -> Company:
    """Make a company with so many bins, each with goods of its own."""
    company = Company(folder)
    with company.write() as desk:
        people.add_warehouse(desk, WAREHOUSE, "Main")
        for n in range(SKUS):
            company.product(desk, f"S{n:05d}")
        company.stock(desk, "BULK", "S00000", 5)
        made = Bulk(ledger.place, "warehouse", "kind", "code", "walk_seq", "aisle")
        made.put(desk.connection, [(WAREHOUSE, "BIN", f"A{n:06d}", n, n // 200) for n in range(places)])
        known = [items.number(desk, Item(f"S{n:05d}")) for n in range(SKUS)]
        rows = desk.connection.execute(ledger.place.select().where(ledger.place.c.walk_seq.is_not(None))).all()
        cells = Bulk(ledger.balance, "place_id", "item_id", "on_hand", "held", "outside")
        cells.put(desk.connection, [(row.id, known[n % SKUS], 20, 0, 0) for n, row in enumerate(rows)])
        for n in range(200):
            company.order(desk, f"{n}", [(f"S{n:05d}", 3)])
    return company


def least(deed: Callable[[], object], after: Callable[[], object] = lambda: None) -> tuple[float, float]:
    """Return the least wall and processor time of several tries, in seconds; `after` clears up unmeasured."""
    walls, works = [], []
    for _ in range(TRIES):
        wall, work = time.perf_counter(), time.process_time()
        deed()
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
        after()
    return min(walls), min(works)


def plan_whole(company: Company, places: int) -> None:
    """Plan the whole warehouse."""
    wanted = plans.MakePlan(id=company.ids.new(), warehouse=WAREHOUSE, kind="warehouse")
    assert plans.plan_counts(company.runner, company.supervisor, wanted).counts == places + 1


def call_off(company: Company) -> None:
    """Call the newest plan off."""
    newest = company.runner.ask(lambda desk: plans.find_plans(desk, 1), company.supervisor)[0]
    plans.call_off(company.runner, company.supervisor, newest.code)


def scans(company: Company, many: int) -> tuple[float, float]:
    """Return median milliseconds of a product scan at the bench, and of its processor time, in a plan of all places."""
    wanted = plans.MakePlan(id=company.ids.new(), warehouse=WAREHOUSE, kind="warehouse")
    plans.plan_counts(company.runner, company.supervisor, wanted)
    bench, walls, works = Counter(company), [], []
    bench.scan("A000007")
    for _ in range(many):
        wall, work = time.perf_counter(), time.process_time()
        bench.scan("S00007")
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return statistics.median(walls) * 1000, statistics.median(works) * 1000


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    places, many = (SMALL, FEW) if smoke else (PLACES, SCANS)
    with tempfile.TemporaryDirectory() as name:
        company = furnish(Path(name), places)
        whole, whole_cpu = least(lambda: plan_whole(company, places), lambda: call_off(company))
        today, today_cpu = least(
            lambda: company.runner.ask(
                lambda desk: plans.proposals(desk, WAREHOUSE, "today", company.runner.now()), company.supervisor
            )
        )
        cells = company.runner.ask(lambda desk: facts.cells(desk, WAREHOUSE, company.runner.now()), company.supervisor)
        pure, pure_cpu = least(lambda: planning.propose(cells, places))
        scan, scan_cpu = scans(company, many)
        company.close()
    figures = {
        "places": places, "plan_s": round(whole, 3), "plan_cpu_s": round(whole_cpu, 3), "today_s": round(today, 3),
        "today_cpu_s": round(today_cpu, 3), "propose_s": round(pure, 3), "propose_cpu_s": round(pure_cpu, 3),
        "scan_ms": round(scan, 2), "scan_cpu_ms": round(scan_cpu, 2),
    }  # fmt: skip
    goals = [
        {"name": "a count of all places planned, s of processor", "value": round(whole_cpu, 3), "at_most": 1},
        {"name": "what to count today, s of processor", "value": round(today_cpu, 3), "at_most": 1},
        {"name": "processor time of a count scan, ms", "value": round(scan_cpu, 2), "at_most": 10},
    ]
    print(json.dumps({"name": "count", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
