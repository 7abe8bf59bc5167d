"""A foreign table of a million rows looked at, tried, imported by its mapping, undone: time, memory, longest step."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.company import Company
from tests.importers import PRODUCTS, SHOP_MAPPING, Importer
from warehouse_app.application.importing import Fates, undo_import
from warehouse_app.ports.intake import Look

ROWS, SMOKE_ROWS = 1_000_000, 3_000
IMPORTED = 60_000
"""Rows that are imported and undone: three an order."""

HEADER = "Nr;Wer;Wann;Artikel;Anzahl;Preis\n"
STEP = 20_000
LONGEST_STEP_MS, MOST_MB = 50, 60


def table(path: Path, rows: int) -> Path:
    """Write a shop's table."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for n in range(rows):
            file.write(f"{n // 3};Ann Lee;06.05.2011;A-1;{n % 9 + 1};2,55\n")
    return path


def peak() -> float:
    """Return the peak of memory so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def looked_at(look: Look) -> dict[str, float]:
    """Read a file to its end as the screen does."""
    begin = time.perf_counter()
    while look.read_on(STEP):
        pass
    whole = time.perf_counter() - begin
    begin = time.perf_counter()
    look.rows(look.count - 200, 200)
    return {"look_s": round(whole, 2), "page_ms": round((time.perf_counter() - begin) * 1000, 2)}


def undone(importer: Importer) -> dict[str, float]:
    """Undo the newest import; return its seconds and its longest step."""
    steps: list[float] = []
    last = [time.perf_counter()]

    def pause(seconds: float) -> None:
        steps.append(time.perf_counter() - last[0])
        time.sleep(seconds)
        last[0] = time.perf_counter()

    company = importer.company
    begin = time.perf_counter()
    done = undo_import(company.runner, company.supervisor, 2, pause)
    seconds = time.perf_counter() - begin
    longest = round(max(steps[1:]) * 1000, 1)  # before the first step lies the search for what stands on it
    return {"undo_s": round(seconds, 2), "undo_orders": done.orders, "undo_longest_ms": longest}


def main() -> None:
    """Print figures and goals as JSON."""
    rows, taken = (SMOKE_ROWS, SMOKE_ROWS) if "--smoke" in sys.argv else (ROWS, IMPORTED)
    with tempfile.TemporaryDirectory() as name:
        importer = Importer(Company(Path(name)), Path(name))
        importer.take("products", PRODUCTS)
        before = peak()
        look = importer.intake.look(table(Path(name) / "big.csv", rows))
        begin = time.perf_counter()
        look.read_on(50)
        figures: dict[str, float] = {"rows": rows, "first_records_s": round(time.perf_counter() - begin, 3)}
        figures |= looked_at(look)
        look.close()
        grown = round(peak() - before, 1)
        path = table(Path(name) / "small.csv", taken)
        begin = time.perf_counter()
        importer.take("orders", path, mapping=SHOP_MAPPING, dry_run=True, fates=Fates())
        figures["dry_run_s"] = round(time.perf_counter() - begin, 2)
        begin = time.perf_counter()
        importer.take("orders", path, mapping=SHOP_MAPPING)
        figures |= {"import_rows": taken, "import_s": round(time.perf_counter() - begin, 2), "look_mb": grown}
        figures |= undone(importer)
        importer.company.close()
    goals = [
        {"name": "memory that looking at the file takes, MB", "value": grown, "at_most": MOST_MB},
        {"name": "longest step of the undo, ms", "value": figures["undo_longest_ms"], "at_most": LONGEST_STEP_MS},
    ]
    print(json.dumps({"name": "mapped", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
