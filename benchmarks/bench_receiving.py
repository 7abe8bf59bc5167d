"""A thousand receipts, each of a product that ten orders wait for: promised by rank, and no bench is held up.

One process takes the goods in as fast as it can while another packs at a steady pace. A scan at the dock is measured
beside a pack scan, in turn, at the same file. Processor times are of one thread and say what a busy machine hides.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.bench_scan import Bench, stocked

from tests.company import WAREHOUSE, Company, key_of
from tests.dockbench import Dock, station, supplier
from tests.tidy.tree import ROOT
from warehouse_app.application.allocation import allocate
from warehouse_app.store.schema import ledger, purchasing, trade

RECEIPTS, WAITING, EACH = 1_000, 10, 2
SCANS_A_SECOND = 100
Took = list[tuple[float, float]]


def furnish(folder: Path, receipts: int) -> None:
    """Make a company with an order on the packing bench, and products that ten orders of each wait for."""
    folder.mkdir()
    stocked(folder, 10_000)
    company = Company(folder)
    company.ids.n = 2_000_000
    company.runner.writer.id = "writer-2"
    with company.write() as desk:
        station(desk, "D1")
        seller = supplier(desk)
        made, skus = purchasing.purchase_order, [f"IN{n:04d}" for n in range(receipts)]
        for sku in (*skus, "IDLE"):
            company.product(desk, sku)
        numbers = {row.sku: row.id for row in desk.connection.execute(ledger.product.select())}
        lines: list[dict[str, Any]] = []
        for n, sku in enumerate((*skus, "IDLE")):
            values = {"state": "confirmed", "warehouse": WAREHOUSE, "placed_at": desk.at}
            order = key_of(desk.connection.execute(made.insert().values(code=f"PO-{n}", supplier_id=seller, **values)))
            lines.append({"purchase_order_id": order, "n": 1, "product_id": numbers[sku], "sku": sku, "qty": 100_000})
        desk.connection.execute(purchasing.purchase_line.insert(), lines)
        _orders(company, desk, skus, numbers)
    allocate(company.runner, company.supervisor)
    company.close()


def _orders(company: Company, desk: Any, skus: list[str], numbers: dict[str, int]) -> None:  # noqa: ANN401 - a desk
    lines: list[dict[str, Any]] = []
    for n in range(len(skus) * WAITING):
        day = f"2010-12-{7 + n % 20:02d}T17:00:00.000000Z"
        order = company.order(desk, f"W{n}", [], priority=n % 3, ship_by=day, units=EACH)
        sku = skus[n % len(skus)]
        lines.append({"order_id": order, "n": 1, "sku": sku, "qty": EACH, "product_id": numbers[sku]})
    desk.connection.execute(trade.order_line.insert(), lines)


def at_dock(folder: Path) -> Dock:
    """Return the dock of a company."""
    company = Company(folder)
    company.ids.n = 5_000_000
    company.runner.writer.id = "writer-dock"
    return Dock(company)


def timed(dock: Dock, text: str, code: str, took: Took) -> None:
    """Scan, and keep how long it took by the clock and of processor."""
    begin, worked = time.perf_counter(), time.thread_time()
    answer = dock.scan(text)
    took.append((time.perf_counter() - begin, time.thread_time() - worked))
    assert answer.code == code, answer


def take_in(folder: Path, receipts: int) -> None:
    """Take a thousand receipts in; print how long each scan took that served ten orders."""
    dock = at_dock(folder)
    took: Took = []
    for n in range(receipts):
        dock.scan(f"PO-{n}", f"IN{n:04d}")
        timed(dock, "1000", "received_for_orders", took)
        dock.scan("PAUSE")
    with dock.company.store.read() as desk:
        promised = desk.connection.exec_driver_sql("SELECT SUM(qty) FROM promise").scalar()
    dock.company.close()
    assert promised == receipts * WAITING * EACH, promised
    print(json.dumps(took))


def packed_meanwhile(folder: Path, receipts: int) -> tuple[list[float], Took]:
    """Pack at a steady pace while the receipts come in; return the seconds of each pack scan, and those at the dock."""
    bench = Bench(folder)
    words = [sys.executable, "-m", "benchmarks.bench_receiving", "--child", str(folder), str(receipts)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    took: list[float] = []
    while running.poll() is None:
        begin = time.perf_counter()
        bench.scan(len(took))
        took.append(time.perf_counter() - begin)
        time.sleep(max(0.0, 1 / SCANS_A_SECOND - took[-1]))
    told = json.loads(running.communicate()[0])
    bench.company.close()
    return took, told


def in_turn(folder: Path, rounds: int) -> tuple[Took, Took]:
    """Scan at the dock and at the packing bench in turn; return the times of both."""
    dock, bench = at_dock(folder), Bench(folder)
    here: Took = []
    there: Took = []
    dock.scan(f"PO-{RECEIPTS if rounds > SMALL else SMALL}")
    for n in range(rounds):
        timed(dock, "IDLE", "received", here)
        begin, worked = time.perf_counter(), time.thread_time()
        bench.scan(n)
        there.append((time.perf_counter() - begin, time.thread_time() - worked))
    dock.company.close()
    bench.company.close()
    return here, there


SMALL = 20


def _at(share: float, took: Took, which: int) -> float:
    ordered = sorted(each[which] for each in took)
    return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000, 2)


def main() -> None:
    """Print figures and goals as JSON."""
    receipts = SMALL if "--smoke" in sys.argv else RECEIPTS
    with tempfile.TemporaryDirectory() as name:
        furnish(Path(name) / "shared", receipts)
        packed, served = packed_meanwhile(Path(name) / "shared", receipts)
        furnish(Path(name) / "turns", receipts)
        here, there = in_turn(Path(name) / "turns", receipts)
    packing: Took = [(each, 0.0) for each in packed]
    ratio = statistics.median(each[1] for each in here) / statistics.median(each[1] for each in there)
    figures = {
        "receipts": receipts,
        "waiting_orders_each": WAITING,
        "serving_ten_p50_ms": _at(0.5, served, 0),
        "serving_ten_p99_ms": _at(0.99, served, 0),
        "serving_ten_longest_ms": _at(1.0, served, 0),
        "serving_ten_processor_p50_ms": _at(0.5, served, 1),
        "serving_ten_processor_p99_ms": _at(0.99, served, 1),
        "pack_scans_meanwhile": len(packed),
        "pack_p50_ms": _at(0.5, packing, 0),
        "pack_p99_ms": _at(0.99, packing, 0),
        "pack_longest_ms": _at(1.0, packing, 0),
        "receive_p50_ms": _at(0.5, here, 0),
        "receive_p99_ms": _at(0.99, here, 0),
        "receive_processor_p50_ms": _at(0.5, here, 1),
        "pack_processor_p50_ms": _at(0.5, there, 1),
    }
    goals = [
        {
            "name": "p99 of a pack scan while 1 000 receipts serve orders, ms",
            "value": figures["pack_p99_ms"],
            "at_most": 50,
        },
        {"name": "processor of a scan that serves ten orders, p99, ms", "value": _at(0.99, served, 1), "at_most": 50},
        {"name": "receive scan / pack scan, processor, p50", "value": round(ratio, 2), "at_most": 1.5},
    ]
    print(json.dumps({"name": "receiving", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    if "--child" in sys.argv:
        take_in(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
