"""The figures of a day of people out of a log of a million scans: a day of 20 000, one person's and all people's.

Least of several tries, wall clock and processor time.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.company import Company
from warehouse_app.application.performance import of_all, of_person
from warehouse_app.domain.performance.values import By
from warehouse_app.ports.clock import iso
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.schema import floor

DAYS, A_DAY, PEOPLE, TRIES = 50, 20_000, 20, 7
BEGIN = datetime(2010, 12, 6, 6, 0, tzinfo=UTC)


def filled(folder: Path, days: int, a_day: int) -> Company:
    """Make a company whose benches scanned for so many days."""
    company = Company(folder)
    names = ("id", "at", "station", "who", "device", "work", "raw", "verdict", "code", "entry_id", "order_id", "qty")
    bulk = Bulk(floor.scan, *names)
    for day in range(days):
        rows = []
        for n in range(a_day):
            at = iso(BEGIN + timedelta(days=day, seconds=n * 2))
            who, order = n % PEOPLE, day * a_day + n // 80
            good = n % 10
            code = "right_item" if good else "order_packed"
            head = (f"s{day}-{n}", at, f"B{who}", f"p-{who}", "wedge", "pack", "4006381333931")
            rows.append(
                (*head, "accepted" if good else "done", code, f"e{day}-{n}" if good else None, order, int(good > 0))
            )
        with company.write() as desk:
            bulk.put(desk.connection, rows)
    return company


def least(deed: Callable[[], object]) -> tuple[float, float]:
    """Return the least wall and processor time of several tries, in milliseconds."""
    walls, works = [], []
    for _ in range(TRIES):
        wall, work = time.perf_counter(), time.process_time()
        deed()
        walls.append(1_000 * (time.perf_counter() - wall))
        works.append(1_000 * (time.process_time() - work))
    return min(walls), min(works)


def main() -> None:
    """Print the figures as JSON."""
    smoke = "--smoke" in sys.argv
    days, a_day = (2, 500) if smoke else (DAYS, A_DAY)
    with tempfile.TemporaryDirectory() as folder:
        company = filled(Path(folder), days, a_day)
        since = iso(BEGIN + timedelta(days=days - 1) - timedelta(hours=6))
        with company.store.read() as desk:
            mine = least(lambda: of_person(desk, "p-3", since))
            everybody = least(lambda: of_all(desk, By.PERSON, since))
            products = least(lambda: of_all(desk, By.PRODUCT, since))
            assert sum(row.scans for row in of_all(desk, By.PERSON, since).rows) == a_day
        company.close()
    figures = {"own": mine, "people": everybody, "products": products}
    goals = [
        {
            "name": f"the day of {name}, processor, ms",
            "value": round(work, 1),
            "at_most": 100.0 if name != "own" else 30.0,
        }
        for name, (_wall, work) in figures.items()
    ]
    told = {name: {"wall_ms": round(wall, 1), "processor_ms": round(work, 1)} for name, (wall, work) in figures.items()}
    print(json.dumps({"scans": days * a_day, "a_day": a_day, **told, "goals": goals}, indent=1))


if __name__ == "__main__":
    main()
