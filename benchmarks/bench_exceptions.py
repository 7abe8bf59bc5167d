"""What the queue of exceptions and the board of the crew cost with a million orders in the database.

`python -m benchmarks.bench_exceptions [--small]`. Thousands of orders are short, held and late, hundreds of carts are
out, a day of scans is behind. The figure is the median of a reading by what it costs the
processor; by the wall clock it is told beside.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bigcompany import Rows, write
from benchmarks.manyorders import NOW, ORDERS, fill

from warehouse_app.application.crew.board import board
from warehouse_app.application.exceptions import queue
from warehouse_app.ports.clock import iso
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, trade

SMALL, READINGS = 20_000, 15
HANDS, CARTS, SCANS, SHORTS, HOLDS, PRINTS = 40, 300, 60_000, 5_000, 3_000, 200
AT = iso(NOW)
DAY = iso(NOW.replace(hour=0))


def trouble(store: Store, orders: int) -> None:
    """Let much go off the plan: every open order (one in fifty) is in some of it."""
    open_ = range(50, orders + 1, 50)
    write(store, _people())
    write(store, _lacking(open_))
    write(store, _carts(open_))
    write(store, _scans())


def _people() -> Rows:
    for n in range(HANDS):
        row = {"id": f"p-{n}", "code": f"H{n}", "name": f"Hand {n}", "role": "picker", "created_at": AT}
        yield office.person, row


def _lacking(open_: range) -> Rows:
    for n, order in enumerate(open_[:SHORTS]):
        values = {"purpose": "line", "ref": order * 2, "qty": 1, "reason": "none_left", "at": AT, "command_id": f"c{n}"}
        yield ledger.shortage, values
    for n, order in enumerate(open_[:HOLDS]):
        kind = ("address", "payment", "manual")[n % 3]
        yield trade.order_hold, {"order_id": order, "kind": kind, "reason": "", "at": AT, "who": "p-1"}
    for n in range(PRINTS):
        row = {"intent": f"i{n}", "document": "picklist", "ref": str(n + 1), "printer": "Z1", "state": "failed"}
        yield floor.print_job, {**row, "at": AT, "changed_at": AT}


def _carts(open_: range) -> Rows:
    begun = iso(NOW - timedelta(hours=1))
    done = min(len(open_) // 2, 80_000)
    for n in range(1, done + CARTS):
        live = n >= done
        row = {
            "id": n, "code": f"B{n:05d}", "state": "picking" if live else "closed", "warehouse": "MAIN",
            "ship_day": AT[:10], "person": f"p-{n % HANDS}", "claimed_by": f"p-{n % HANDS}", "station": f"P{n % HANDS}",
            "planned_at": begun, "released_at": begun, "started_at": begun, "cart": f"C-{n}",
        }  # fmt: skip
        yield floor.batch, row
    for at, order in enumerate(open_[: CARTS * 12]):
        yield floor.batch_order, {"batch_id": done + at % CARTS, "order_id": order, "trip": 1, "slot": f"S{at}"}


def _scans() -> Rows:
    for n in range(SCANS):
        moment = NOW - timedelta(seconds=(SCANS - n) * 0.3)
        code, verdict = ("unknown_barcode", "refused") if n % 200 == 0 else ("right_item", "accepted")
        hand = n % HANDS
        row = {
            "id": f"s{n}", "at": iso(moment), "station": f"P{hand}", "who": f"p-{hand}", "device": "gun",
            "work": "pick", "raw": f"X{n % 37}", "verdict": verdict, "code": code, "entry_id": f"e{n}", "qty": 1,
        }  # fmt: skip
        yield floor.scan, row


def measured(store: Store, question: Callable[[Desk], Any]) -> tuple[float, float]:
    """Return the median milliseconds of a reading, by wall clock and by the processor."""
    walls, works = [], []
    for _ in range(READINGS):
        with store.read() as desk:
            begin, work = time.perf_counter(), time.process_time()
            question(desk)
            walls.append(time.perf_counter() - begin)
            works.append(time.process_time() - work)
    return median(walls) * 1000, median(works) * 1000


def main() -> None:
    """Print the figures as JSON."""
    orders = SMALL if "--small" in sys.argv[1:] else ORDERS
    with tempfile.TemporaryDirectory(prefix="exceptions-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'company.db'}", create=True)
        fill(store, orders)
        trouble(store, orders)
        with store.read() as desk:
            told = len(queue(desk, AT).cases)
        figures = {"exceptions": measured(store, lambda desk: queue(desk, AT))}
        figures["crew"] = measured(store, lambda desk: board(desk, AT, DAY))
        store.close()
    goals = [
        {"name": f"{name}_processor_ms", "value": round(work, 1), "at_most": 100}
        for name, (_wall, work) in figures.items()
    ]
    walls = {f"{name}_wall_ms": round(wall, 1) for name, (wall, _work) in figures.items()}
    print(json.dumps({"name": "exceptions", "orders": orders, "told": told, **walls, "goals": goals}))


if __name__ == "__main__":
    main()
