"""Import of the retail file, orders and opening stock, beside csv parsing plus a bare bulk insert; and scans meanwhile.

The import runs in a process of its own: once alone (for the ratio and its memory), once while this process packs at the
same database (for the scans' p99).
"""

from __future__ import annotations

import csv
import gzip
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.bench_scan import LINES, Bench, stocked

from tests.company import WAREHOUSE, Company
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.store.schema import ledger
from warehouse_app.system.clock import SystemClock

ROOT = Path(__file__).resolve().parents[1]
GIVEN = ROOT.parent / "shared/data/orders/uci_online_retail_2010-12_2011-05.csv.gz"
SAMPLE = ROOT / "resources/sample/orders.csv.gz"
SCANS_A_SECOND = 20


def bare(path: Path, folder: Path) -> float:
    """Return the seconds of csv parsing and one bulk insert of the same rows."""
    begin = time.perf_counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    (folder / "bare.db").unlink(missing_ok=True)
    database = sqlite3.connect(folder / "bare.db")
    database.execute("CREATE TABLE bare(a, b, c, d, e, f, g, h)")
    database.executemany("INSERT INTO bare VALUES (?,?,?,?,?,?,?,?)", rows[1:])
    database.commit()
    database.close()
    return time.perf_counter() - begin


def company(folder: Path) -> None:
    """Make a company with an order on the bench, ready for the import and the scans."""
    folder.mkdir()
    stocked(folder, 10_000)
    made = Company(folder)
    with made.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
    made.close()


def child(folder: Path, path: Path) -> None:
    """Import into the company of a folder; print seconds and the peak of memory in MB."""
    made = Company(folder)
    made.ids.n, made.runner.writer.id = 5_000_000, "writer-import"
    made.runner.clock = SystemClock()  # the import measures its pauses by it
    intake = FilesIntake(folder, ZoneInfo("UTC"), ZoneInfo("Europe/London"))
    begin = time.perf_counter()
    for kind, form in (("orders", "auto"), ("stock", "retail-opening")):
        request = ImportRequest((path,), kind, form)
        run_import(made.runner, made.supervisor, intake, request, pause=time.sleep)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made.close()
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


def start(folder: Path, path: Path) -> subprocess.Popen[str]:
    """Start the import in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.bench_import", "--child", str(folder), str(path)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def scans_meanwhile(folder: Path, path: Path) -> list[float]:
    """Pack at a steady pace while the import runs; return the seconds of each scan."""
    bench = Bench(folder)
    running = start(folder, path)
    took: list[float] = []
    while running.poll() is None:
        begin = time.perf_counter()
        bench.scan(len(took))
        took.append(time.perf_counter() - begin)
        time.sleep(max(0.0, 1 / SCANS_A_SECOND - took[-1]))
    running.communicate()
    bench.company.close()
    return sorted(took)


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv or not GIVEN.is_file()
    path = SAMPLE if smoke else GIVEN
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        company(folder / "small")
        small = json.loads(start(folder / "small", SAMPLE).communicate()[0])
        company(folder / "alone")
        before = bare(path, folder)
        told = json.loads(start(folder / "alone", path).communicate()[0])
        base = (before + bare(path, folder)) / 2  # the machine may have other work: measured around the import
        company(folder / "shared")
        took = scans_meanwhile(folder / "shared", path)
    p99 = took[int(0.99 * len(took))] * 1000
    ratio = round(told["seconds"] / base, 2)
    figures = {
        "file": "sample" if smoke else "given half",
        "bare_s": round(base, 3),
        "import_s": round(told["seconds"], 2),
        "peak_mb": round(told["peak_mb"]),
        "peak_of_a_fourteenth_mb": round(small["peak_mb"]),
        "scans": len(took),
        "lines": LINES,
        "scan_p50_ms": round(took[len(took) // 2] * 1000, 2),
        "scan_p99_ms": round(p99, 1),
    }
    goals = [
        {"name": "import / csv and bare insert", "value": ratio, "at_most": 10},
        {"name": "peak of memory, MB", "value": round(told["peak_mb"]), "at_most": 400},
        {"name": "p99 of a pack scan meanwhile, ms", "value": round(p99, 1), "at_most": 100},
    ]
    print(json.dumps({"name": "import", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    if "--child" in sys.argv:
        child(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
